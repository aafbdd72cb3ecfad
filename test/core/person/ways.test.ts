import { expect, test } from 'vitest';
import type { Addressee } from '../../../core/message/message.ts';
import { isWay, waysTo } from '../../../core/person/ways.ts';

const ways = (to: Omit<Addressee, 'reference'>, secret = 'test: not a secret') =>
  waysTo(secret, { reference: 'D-1', ...to });
const at = (name: string, street: string, postcode = '1234 AB', country = 'NL') => ({
  name,
  postal: { street, postcode, city: 'Voorbeeldstad', country },
});
const jo = at('Jo de Vries', 'Voorbeeldstraat 1');

test.each<[string, Omit<Addressee, 'reference'>, Omit<Addressee, 'reference'>]>([
  ['a mailbox in capitals', { email: 'jo@example.org' }, { email: ' Jo@EXAMPLE.org' }],
  ['a mailbox with a mark for the shop', { email: 'jo@example.org' }, { email: 'jo+shop@example.org' }],
  ['a number with blanks', { phone: '+31600000001' }, { phone: '+31 6 0000-0001' }],
  ['a name with an initial', jo, at('J. de Vries', 'Voorbeeldstraat 1')],
  ['a name with an accent', at('Zoë Léonard', 'Plein 4'), at('Z. Leonard', 'Plein 4')],
  ['a name with its two halves turned', at('Ann Vries-Jansen', 'Plein 4'), at('Ann Jansen', 'Plein 4')],
  ['a street in short', at('Jo Vos', 'Burg. Voorbeeldstr. 12 bus 3'), at('Jo Vos', 'Voorbeeldstraat 12/3')],
  ['a postcode without its blank', jo, at('Jo de Vries', 'Voorbeeldstraat 1', '1234ab')],
])('%s is the same way', (_, one, other) => {
  expect(ways(one)).toHaveLength(1);
  expect(ways(one)).toEqual(ways(other));
});

test.each<[string, Omit<Addressee, 'reference'>, Omit<Addressee, 'reference'>]>([
  ['another mailbox', { email: 'jo@example.org' }, { email: 'jo@example.com' }],
  ['another number', { phone: '+31600000001' }, { phone: '+32600000001' }],
  ['another name', jo, at('Jo Bakker', 'Voorbeeldstraat 1')],
  ['another house', jo, at('Jo de Vries', 'Voorbeeldstraat 11')],
  ['another postcode', jo, at('Jo de Vries', 'Voorbeeldstraat 1', '1234 AC')],
  ['another country', jo, at('Jo de Vries', 'Voorbeeldstraat 1', '1234 AB', 'BE')],
  ['a number that reads like a mailbox', { phone: '1' }, { email: '1' }],
])('%s is another way', (_, one, other) => {
  expect(ways(one)).not.toEqual(ways(other));
});

test('somebody has as many ways as addresses, always in the same order, and none without', () => {
  const all = { email: 'jo@example.org', phone: '+31600000001', ...jo };
  expect(ways(all)).toHaveLength(3);
  expect(ways(all)).toEqual([...ways(all)].sort());
  expect(ways({ postalHeldByCreditor: true })).toEqual([]);
  expect(waysTo('secret', undefined)).toEqual([]);
});

test('a way tells nothing without the secret, and is no person', () => {
  const [way = ''] = ways({ email: 'jo@example.org' });
  expect(way).toMatch(/^reach-[0-9a-z]{26}$/);
  expect(ways({ email: 'jo@example.org' }, 'another secret')).not.toEqual([way]);
  expect([isWay(way), isWay('p-0123456789abcdef')]).toEqual([true, false]);
});
