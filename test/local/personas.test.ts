import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Step } from '../../core/case/words.ts';
import { allPersonas, tellPersonas } from '../../local/personas.ts';
import { readGroups } from '../../local/policy.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

describe('amicable personas', () => {
  test('tells each of the 56 once, and behind every value who says it', () => {
    const lines = tellPersonas(allPersonas(undefined)).split('\n');
    const rows = lines.filter((line) => /^[a-z-]+\/[a-z-]+ /.test(line));
    expect(rows).toHaveLength(56);
    for (const row of rows) expect(row.match(/\((persona|group|profile|default)\)/g)).toHaveLength(5);
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^mail-evening\/arranger +email>letter>sms \(group\) +plain \(group\) +evening \(group\) +full \(group\) +B1 \(default\)$/,
      ),
    );
  });

  test('tells below for which messages something else holds', () => {
    const told = tellPersonas(allPersonas(readGroups(inProject('examples/groups.json'))));
    expect(told).toContain('  first-reminder: channels sms>email>letter (profile)  of 5\n');
    expect(told).toContain('  interruption: channels letter>email>sms (law)  of 56\n');
    expect(told).toContain('  help-offer: reading A2 (persona)  of text/problem-payer\n');
    expect(told).toContain('  energy: tone plain (persona)  of text/problem-payer\n');
  });

  test('of its own knows no more than what everybody has', () => {
    const sources = allPersonas(undefined).flatMap(({ tone, channels }) => [tone.from, channels.from]);
    expect(sources).not.toContain('persona');
    for (const { steps } of allPersonas(undefined))
      for (const step of Object.keys(steps)) expect(Step.options).toContain(step);
  });

  test('prints one JSON object when asked', () => {
    const { code, out } = amicable(
      emptyFolder(),
      'personas',
      '--groups',
      inProject('examples/groups.json'),
      '--json',
    );
    expect(code).toBe(0);
    const { personas } = JSON.parse(out);
    expect(personas).toHaveLength(56);
    expect(personas[0]).toMatchObject({
      persona: 'neutral/quick-payer',
      tone: { value: 'friendly', from: 'profile' },
    });
  });
});

test('a run reads its groups from a file, and refuses one with a map and no impact assessment', () => {
  const folder = emptyFolder();
  const file = join(folder, 'groups.json');
  writeFileSync(file, JSON.stringify({ mode: 'attribute', areas: { 'NL 1': 'evening' } }));
  const portfolio = inProject('examples/portfolio.csv');
  const { code, err } = amicable(folder, 'run', portfolio, '--days', '1', '--groups', file);
  expect(code).toBe(2);
  expect(err).toContain('need an impact assessment');

  const assessment = { by: 'DPO', on: '2025-11-03', reference: 'DPIA-7' };
  writeFileSync(file, JSON.stringify({ mode: 'attribute', assessment, areas: { 'NL 1': 'evening' } }));
  const ran = amicable(folder, 'run', portfolio, '--days', '1', '--groups', file, '--json');
  expect(JSON.parse(ran.out)).toMatchObject({ violations: [] });
});
