import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../../core/score/catalogue.ts';
import { type MadeSite, makeSite } from './made-site.ts';

let site: MadeSite;

beforeAll(async () => {
  site = await makeSite(60, 70);
});

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
