import { StateError } from './state-error.ts';

/** "Maximum input or output size for a task, state, or execution: 256 KiB of data as a UTF-8 encoded string". */
const MAXIMUM_BYTES = 262_144;

/**
 * The value as it arrives after travelling as JSON text: a copy, without `undefined`, with dates as strings. Functions
 * get and give such copies, so that nothing that would be lost on the way to Lambda works on the laptop.
 */
export function throughJson(value: unknown, what: string): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) return null;
  // A UTF-16 unit is at most three bytes: only large texts need counting.
  if (text.length * 3 > MAXIMUM_BYTES && Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw new StateError('States.DataLimitExceeded', `${what} is larger than ${MAXIMUM_BYTES} bytes.`);
  }
  return JSON.parse(text);
}

/**
 * A plain copy of what an expression returned. JSONata marks its arrays with hidden flags that change how a later
 * expression flattens them; in the cloud they are gone because values travel as text between states.
 * Throws where JSON has no word for the value.
 */
export function plain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`);
    return value;
  }
  if (Array.isArray(value)) return value.map((element) => (element === undefined ? null : plain(element)));
  if (typeof value === 'object') {
    if ('_jsonata_function' in value || '_jsonata_lambda' in value)
      throw new TypeError('a function is no JSON value');
    const copy: Record<string, unknown> = {};
    for (const [key, element] of Object.entries(value)) if (element !== undefined) copy[key] = plain(element);
    return copy;
  }
  throw new TypeError(`a ${typeof value} is no JSON value`);
}
