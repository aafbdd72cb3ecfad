import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Entry } from '../../../core/case/entry.ts';
import { eventOf, eventSchemas } from '../../../core/event/event.ts';
import { EventType } from '../../../core/event/event-type.ts';

const document = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
const sections = [...document.matchAll(/^### ([a-z.-]+)\n\n([^\n]+)\n\n```json\n([\s\S]*?)```/gm)].map(
  ([, type = '', words = '', example = '']) => ({ type, words, example: JSON.parse(example) }),
);

describe('docs/events.md', () => {
  test('shows each event once, with its meaning and an example, and no other', () => {
    expect(sections.map(({ type }) => type).sort()).toEqual([...EventType.options].sort());
    expect(document.match(/^### /gm)).toHaveLength(sections.length);
  });

  test.each(sections)('$type: the example is one', ({ type, example }) => {
    const schema = eventSchemas.get(EventType.parse(type));
    expect(schema?.safeParse(example)).toMatchObject({ success: true });
    // Strict: a fact that is not told would be noticed.
    const more = { ...example, data: { ...example.data, reason: 'somebody typed this' } };
    expect(schema?.safeParse(more)).toMatchObject({ success: false });
  });
});

const at = '2026-01-19T08:00:00Z';
const told = (entry: object) => eventOf('c-1', Entry.parse({ seq: 7, at, ...entry }));

test('an event is what happened, when we learnt it, and the facts that are told', () => {
  expect(told({ kind: 'case-closed', outcome: 'settled' })).toEqual({
    type: 'case.closed',
    timestamp: at,
    data: { case: 'c-1', seq: 7, outcome: 'settled' },
  });
});

test('the day from which the law counts goes with it where it is another', () => {
  const event = told({ kind: 'payment-received', payment: 'b-1', cents: 5, parts: [], on: '2026-01-17' });
  expect(event?.data).toEqual({ case: 'c-1', seq: 7, on: '2026-01-17', payment: 'b-1', cents: 5, parts: [] });
});

test.each([
  ['a score', { kind: 'scored', model: 'm', points: 50, reasons: [] }],
  ['a profile', { kind: 'profile-assigned', profile: 'problem-payer' }],
  ['a message that was opened', { kind: 'contact-opened', contact: 'k-1' }],
  ['a journey', { kind: 'journey-started', journey: 1, machine: 'late-payer' }],
])('%s is told to nobody', (_, entry) => {
  expect(told(entry)).toBeUndefined();
});

const typed = 'mevrouw De Vries is ziek';
test.each<[string, object]>([
  ['who reported money trouble', { kind: 'hardship-reported', by: 'debt-help', outside: typed }],
  ['why somebody paused a case', { kind: 'paused', until: '2026-02-01', reason: typed }],
  ['why it goes on', { kind: 'resumed', reason: typed }],
  [
    'what a task is about, which can be a death',
    { kind: 'task-opened', task: 't', what: 'report', due: at, about: typed },
  ],
  ['who decided', { kind: 'task-closed', task: 't', decision: 'go-on', by: typed }],
  [
    'what an invoice is for',
    {
      kind: 'claim-added',
      claim: 'F-1',
      cents: 1,
      dueOn: '2026-01-01',
      agreedTerm: true,
      termsCleared: true,
      subject: typed,
    },
  ],
  ['the id that a form made', { kind: 'dispute-raised', dispute: typed, claims: ['F-1'], ground: 'other' }],
  ['the receipt', { kind: 'case-closed', outcome: 'settled', receipt: { reason: typed } }],
])('%s is not told', (_, entry) => {
  const event = told(entry);
  expect(event).toBeDefined();
  expect(JSON.stringify(event)).not.toContain(typed);
});
