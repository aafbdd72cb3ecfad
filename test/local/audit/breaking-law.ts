import type { RuleName } from '../../../local/audit/rules.ts';
import {
  costsCharged,
  interest,
  type MadeJournal,
  openCase,
  secondTermOver,
  termOver,
} from './make-journal.ts';

/** A charge whose receipt names a rule without saying where it stands. */
const nameless = {
  ...costsCharged(),
  receipt: {
    reason: 'so it is',
    rules: [{ name: 'nl/bik-scale', source: '', confidence: 'verified' as const }],
  },
};

/** Journals that break one rule of whose law holds, and for whom. */
export const breakingLaw = {
  'creditor-unknown': () => openCase().by({ id: 'butcher' }),
  'asked-without-law': () => openCase({}, 'legal', 'FR').send('r1', 'first-reminder'),
  'asked-unknown-person': () => openCase({}, 'unknown').send('r1', 'first-reminder'),
  'asked-time-barred': () =>
    openCase({ dueOn: '2024-01-15' }).at('2026-01-16T09:00:00Z').send('r1', 'first-reminder'),
  'costs-stacked': () =>
    // One notice over 1,000.00 and 2,000.00 costs 425.00: after 150.00, no more than 275.00.
    secondTermOver('B', 200_000).add(costsCharged(), costsCharged(27_501, 'n2', 'B')),
  'charge-without-source': () => termOver().add(nameless),
  'rates-untold': () =>
    openCase().add({
      ...interest(100, '2025-12-16', '2026-01-05'),
      periods: [
        { from: '2025-12-16', to: '2026-01-01', rate: 600 },
        { from: '2026-01-02', to: '2026-01-05', rate: 400 },
      ],
    }),
} satisfies Partial<Record<RuleName, () => MadeJournal>>;
