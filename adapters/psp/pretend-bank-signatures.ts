import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** Signs what is told, after the Standard Webhooks specification. */
export function sign(key: string, id: string, at: Date, body: string): string {
  return new Webhook(key).sign(id, at, body);
}

/** Undefined when one of our keys signed it, and not long ago. */
export function verify(
  keys: readonly string[],
  headers: Readonly<Record<string, string>>,
  body: string,
): { refused: 'signature' | 'too-old' } | undefined {
  let old = false;
  for (const key of keys) {
    try {
      new Webhook(key).verify(body, headers, { jsonParse: false });
      return undefined;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      // The package tells its reasons in words only.
      old ||= /timestamp too/.test(error.message);
    }
  }
  return { refused: old ? 'too-old' : 'signature' };
}
