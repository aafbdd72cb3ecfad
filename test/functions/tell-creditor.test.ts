import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventSchemas } from '../../core/event/event.ts';
import { EventType } from '../../core/event/event-type.ts';
import { hookKeys } from '../../core/event/sign.ts';
import { totals } from '../../core/money/statement.ts';
import { laptopSecrets } from '../../local/laptop.ts';
import { CREDITOR, makeLaptop } from './make-laptop.ts';
import { listen, makeReceiver } from './make-receiver.ts';

const webhook = { url: 'https://example.com/hooks' };

async function listened(options: Parameters<typeof makeLaptop>[0] = {}) {
  const laptop = await makeLaptop({ creditor: { webhook }, ...options });
  const receiver = makeReceiver();
  laptop.ports.web = receiver;
  return { laptop, receiver };
}

describe("a creditor's system", () => {
  test('is told what happens to a case from its first day to its end, each thing once', async () => {
    const { laptop, receiver } = await listened();
    await laptop.days(3);
    await laptop.pay('bank-1', 4_500);
    await laptop.days(3);
    expect(receiver.types()).toEqual(
      expect.arrayContaining([
        'case.opened',
        'claim.added',
        'contact.sent',
        'payment.received',
        'case.closed',
      ]),
    );
    expect(new Set(receiver.ids()).size).toBe(receiver.got.length);
    for (const { id, event } of receiver.got) {
      expect(id).toBe(`${laptop.case}.${event.data.seq}`);
      expect(eventSchemas.get(EventType.parse(event.type))?.safeParse(event).success).toBe(true);
    }
  });

  test('can keep the books from what it is told', async () => {
    const { laptop, receiver } = await listened({ profile: 'late-payer' });
    await laptop.until('costs-charged');
    await laptop.pay('bank-1', 30_000);
    await laptop.days(1);
    const sum = (type: string) =>
      receiver.got
        .filter(({ event }) => event.type === type)
        .reduce((all, { event }) => all + Number(event.data.cents), 0);
    const { principal, interest, costs, paid } = totals(
      [...(await laptop.fold()).claims.values()].map(({ books }) => books),
    );
    expect([
      sum('claim.added'),
      sum('interest.charged'),
      sum('costs.charged'),
      sum('payment.received'),
    ]).toEqual([principal, interest, costs, paid]);
    expect(costs).toBeGreaterThan(0);
  });

  test('is told of the events that it named, and of no other', async () => {
    const { laptop, receiver } = await listened({
      creditor: { webhook: { ...webhook, events: ['payment.received'] } },
    });
    await laptop.days(3);
    await laptop.pay('bank-1', 4_500);
    await laptop.days(1);
    expect(receiver.types()).toEqual(['payment.received']);
  });

  test('is told nothing personal, and nothing that somebody typed', async () => {
    const { laptop, receiver } = await listened({ claim: { subject: 'Behandeling van Anna' } });
    await laptop.days(3);
    await laptop.react('form-of-anna@example.nl', { what: 'dispute', claims: [], ground: 'not-mine' });
    await laptop.invoke('pause-case', {
      case: laptop.case,
      id: 'p-1',
      until: '2026-02-01',
      reason: 'Anna is ziek',
    });
    await laptop.days(3);
    expect(receiver.types()).toEqual(
      expect.arrayContaining(['dispute.raised', 'task.opened', 'case.paused']),
    );
    for (const { body, headers } of receiver.got) {
      expect(body + JSON.stringify(headers)).not.toMatch(/anna|vries|\+316|Voorbeeldstraat|D-1"/i);
    }
  });

  test('is told the same thing once, however often the bus says it', async () => {
    const { laptop, receiver } = await listened();
    await laptop.days(1);
    const before = receiver.got.length;
    const items = await laptop.ports.journal.read(laptop.case);
    await laptop.invoke('publish-journal', { items: [...items, ...items] });
    await laptop.days(1);
    expect(receiver.got.length).toBe(before);
  });

  test('is told what was written between two events, even when the first comes last', async () => {
    const { laptop, receiver } = await listened();
    const items = await laptop.ports.journal.read(laptop.case);
    await laptop.pay('bank-1', 1_000);
    const later = await laptop.ports.journal.read(laptop.case, items.at(-1)?.entries.at(-1)?.seq);
    for (const { entries } of [...later, ...items]) {
      const event = { case: laptop.case, seq: entries.at(-1)?.seq, kinds: entries.map(({ kind }) => kind) };
      await laptop.invoke('tell-creditor', event);
    }
    await laptop.days(1);
    expect(receiver.types().filter((type) => type === 'case.opened')).toHaveLength(1);
    expect(receiver.types().filter((type) => type === 'payment.received')).toHaveLength(1);
  });
});

test('without a webhook nothing is kept and nobody is called', async () => {
  const laptop = await makeLaptop();
  const receiver = makeReceiver();
  laptop.ports.web = receiver;
  await laptop.days(3);
  expect(receiver.got).toEqual([]);
  expect((await laptop.ports.deliveries.of(CREDITOR, { limit: 9 })).deliveries).toEqual([]);
});

test('a crash before the first try was asked for loses nothing: the repeated event asks for it', async () => {
  const { laptop, receiver } = await listened();
  const set = laptop.ports.schedules.set;
  laptop.ports.schedules.set = async () => {
    throw new Error('out of breath');
  };
  const [first] = await laptop.ports.journal.read(laptop.case);
  const entries = first?.entries ?? [];
  const event = { case: laptop.case, seq: entries.at(-1)?.seq, kinds: entries.map(({ kind }) => kind) };
  await expect(laptop.invoke('tell-creditor', event)).rejects.toThrow();
  laptop.ports.schedules.set = set;
  await laptop.invoke('tell-creditor', event);
  await laptop.days(0);
  expect(receiver.types()).toEqual(['case.opened', 'claim.added']);
});

describe('over HTTP', () => {
  afterEach(() => void vi.useRealTimers());

  test("what arrives is verified by the receivers' own library", async () => {
    const server = await listen();
    try {
      const laptop = await makeLaptop({ creditor: { webhook: { url: server.url } } });
      await laptop.days(0);
      expect(server.got.length).toBeGreaterThan(1);
      const [key] = hookKeys(laptopSecrets.hooks, CREDITOR);
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(laptop.now()) });
      for (const { body, headers, event } of server.got) {
        expect(new Webhook(key).verify(body, headers)).toEqual(event);
        expect(headers['content-type']).toBe('application/json');
      }
    } finally {
      await server.close();
    }
  });
});
