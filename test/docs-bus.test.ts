import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entryKinds } from '../core/case/entry.ts';
import { Written } from '../functions/define.ts';
import { functions } from '../local/functions.ts';

const document = readFileSync(new URL('../docs/stacks.md', import.meta.url), 'utf8');
const [, told = ''] = document.split('## What is told on the bus');

test('the example of an event is one, of kinds that there are', () => {
  const [, example = ''] = /```json\n([^`]+)```/.exec(told) ?? [];
  const { detail } = JSON.parse(example) as { detail: unknown };
  const kinds: readonly string[] = entryKinds;
  expect(Written.parse(detail).kinds.filter((kind) => !kinds.includes(kind))).toEqual([]);
});

test('everybody who listens is named, with the number of kinds', () => {
  const rows = [...told.matchAll(/^\| `([a-z-]+)` +\| +(\d+) \|/gm)].map(([, name, count]) => [
    name,
    Number(count),
  ]);
  const listeners = [...functions.values()].flatMap(({ name, listens }) =>
    Array.isArray(listens) ? [[name, listens.length]] : [],
  );
  expect(rows).toEqual(listeners);
});
