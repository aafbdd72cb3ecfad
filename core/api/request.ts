/** What a creditor's system sends, as whoever hosts the API passes it on. */
export interface ApiRequest {
  method: string;
  /** From the root, like `/api/v1/cases`; percent-encoded or decoded, as the host has it. */
  path: string;
  /** Without the question mark; empty when there is none. */
  query: string;
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>;
  /** As it came; empty when there is none. */
  body: string;
  /** Where the API is reached, like `https://api.example.nl`: from configuration. */
  origin: string;
}

/** What it gets. */
export interface ApiReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Which route answered, like `GET /cases/{case}`, for the host's own notes and counts. */
  route?: string;
  /** Public name of the key that signed, for the host's notes: so it is known afterwards what a key was used for. */
  key?: string;
  /** Name of the error that the caller was spared. */
  failed?: string;
}

/** Percent-decoded, or as it is where that cannot be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names and values of a query; of a name that comes twice the last. */
export function readQuery(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.replaceAll('+', ' ').split('=');
      return [decoded(name), decoded(value.join('='))];
    }),
  );
}
