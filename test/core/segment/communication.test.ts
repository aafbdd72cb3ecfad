import '../../../core/english.ts';
import { describe, expect, test } from 'vitest';
import { Creditor } from '../../../core/creditor/creditor.ts';
import type { Addressee } from '../../../core/message/message.ts';
import { Communication, groupOnMap } from '../../../core/segment/communication.ts';
import { makeCreditor } from '../make-ports.ts';

const assessment = { by: 'DPO', on: '2025-11-03', reference: 'DPIA-7' };
const map = { mode: 'attribute', assessment, areas: { 'NL 10': 'evening' } };

/** What a policy is refused for; empty when it is taken. */
function refused(communication: unknown): string[] {
  const read = Creditor.safeParse({ ...makeCreditor(), communication });
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('how a policy finds groups', () => {
  test.each([
    ['nothing', undefined],
    ['reactions', { mode: 'reactions' }],
    ['reactions, with preferences of its own', { mode: 'reactions', groups: { neutral: { reading: 'A2' } } }],
    ['a map of areas, with its impact assessment', map],
    ['a map of customers', { mode: 'attribute', assessment, segments: { shop: 'mail' } }],
    [
      'a persona that differs for a step and a sector',
      {
        ...map,
        personas: {
          evening: {
            arranger: { steps: { thanks: { tone: 'plain' } }, sectors: { water: { length: 'short' } } },
          },
        },
      },
    ],
  ])('may be %s', (_, communication) => {
    expect(refused(communication)).toEqual([]);
  });

  test('is refused with a map and no impact assessment, and says what is missing', () => {
    const { assessment: _, ...without } = map;
    expect(refused(without)).toEqual([
      'communication.assessment: groups by area or by kind of customer need an impact assessment: say who made it (by), on which day (on) and where it can be read (reference)',
    ]);
  });

  test.each<[string, unknown, RegExp]>([
    ['an assessment without a day', { ...map, assessment: { by: 'DPO', reference: 'x' } }, /assessment\.on/],
    ['a mode with a map and no map', { mode: 'attribute', assessment }, /say which areas or which segments/],
    ['a map where reactions were to be learned from', { ...map, mode: 'reactions' }, /areas|assessment/],
    ['a group that is none', { ...map, areas: { 'NL 10': 'posh' } }, /areas\.NL 10/],
    ['an area without a country', { ...map, areas: { '10': 'mail' } }, /areas/],
    [
      'a text harder than B1',
      { mode: 'reactions', groups: { mail: { reading: 'B2' } } },
      /groups\.mail\.reading/,
    ],
    [
      'an order that leaves a channel out',
      { mode: 'reactions', groups: { mail: { channels: ['email', 'sms'] } } },
      /each once/,
    ],
    [
      'an order that names a channel twice',
      { mode: 'reactions', groups: { mail: { channels: ['email', 'sms', 'sms'] } } },
      /each once/,
    ],
    ['an amount in a preference', { mode: 'reactions', groups: { mail: { costs: 4_000 } } }, /groups\.mail/],
  ])('is refused with %s', (_, communication, why) => {
    expect(refused(communication).join('\n')).toMatch(why);
  });
});

describe('the map', () => {
  const at = (postcode: string, country = 'NL'): Addressee => ({
    reference: 'D-1',
    postal: { street: 'Voorbeeldstraat 1', postcode, city: 'Voorbeeldstad', country },
  });
  const read = Communication.parse({
    mode: 'attribute',
    assessment,
    areas: { 'NL 1': 'mail', 'NL 1012A': 'text', 'BE 1': 'paper' },
    segments: { shop: 'morning' },
  });

  test.each<[string, Addressee | undefined, string | undefined]>([
    ['the area that is written', at('1999 AB'), 'mail'],
    ['the longest that fits, however the postcode is written', at('1012 ab'), 'text'],
    ['no other beginning', at('1012 BA'), 'mail'],
    ['the area of that country', at('1000', 'BE'), 'paper'],
    ['nothing for an area that is not on it', at('9999 ZZ'), undefined],
    ['what kind of customer it is before where they live', { ...at('1012 AB'), segment: 'shop' }, 'morning'],
    ['the area of a customer of another kind', { ...at('1012 AB'), segment: 'toString' }, 'text'],
    ['nothing for whom no address is known', { reference: 'D-1' }, undefined],
    ['nothing for nobody', undefined, undefined],
  ])('gives %s', (_, to, group) => {
    expect(groupOnMap(read, to)).toBe(group);
  });

  test('gives nothing where no map is used', () => {
    expect(groupOnMap(undefined, at('1012 AB'))).toBeUndefined();
    expect(groupOnMap({ mode: 'reactions' }, at('1012 AB'))).toBeUndefined();
  });
});
