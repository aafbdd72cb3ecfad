import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { catalogue } from '../../../core/score/catalogue.ts';
import { createLaptop } from '../../../local/laptop.ts';
import { learntAnew } from '../../../local/page/learnt-anew.ts';
import type { Live } from '../../../local/page/live.ts';
import { makeKept } from '../../core/score/make-kept.ts';
import { CREDITOR, exampleCreditor } from '../../functions/make-laptop.ts';
import { type MadeSite, makeSite } from './made-site.ts';

let site: MadeSite;

beforeAll(async () => {
  site = await makeSite(60, 70);
});

/** A laptop on which one refit was held back; again: in the month after the very same was learnt, and why is another. */
async function heldBack(again = false): Promise<Pick<Live, 'db' | 'laptop'>> {
  const db = openDatabase(':memory:');
  const laptop = createLaptop(db, '2026-09-01T01:00:00Z', 'at-the-end', async ({ name, ports, run }) => {
    if (name !== 'learn-score') return await run(ports);
    const { model, report } = makeKept(1);
    const figures = { gapInterval: [-0.25, -0.15] as [number, number], gapNow: -0.1, auc: 0.7 };
    const group = { group: 'fr', rows: 90, happened: 0.6, said: 0.4, gap: -0.2, ...figures };
    const treated = { 'quick-payer': 0.4, 'late-payer': 0.6 };
    const difference = { without: 0.7, with: 0.75, price: 0.05, interval: [0.01, 0.09] as [number, number] };
    const fairness = {
      mostOff: 0.05,
      by: [
        {
          what: 'language' as const,
          groups: [group, { ...group, group: 'nl', treated }],
          price: { auc: difference, logLoss: difference },
        },
      ],
      farOff: [{ what: 'language' as const, group: 'fr', worse: true }],
    };
    await ports.models.put(CREDITOR, 'paid-90', { model, report: { ...report, fairness } });
    return {
      found: 'wrong-about-a-group',
      hash: model.hash,
      why: again ? 'Now it was not better.' : report.why,
    };
  });
  await laptop.creditors.put(exampleCreditor());
  await laptop.ports.machines.start('refit-score', 'refit-1', { creditor: CREDITOR, target: 'paid-90' });
  await laptop.advance('2026-09-02T01:00:00Z');
  return { db, laptop };
}

const numbersIn = (cells: Iterable<{ textContent: string | null }>) =>
  [...cells].map(({ textContent }) => Number((textContent ?? '').replace(/[^\d.-]/g, '')));

describe('the room of the score', () => {
  it('counts every case that was scored once, by its chance and by what came of it', async () => {
    const { document } = await site.look('/score');
    const counted = numbersIn(document.querySelectorAll('[aria-label="Cases by chance"] td'));
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe((await site.desk.readings()).cases.length);
  });

  it('sets chances beside what was paid, once cases are old enough', async () => {
    const { document } = await site.look('/score');
    const rows = [...document.querySelectorAll('[aria-label="Chance and outcome"] tbody tr')].map((row) =>
      numbersIn(row.children),
    );
    expect(rows).toHaveLength(5);
    const chances = rows.map(([, chance]) => chance ?? 0);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(rows.reduce((sum, [cases]) => sum + (cases ?? 0), 0)).toBeGreaterThan(25);
  });

  it('names all that a score may know, with why we may', async () => {
    const { document } = await site.look('/score');
    const rows = document.querySelectorAll('[aria-label="Features of the score"] tbody tr');
    expect(rows).toHaveLength(catalogue.length);
    for (const row of rows) for (const cell of row.children) expect(cell.textContent).not.toBe('');
  });
});

describe('what came of learning anew', () => {
  it('is told, also where too little is known', async () => {
    const { document } = await site.look('/score');
    const told = document.querySelector('[aria-labelledby="learnt-anew"]')?.textContent;
    expect(told).toContain('On Sunday 1 March 2026: Too little is known to learn from.');
    expect(told).not.toContain('February');
  });

  it('is told with how right the challenger is about groups', async () => {
    const { document } = parseHTML(`<html><body>${await learntAnew(await heldBack())}</body></html>`);
    const groups = [
      ...document.querySelectorAll('[aria-label="Groups that the score does not know"] tbody tr'),
    ];
    expect(groups.map((row) => row.querySelector('th')?.textContent)).toEqual(['language fr', 'language nl']);
    expect(document.querySelectorAll('figure svg').length).toBeGreaterThan(0);
    expect(document.body.textContent).toContain(
      'Surely far off about language fr (further than what scores now)',
    );
    expect(document.body.textContent).toContain('To leave language out: AUC 0.7000 without, 0.7500 with');
  });

  it('is told without figures where the very same was learnt before, against another champion', async () => {
    const told = `${await learntAnew(await heldBack(true))}`;
    expect(told).toContain('Now it was not better.');
    expect(told).not.toContain('Challenger and what scores');
  });
});

it('a case shows its chance, and reasons that add up to the score', async () => {
  for (const { id } of (await site.desk.readings()).cases.slice(0, 20)) {
    const { document } = await site.look(`/cases/${id}`);
    const section = document.querySelector('[aria-labelledby="score"]');
    const reasons = numbersIn(section?.querySelectorAll('tbody td:last-child') ?? []);
    const sum = numbersIn(section?.querySelectorAll('tfoot td:last-child') ?? []);
    expect(reasons.length).toBeGreaterThan(1);
    expect(reasons.reduce((total, one) => total + one, 0)).toBeCloseTo(sum[0] ?? Number.NaN, 6);
    const chance = Number(section?.querySelector('strong')?.textContent?.replace(/\D/g, ''));
    expect(Math.round(100 / (1 + Math.exp(-(sum[0] ?? 0))))).toBe(chance);
  }
});
