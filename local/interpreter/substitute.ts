/**
 * Replaces `${name}` in the text of a state machine, as CloudFormation's DefinitionSubstitutions do in the cloud.
 * `find` gives a value or undefined; every placeholder it does not know is refused at once and by name.
 * Values go into JSON strings, so they are escaped.
 */
export function substitute(text: string, find: (name: string) => string | undefined): string {
  const unknown = new Set<string>();
  const result = text.replace(/\$\{([^}]*)\}/g, (placeholder, name: string) => {
    const value = find(name);
    if (value === undefined) {
      unknown.add(placeholder);
      return placeholder;
    }
    return JSON.stringify(value).slice(1, -1);
  });
  if (unknown.size > 0) throw new Error(`unknown placeholders: ${[...unknown].join(', ')}`);
  return result;
}
