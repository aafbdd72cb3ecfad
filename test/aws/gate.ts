/**
 * Lets a few in at once under each name; the others wait, first come first served.
 *
 * @returns enter: resolves when there is room, with the function to leave by
 */
export function createGate(room: number): (name: string) => Promise<() => void> {
  const inside = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  return async (name) => {
    const count = inside.get(name) ?? 0;
    if (count < room) inside.set(name, count + 1);
    // Whoever leaves hands over its place, so the count stays.
    else await new Promise<void>((done) => waiting.set(name, [...(waiting.get(name) ?? []), done]));
    return () => {
      const next = waiting.get(name)?.shift();
      if (next) next();
      else inside.set(name, (inside.get(name) ?? 1) - 1);
    };
  };
}
