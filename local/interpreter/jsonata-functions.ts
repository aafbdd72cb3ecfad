import { createHash } from 'node:crypto';
import jsonata from 'jsonata';

/** What an expression may ask of the execution it runs in. */
export interface EvaluationHost {
  now(): string;
  random(): number;
  uuid(): string;
}

/** Binding under which an expression's functions find their host. A space cannot occur in a JSONata name. */
export const HOST_BINDING = ' host';

/**
 * JSONata's own functions in the version that AWS implements (2.0.6), as far as AWS offers them: `$eval` is missing
 * because AWS has none, and so is the undocumented `$clone`.
 */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round ' +
    'abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge ' +
    'reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
    'decodeUrlComponent decodeUrl toMillis fromMillis now millis partition range hash uuid parse'
  ).split(' '),
);

interface Focus {
  environment: { lookup(name: string): unknown };
}

const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** States.ArrayRange: "The newly generated array MUST NOT contain more than 1000 items." */
const LONGEST_RANGE = 1000;

interface NativeFunction {
  implementation(this: unknown, ...args: unknown[]): unknown;
}

// JSONata's own versions, for the two functions that would otherwise look at the machine's clock.
const ownToMillis: NativeFunction = await jsonata('$toMillis').evaluate(undefined);
const ownFromMillis: NativeFunction = await jsonata('$fromMillis').evaluate(undefined);

function hostOf(focus: Focus): EvaluationHost {
  return focus.environment.lookup(HOST_BINDING) as EvaluationHost;
}

function whole(value: number, what: string): number {
  if (!Number.isInteger(value)) throw new Error(`${what} must be an integer, not ${value}`);
  return value;
}

function partition(array: unknown[], size: number): unknown[][] {
  if (whole(size, 'the chunk size of $partition') < 1)
    throw new Error('the chunk size of $partition must be positive');
  const chunks: unknown[][] = [];
  for (let at = 0; at < array.length; at += size) chunks.push(array.slice(at, at + size));
  return chunks;
}

function range(first: number, last: number, step: number): number[] {
  for (const bound of [first, last, step]) whole(bound, 'every argument of $range');
  if (step === 0) throw new Error('the step of $range must not be zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE) throw new Error(`$range makes at most ${LONGEST_RANGE} items, not ${length}`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(value: unknown, algorithm = 'SHA-1'): string {
  const known = HASHES[algorithm];
  if (known === undefined) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}, not ${algorithm}`);
  return createHash(known)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
}

/** "Each use of this function with the same seed value will produce the same result"; which one is ours to choose. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}

function shuffled(array: unknown[], random: () => number): unknown[] {
  const copy = [...array];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}

/**
 * Adds the functions that Step Functions adds, and replaces those that would read the machine's clock or dice by ones
 * that ask the virtual clock and the seeded random numbers: the same seed must give the same run.
 */
export function registerFunctions(expression: jsonata.Expression): void {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<xs?:s>');
  expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
  expression.registerFunction('uuid', function (this: Focus) {
    return hostOf(this).uuid();
  });
  expression.registerFunction('random', function (this: Focus, seed?: number) {
    return seed === undefined ? hostOf(this).random() : seeded(seed);
  });
  expression.registerFunction(
    'shuffle',
    function (this: Focus, array: unknown[]) {
      return shuffled(array, () => hostOf(this).random());
    },
    '<a:a>',
  );
  expression.registerFunction('millis', function (this: Focus) {
    return Date.parse(hostOf(this).now());
  });
  expression.registerFunction(
    'now',
    function (this: Focus, picture?: string, zone?: string) {
      return ownFromMillis.implementation.call(this, Date.parse(hostOf(this).now()), picture, zone);
    },
    '<s?s?:s>',
  );
  // A picture without a date, "[H]:[m]", is completed from the clock.
  expression.registerFunction(
    'toMillis',
    function (this: Focus, text: string, picture?: string) {
      const clock = { environment: { timestamp: new Date(hostOf(this).now()) } };
      return ownToMillis.implementation.call(clock, text, picture);
    },
    '<s-s?:n>',
  );
}
