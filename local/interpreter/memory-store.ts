import type { ExecutionRecord, ExecutionStore } from './record.ts';

/** An `ExecutionStore` in memory that can also tell what it holds. */
export interface MemoryStore extends ExecutionStore {
  /** Every record, children too, in the order of their first `put`. */
  records(): ExecutionRecord[];
}

/**
 * Keeps records in memory. `{ asText: true }` keeps them as JSON text instead of by reference, which is what SQLite
 * does and what a test wants that must prove that nothing lives outside the record.
 */
export function memoryStore(options: { asText?: boolean } = {}): MemoryStore {
  const tokens = new Map<string, string>();
  const kept = new Map<string, string | ExecutionRecord>();
  const read = (value: string | ExecutionRecord): ExecutionRecord =>
    typeof value === 'string' ? JSON.parse(value) : value;
  return {
    get(id) {
      const value = kept.get(id);
      return value === undefined ? undefined : read(value);
    },
    put(record) {
      kept.set(record.id, options.asText ? JSON.stringify(record) : record);
      if (record.token !== null) tokens.set(record.token, record.id);
    },
    byToken: (token) => tokens.get(token),
    records: () => [...kept.values()].map(read),
  };
}
