import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('a few are let in at once under a name, the others in the order in which they came', async () => {
  const enter = createGate(2);
  const inside: number[] = [];
  const leave: (() => void)[] = [];
  const all = [1, 2, 3, 4].map((n) =>
    enter('one').then((out) => {
      inside.push(n);
      leave.push(out);
    }),
  );
  await all[1];
  expect(inside).toEqual([1, 2]);
  await enter('another');
  leave[1]?.();
  await all[2];
  expect(inside).toEqual([1, 2, 3]);
  for (const out of leave) out();
  await Promise.all(all);
  expect(inside).toEqual([1, 2, 3, 4]);
});
