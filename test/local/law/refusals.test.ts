import { expect, it } from 'vitest';
import { askLaw } from '../../law/ask.ts';
import { amicable, emptyFolder } from '../amicable.ts';

it.each([
  ['costs', 'is missing'],
  ['costs --principal 100 --instalment 100', 'Either --instalment'],
  ['costs --principal 1,000', 'with a point'],
  ['costs --principal 1.005', 'at most two digits'],
  ['costs --principal 100 --pack xx', 'The law of "xx" is not written down here'],
  ['costs --principal 100 --person unknown', 'Find out who owes'],
  ['costs --principal 100 --person toString', 'Find out who owes'],
  ['costs --principal 100 --damages-flat 10', 'in Belgium alone'],
  ['costs --principal 100 --setting noticeBufferDays=-1', 'noticeBufferDays: '],
  ['costs --principal 100 --setting colour=red', 'The settings of NL are noticeBufferDays, extendNoticeTerm'],
  ['costs --principal 100 --paid-in-term -5', 'never below nothing'],
  ['interest --principal 100', '--from is missing'],
  ['interest --principal 100 --from 2026-02-01 --to 2026-01-01', 'interest runs forward'],
  [
    'interest --principal 100 --from 2026-02-01 --person consumer --commercial',
    'never owes commercial interest',
  ],
  ['interest --principal 100 --from 2026-02-01 --rate 12', 'not known in Dutch law'],
  ['interest --principal 100 --from 2026-13-01', 'there is no such day'],
  ['notice --posted 2026-02-29', 'there is no such day'],
  ['notice --posted 2026-03-06 --channel pigeon', 'by letter or email'],
  ['notice', '--posted is missing'],
  ['contact --at 2026-04-27', 'write a local time'],
  ['contact --at 2026-04-27T24:10', 'write a local time'],
  ['contact --at 2026-03-29T02:30', 'skip that time'],
  ['contact --at 2026-03-02T10:00 --channel fax', 'give one of email'],
  ['limitation --kind gift --due 2026-01-01', 'give one of consumer-sale'],
  ['limitation --kind consumer-sale --due 2026-01-01 --person legal', 'owed by a consumer'],
  [
    'limitation --kind contract --due 2020-01-01 --interrupted 2026-02-01 --on 2026-01-01',
    'not happened yet',
  ],
  ['limitation --kind contract --due 1980-01-01 --on 2026-01-01', 'nothing is written down before'],
  ['allocate --principal 100', '--payment is missing'],
  ['allocate --payment 10 --claim name=A,principal=5', 'due is missing'],
  ['allocate --payment 10 --claim name=A,principal=5,due=2026-01-01,colour=red', 'a claim is name'],
  ['statement --principal 100 --due 2026-01-01 --payment 2026-03-01', 'that is no amount'],
  [
    'statement --principal 100 --due 2014-06-01 --agreed-term --on 2016-01-01',
    'nothing is written down before',
  ],
  ['direct-debit', 'Nothing is asked'],
  ['direct-debit --collect 2026-03-01 --scheme fast', 'give core or b2b'],
  ['direct-debit --collect 2026-02-30', 'there is no such day'],
  ['direct-debit --last-used 2027-07-01', 'was to be read again by 2027-07-01'],
  ['rates --table nl/unknown', 'there is no such table'],
  ['rates --table nl/statutory-interest --on 2027-01-01', 'was to be read again by 2027-01-01'],
])('law %s: refused, with one sentence', async (words, sentence) => {
  const answer = await askLaw(...words.split(' ')).catch((error: Error) => ({ refused: error.message }));
  expect(answer).toEqual({ refused: expect.stringMatching(sentence) });
});

it('people read the sentence on the error stream, and nothing else is printed', () => {
  const { code, out, err } = amicable(emptyFolder(), 'law', 'costs', '--principal', '100', '--pack', 'xx');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('amicable: The law of "xx" is not written down here');
});
