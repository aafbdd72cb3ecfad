import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openBuckets } from '../../adapters/aws/buckets.ts';
import { functions } from '../../local/functions.ts';
import { shakenHandlers } from './shaken-handlers.ts';

const root = new URL('../../', import.meta.url).pathname;
const names = [...functions.keys()];

/** What the assembly makes for every function. */
const usual = ['clock', 'journal', 'persons', 'people', 'creditors', 'tokens', 'writer'];
const ofBuckets = Object.keys(
  openBuckets({ settings: { buckets: {} } } as Parameters<typeof openBuckets>[0]),
);

const all = new Set(
  [
    ...(/interface Ports \{(.*?)\n\}/s
      .exec(readFileSync(`${root}core/ports.ts`, 'utf8'))?.[1]
      ?.matchAll(/^ {2}(\w+):/gm) ?? []),
  ].map(([, port = '']) => port),
);

/** Ports that a function's own code can reach: what is left of it when all that it never calls is taken out. */
async function reached(): Promise<Map<string, Set<string>>> {
  return new Map(
    [...(await shakenHandlers(names))].map(([name, text]) => [
      name,
      new Set([
        ...[...text.matchAll(/\bports\d*\.(\w+)/g)].map(([, port = '']) => port),
        // Some take only those they need: `({ lists }, …)`. A delivery has tries too, which are no port.
        ...[...text.matchAll(/\(\{ (\w+(?:, \w+)*) \}/g)]
          .map(([, names = '']) => names.split(', '))
          .filter((names) => names.every((one) => all.has(one) && one !== 'tries'))
          .flat(),
      ]),
    ]),
  );
}

/** Ports that a function's entry assembles beside the usual ones. */
function assembled(name: string): Set<string> {
  const source = readFileSync(`${root}functions/${name}/index.ts`, 'utf8')
    .split('\n\n')
    .slice(1)
    .join('\n\n');
  const found = [
    ...[...source.matchAll(/\b(machines|schedules)(?=\(stage\)|\))/g)].map(([, port = '']) => port),
    ...[...source.matchAll(/\b(\w+):(?: \(\) =>|\s+openBuckets)/g)].map(([, port = '']) => port),
    ...(source.includes('...openBuckets(') ? ofBuckets : []),
    ...(source.includes('assembleWithSecrets') ? ['secrets'] : []),
  ];
  return new Set(found);
}

const needs = await reached();

test.each(names)('%s has every port on Lambda that it can use', (name) => {
  const has = new Set([...usual, ...assembled(name)]);
  expect([...(needs.get(name) ?? [])].filter((port) => !has.has(port))).toEqual([]);
});

test.each(names)('%s loads no port on Lambda that it cannot use', (name) => {
  const own = [...assembled(name)].filter((port) => all.has(port) && !usual.includes(port));
  // The pretend bank signs with a key of the stage.
  const also = needs.get(name)?.has('payments') ? 'secrets' : undefined;
  expect(own.filter((port) => port !== also && !needs.get(name)?.has(port))).toEqual([]);
});
