import type { EntryKind, Fact } from '../../../core/case/entry.ts';
import * as f from './make-facts.ts';
import {
  aboutClaim,
  aboutContact,
  added,
  always,
  isErased,
  noClaim,
  noContact,
  notOnClosed,
  opened,
  type Row,
  reminder,
  thanks,
  whileOpen,
} from './make-rows.ts';

/** The case, its claims, journeys and contacts: what may follow what. */
export const rowsOfContacts = {
  'case-opened': { may: [], mayNot: [[[], opened, 'the case is open already']] },
  // A story's debtor is a consumer, and known.
  'debtor-recognised': {
    may: [],
    mayNot: [[[], { kind: 'debtor-recognised', debtor: 'legal' }, 'it is known already who owes']],
  },
  'claim-added': {
    may: [[[], added('B')]],
    mayNot: [notOnClosed(added('B')), [[], added('A'), 'the claim is in the case already']],
  },
  'claim-fell-due': aboutClaim({ kind: 'claim-fell-due', claim: 'A' }),
  'claim-credited': {
    may: [[[], { kind: 'claim-credited', claim: 'A', cents: 100, reason: 'returned' }]],
    mayNot: [[[], { kind: 'claim-credited', claim: 'Z', cents: 100, reason: 'returned' }, noClaim]],
  },
  'claim-withdrawn': aboutClaim({
    kind: 'claim-withdrawn',
    claim: 'A',
    cents: 0,
    waived: [],
    reason: 'mistake',
  }),
  'claim-written-off': aboutClaim({
    kind: 'claim-written-off',
    claim: 'A',
    cents: 0,
    waived: [],
    reason: 'old',
  }),
  scored: whileOpen({ kind: 'scored', model: 'm', points: 50, reasons: [] }),
  'profile-assigned': whileOpen({ kind: 'profile-assigned', profile: 'arranger' }),
  'journey-started': {
    may: [[[f.ended], { kind: 'journey-started', journey: 2, machine: 'arranger' }]],
    mayNot: [
      notOnClosed({ kind: 'journey-started', journey: 2, machine: 'arranger' }),
      [[], { kind: 'journey-started', journey: 2, machine: 'arranger' }, 'a journey is running'],
      [
        [f.ended],
        { kind: 'journey-started', journey: 3, machine: 'arranger' },
        'journeys are numbered one after another',
      ],
    ],
  },
  'journey-ended': {
    may: [[[], f.ended]],
    mayNot: [[[f.ended], f.ended, 'that journey is not running']],
  },
  'wait-opened': {
    may: [
      [[], f.wait(1)],
      [[f.wait(1)], f.wait(2)],
    ],
    mayNot: [
      notOnClosed(f.wait(1)),
      [[], f.wait(1, { journey: 2 }), 'that journey is not running'],
      [[f.wait(1)], f.wait(1), 'waits are numbered one after another'],
    ],
  },
  'follow-up-due': {
    may: [[[f.wait(1)], { kind: 'follow-up-due', wait: 1 }]],
    mayNot: [
      notOnClosed({ kind: 'follow-up-due', wait: 1 }),
      [
        [f.wait(1), f.wait(2)],
        { kind: 'follow-up-due', wait: 1 },
        'that wait is not the open one, or its follow-up came before',
      ],
      [
        [f.wait(1), { kind: 'follow-up-due', wait: 1 }],
        { kind: 'follow-up-due', wait: 1 },
        'that wait is not the open one, or its follow-up came before',
      ],
    ],
  },
  'contact-written': {
    may: [
      [[], reminder],
      [[], f.written('k1', 'first-reminder', { followUpAt: '2026-01-05T09:00:01Z' })],
      [f.closed, thanks],
      [f.closed, f.written('k1', 'dispute-answered')],
    ],
    mayNot: [
      [[{ kind: 'erased' }], thanks, isErased],
      [[reminder], reminder, 'the contact exists already'],
      [f.closed, reminder, 'asks and notices stop when a case is closed'],
      [f.closed, f.written('n1', 'notice'), 'asks and notices stop when a case is closed'],
      ...(['2026-01-04T06:00:00Z', '2026-01-05T09:00:00Z'] as const).map(
        (followUpAt): [Fact[], Fact, string] => [
          [],
          f.written('k1', 'instalment-reminder', { followUpAt }),
          'its follow-up does not lie after its sending: it would be written again at once, for ever',
        ],
      ),
    ],
  },
  'contact-claimed': {
    may: [
      [[reminder], f.claimed('k1')],
      [[thanks, ...f.closed], f.claimed('k1')],
    ],
    mayNot: [
      [[thanks, { kind: 'erased' }], f.claimed('k1'), isErased],
      [[], f.claimed('k1'), noContact],
      [
        [reminder, f.claimed('k1')],
        f.claimed('k1'),
        'the contact was claimed or refused before: it is never sent twice',
      ],
      [
        [reminder, { kind: 'contact-refused', contact: 'k1', step: 'first-reminder', reason: 'paused' }],
        f.claimed('k1'),
        'the contact was claimed or refused before: it is never sent twice',
      ],
      [[reminder, ...f.closed], f.claimed('k1'), 'asks and notices stop when a case is closed'],
    ],
  },
  'contact-sent': {
    may: [[[reminder, f.claimed('k1')], f.sent('k1', 'first-reminder')]],
    mayNot: [
      [[], f.sent('k1', 'first-reminder'), noContact],
      [[reminder], f.sent('k1', 'first-reminder'), 'the contact was not claimed, or was sent before'],
      [
        [reminder, f.claimed('k1'), f.sent('k1', 'first-reminder')],
        f.sent('k1', 'first-reminder'),
        'the contact was not claimed, or was sent before',
      ],
    ],
  },
  'contact-refused': always({ kind: 'contact-refused', step: 'thanks', reason: 'unreachable' }),
  'contact-delivered': aboutContact({ kind: 'contact-delivered', contact: 'k1' }),
  'contact-bounced': aboutContact({ kind: 'contact-bounced', contact: 'k1', permanent: true }),
  'contact-returned': aboutContact({ kind: 'contact-returned', contact: 'k1' }),
  'contact-opened': aboutContact({ kind: 'contact-opened', contact: 'k1' }),
  'contact-clicked': aboutContact({ kind: 'contact-clicked', contact: 'k1' }),
  'notice-served': aboutContact(f.served('k1')),
  'notice-void': aboutContact({ kind: 'notice-void', contact: 'k1', reason: 'bounced' }),
} satisfies Partial<Record<EntryKind, Row>>;
