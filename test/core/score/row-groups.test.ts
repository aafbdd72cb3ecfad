import { describe, expect, it, test } from 'vitest';
import type { Entry } from '../../../core/case/entry.ts';
import { caseTable } from '../../../core/score/case-rows.ts';
import { catalogue } from '../../../core/score/catalogue.ts';
import { groupings } from '../../../core/score/row-groups.ts';
import { scoreCase } from '../../../functions/score-case/handler.ts';
import { makeRow, tell } from '../make-case.ts';

const UNTIL = '2026-06-01T00:00:00Z';

/** A case that was scored, and to which a message was written by the group of a map. */
async function journal(): Promise<Entry[]> {
  const story = await tell({ rows: [makeRow({ sector: 'telecom' })] });
  await scoreCase.handle(story.ports)({ case: story.id, journey: 1, state: 'Score' });
  await story.say('first-reminder', 7);
  return (await story.entries()).map((entry) =>
    entry.kind === 'contact-written'
      ? {
          ...entry,
          receipt: { reason: 'So.', inputs: { persona: 'mail-morning/late-payer', group: 'map' } },
        }
      : entry,
  );
}

describe('the groups of a row', () => {
  it('are what its journal says of them', async () => {
    const { groups } = caseTable([await journal()], 'paid-90', UNTIL);
    expect(groups).toEqual([
      {
        language: 'nl',
        country: 'NL',
        sector: 'telecom',
        capacity: 'private',
        'group-learned': 'neutral',
        'group-on-map': 'mail-morning',
      },
    ]);
  });

  it('have none of a map where no map named them', async () => {
    const learned = (await journal()).map((entry) =>
      entry.kind === 'contact-written'
        ? { ...entry, receipt: { reason: 'So.', inputs: { persona: 'mail/late-payer', group: 'learned' } } }
        : entry,
    );
    const { groups } = caseTable([learned], 'paid-90', UNTIL);
    expect(groups[0]).not.toHaveProperty('group-on-map');
  });

  it('reach no feature: another language, sector, capacity and map leave every column as it is', async () => {
    const own = await journal();
    const other = own.map((entry): Entry => {
      if (entry.kind === 'case-opened') return { ...entry, language: 'fr', capacity: 'business' };
      if (entry.kind === 'claim-added') return { ...entry, sector: 'healthcare' };
      if (entry.kind !== 'contact-written') return entry;
      return { ...entry, receipt: { reason: 'So.', inputs: { persona: 'paper/late-payer', group: 'map' } } };
    });
    const [one, two] = [own, other].map((each) => caseTable([each], 'paid-90', UNTIL));
    expect(two?.groups).not.toEqual(one?.groups);
    expect(two?.columns).toEqual(one?.columns);
  });
});

test('no feature is called like a group', () => {
  const names = new Set(catalogue.map(({ name }) => name));
  expect(groupings.filter((what) => names.has(what))).toEqual([]);
});
