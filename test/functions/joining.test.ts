import { describe, expect, test } from 'vitest';
import { CREDITOR, exampleClaim, type MadeLaptop, makeLaptop } from './make-laptop.ts';

/** Everything by letter, so that a notice counts as soon as it is posted. */
const letters = { channels: { email: false, sms: false, letter: true } };

const joins = (laptop: MadeLaptop, cents = 30_000) =>
  laptop.invoke('open-case', {
    creditor: CREDITOR,
    claims: [exampleClaim({ invoice: 'F-2', cents, dueOn: '2025-12-29' })],
  });
const claimsOf = (message: MadeLaptop['sent'][number] | undefined) =>
  message?.claims.map(({ claim }) => claim);

describe('a claim that joins after the notice of the others', () => {
  async function joined(): Promise<MadeLaptop> {
    const laptop = await makeLaptop({ creditor: letters });
    await laptop.until('notice-served');
    await laptop.days(3);
    await joins(laptop);
    return laptop;
  }

  test('gets its own notice before anything else is asked, and nothing restarts', async () => {
    const laptop = await joined();
    const before = laptop.steps().length;
    await laptop.until('notice-served', 2);
    const next = laptop.sent[before];
    expect([next?.step, claimsOf(next)]).toEqual(['notice', ['F-2']]);
    const { journeys, kinds } = await laptop.fold();
    expect([journeys, kinds.get('journey-started'), kinds.get('scored')]).toEqual([1, 1, 1]);
  });

  test('bears no costs before its own term has ended', async () => {
    const laptop = await joined();
    await laptop.until('notice-served', 2);
    await laptop.days(120);
    const { notices } = await laptop.fold();
    const own = [...notices.values()].find(({ claims }) => claims.includes('F-2'));
    for (const { shares, at } of await laptop.all('costs-charged')) {
      if (shares.some(({ claim }) => claim === 'F-2')) expect(at >= (own?.costsFrom ?? '')).toBe(true);
    }
    expect(laptop.steps().filter((step) => step === 'notice')).toHaveLength(2);
    expect(laptop.steps().filter((step) => step === 'first-reminder')).toHaveLength(1);
  });

  test('leaves the ask that was due for afterwards: the costs of both are told together', async () => {
    const laptop = await makeLaptop({ profile: 'late-payer', creditor: letters });
    await laptop.until('notice-served');
    await laptop.days(3);
    await joins(laptop);
    await laptop.days(90);
    const last = laptop.steps().slice(laptop.steps().indexOf('notice'));
    expect(last.slice(0, 4)).toEqual(['notice', 'notice', 'costs-added', 'help-offer']);
    // 400.00 and 300.00: 105.00 by the scale over both.
    expect((await laptop.all('costs-charged')).map(({ cents }) => cents)).toEqual([6_000, 4_500]);
    expect(laptop.sent.find(({ step }) => step === 'costs-added')?.totals.costs).toBe(10_500);
  });

  test('and is paid together with the others ends one journey', async () => {
    const laptop = await joined();
    await laptop.until('notice-served', 2);
    await laptop.pay('bank-1', 34_500);
    await laptop.days(1);
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
    laptop.flush();
    expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
  });
});

test('a claim that joins before the notice is in the same notice as the others', async () => {
  const laptop = await makeLaptop({ creditor: letters });
  await laptop.days(1);
  await joins(laptop);
  await laptop.until('notice-served');
  expect(await laptop.all('notice-served')).toMatchObject([{ claims: ['F-1', 'F-2'] }]);
});

describe('a text message is no notice of default', () => {
  const claim = { agreedTerm: false };

  test('without an agreed term the notice waits for the day that a written reminder named', async () => {
    const laptop = await makeLaptop({ profile: 'late-payer', claim });
    await laptop.until('notice-served');
    const written = laptop.sent.find(({ channel, payBy }) => channel !== 'sms' && payBy);
    const notice = laptop.sent.find(({ step }) => step === 'notice');
    expect((notice?.date ?? '') > (written?.payBy ?? '')).toBe(true);
  });

  test('with nothing but text messages before it there is no notice, and no costs ever', async () => {
    const sms = { channels: { email: false, sms: true, letter: false } };
    const laptop = await makeLaptop({ claim, creditor: sms });
    await laptop.days(120);
    expect(laptop.sent.length).toBeGreaterThan(1);
    expect(laptop.steps()).not.toContain('notice');
    expect([await laptop.all('costs-charged'), await laptop.all('interest-charged')]).toEqual([[], []]);
  });

  test('a first reminder by text message does not put the debtor in default', async () => {
    const laptop = await makeLaptop({ claim });
    await laptop.until('contact-sent');
    expect([laptop.sent[0]?.step, laptop.sent[0]?.channel]).toEqual(['first-reminder', 'sms']);
    await laptop.days(120);
    const first = laptop.sent.find(({ channel, payBy }) => channel !== 'sms' && payBy);
    for (const notice of laptop.sent.filter(({ step }) => step === 'notice')) {
      expect(notice.date > (first?.payBy ?? '9999')).toBe(true);
    }
  });
});
