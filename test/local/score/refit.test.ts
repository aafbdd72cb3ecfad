import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/local/database.ts';
import { sqliteModels } from '../../../adapters/local/models.ts';
import { promoteStored } from '../../../local/score/refit.ts';
import { tellFairness } from '../../../local/score/tell-fairness.ts';
import { makeKept } from '../../core/score/make-kept.ts';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

const folder = emptyFolder();

beforeAll(() => {
  const run = [
    'run',
    inProject('examples/portfolio.csv'),
    '--from',
    '2026-01-05',
    '--days',
    '20',
    '--db',
    'run.db',
  ];
  expect(amicable(folder, ...run).code).toBe(0);
});

it('tells that too little is known after three weeks, as often as one asks', () => {
  for (let time = 0; time < 2; time += 1) {
    const { code, out } = amicable(folder, 'refit', '--db', 'run.db', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      creditor: 'voorbeeld-incasso',
      target: 'paid-90',
      end: 'too-few',
      why: expect.any(String),
    });
  }
  expect(amicable(folder, 'refit', '--db', 'run.db').out).toMatch(/^Too little is known \(paid-90 of /);
});

it('says that there is no such creditor', () => {
  const { code, err } = amicable(folder, 'refit', '--db', 'run.db', '--creditor', 'nobody');
  expect(code).toBe(2);
  expect(err).toContain('There is no creditor nobody');
});

it('lets a person decide which model scores: one that was kept, by the beginning of its hash', async () => {
  const db = openDatabase(join(folder, 'run.db'));
  const models = sqliteModels(db, () => {});
  const [one, other] = [makeKept(1), makeKept(2)];
  const { fairness: _, ...unmeasured } = other.report;
  await models.put('voorbeeld-incasso', 'paid-90', one);
  await models.put('voorbeeld-incasso', 'paid-90', { ...other, report: unmeasured });
  const promote = (hash: string) => promoteStored(db, 'paid-90', hash);

  expect(await promote(one.model.hash.slice(0, 8))).toContain(`From now on ${one.model.hash} scores`);
  await expect(promote('0000')).rejects.toThrow('There is no model 0000');
  await expect(promote(other.model.hash)).rejects.toThrow('It may not score');
  expect((await models.champion('voorbeeld-incasso', 'paid-90'))?.hash).toBe(one.model.hash);
  expect(await promote('none')).toContain('nothing that was learnt scores');
  expect(await models.champion('voorbeeld-incasso', 'paid-90')).toBeUndefined();
  db.close();
});

it('tells of groups in words: how far off, how they would begin, and what it costs not to know them', () => {
  const figures = { rows: 90, happened: 0.6, said: 0.4, gap: -0.2, gapNow: -0.1, auc: null };
  const told = tellFairness({
    mostOff: 0.05,
    by: [
      {
        what: 'group-on-map',
        groups: [
          {
            ...figures,
            group: 'mail',
            gapInterval: [-0.25, -0.15],
            treated: { 'quick-payer': 0.4, arranger: 0.6 },
          },
        ],
        price: {
          auc: { without: 0.7, with: 0.75, price: 0.05, interval: [0.01, 0.09] },
          logLoss: { without: 0.6, with: 0.55, price: 0.05, interval: [0.01, 0.09] },
        },
      },
    ],
    farOff: [{ what: 'group-on-map', group: 'mail', worse: true }],
  }).join('\n');
  expect(told).toMatch(
    /group on map mail +90 +60.0 % +40.0 % +-20.0 % \(-25.0 % to -15.0 %\) +-10.0 % +- +40 \/ 0 \/ 60 \/ 0/,
  );
  expect(told).toContain('Surely off by more than 5.0 %: group on map mail (further than what scores now).');
  expect(told).toContain(
    '0.7000 without, 0.7500 with: 0.0500 (0.0100 to 0.0900), leaving it out costs this much',
  );
});
