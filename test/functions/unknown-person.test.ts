import { describe, expect, test } from 'vitest';
import { callerOn } from './make-caller.ts';
import { CREDITOR, exampleClaim, makeLaptop } from './make-laptop.ts';

const unknown = { debtorKind: 'unknown' } as const;
const open = (laptop: Awaited<ReturnType<typeof makeLaptop>>, ...claims: ReturnType<typeof exampleClaim>[]) =>
  laptop.invoke('open-case', { creditor: CREDITOR, claims });

describe('a claim of which nobody said who owes', () => {
  test('opens a case in which a person is asked first, and no journey', async () => {
    const laptop = await makeLaptop({ claim: unknown });
    await laptop.days(5);
    expect(await laptop.kinds()).toEqual(['case-opened', 'claim-added', 'task-opened']);
    expect(await laptop.all('task-opened')).toMatchObject([{ what: 'person-kind' }]);
    expect(laptop.sent).toEqual([]);
  });

  test('begins its journey when a person has said it', async () => {
    const laptop = await makeLaptop({ claim: unknown });
    await laptop.days(3);
    await laptop.close(await laptop.task('person-kind'), { decision: 'go-on', person: 'consumer' });
    await laptop.days(1);
    expect(await laptop.all('debtor-recognised')).toMatchObject([{ debtor: 'consumer' }]);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('or when the creditor says it with its next claim', async () => {
    const laptop = await makeLaptop({ claim: unknown });
    await laptop.days(3);
    await open(laptop, exampleClaim({ invoice: 'F-2' }));
    await laptop.days(1);
    expect(await laptop.all('task-closed')).toMatchObject([{ decision: 'go-on', by: CREDITOR }]);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('stays as it is when the next claim does not say it either: one task, not two', async () => {
    const laptop = await makeLaptop({ claim: unknown });
    await open(laptop, exampleClaim({ invoice: 'F-2', ...unknown }));
    await laptop.days(2);
    expect(await laptop.all('task-opened')).toHaveLength(1);
    expect(laptop.sent).toEqual([]);
  });

  test('is known at once where another row of the same delivery says it', async () => {
    const laptop = await makeLaptop();
    const told = (await open(
      laptop,
      exampleClaim({ debtorReference: 'D-2', invoice: 'G-1', ...unknown }),
      exampleClaim({ debtorReference: 'D-2', invoice: 'G-2' }),
    )) as { case: string; added: number };
    const [item] = await laptop.ports.journal.read(told.case);
    expect(item?.entries.map(({ kind }) => kind)).toEqual(['case-opened', 'claim-added', 'claim-added']);
    expect(item?.entries[0]).toMatchObject({ debtor: 'consumer' });
  });

  test('comes by the API as it does by file, and a person answers there', async () => {
    const laptop = await makeLaptop();
    const ask = await callerOn(laptop);
    const { debtorKind: _, ...row } = exampleClaim({ debtorReference: 'D-3', invoice: 'H-1' });
    const sent = await ask('POST', '/cases', { claims: [row] });
    const id = sent.body.case;
    const { body } = await ask('GET', `/cases/${id}/tasks`);
    expect(body.tasks).toMatchObject([{ what: 'person-kind' }]);
    const path = `/cases/${id}/tasks/${body.tasks[0].task}/answer`;
    const refused = await ask('POST', path, { decision: 'go-on', by: 'desk-7' });
    expect([refused.status, refused.body.detail]).toEqual([409, 'Say who owes: "person".']);
    const answered = await ask('POST', path, { decision: 'go-on', by: 'desk-7', person: 'consumer' });
    expect(answered.status).toBe(200);
  });
});

test('a debtor who lives where no law is written down is refused, with the reason, and the others are taken', async () => {
  const laptop = await makeLaptop();
  const told = await open(
    laptop,
    exampleClaim({ debtorReference: 'D-4', invoice: 'K-1', country: 'FR' }),
    exampleClaim({ debtorReference: 'D-4', invoice: 'K-2' }),
  );
  expect(told).toMatchObject({
    opened: true,
    added: 1,
    rejected: [
      {
        row: 1,
        field: 'country',
        reason: 'The law of FR is not written down here yet: collect this one by another way.',
      },
    ],
  });
  const { case: id } = told as { case: string };
  expect((await laptop.ports.journal.read(id))[0]?.entries[0]).toMatchObject({ country: 'NL' });
});
