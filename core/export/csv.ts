/** One line of a CSV file as RFC 4180 writes it, its end included. What is absent is an empty field. */
export function csvLine(fields: readonly (string | number | undefined)[]): string {
  return `${fields.map((field) => quoted(String(field ?? ''))).join(',')}\r\n`;
}

function quoted(field: string): string {
  // Programs take spaces at the edges away, unless they are quoted.
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
