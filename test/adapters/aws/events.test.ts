import { describe, expect, test } from 'vitest';
import { busEvents } from '../../../adapters/aws/bus-event.ts';
import type { EventShape } from '../../../adapters/aws/event-shape.ts';
import { endedExecutions } from '../../../adapters/aws/execution-event.ts';
import { arrivedFiles } from '../../../adapters/aws/s3-event.ts';
import { mailFeedback } from '../../../adapters/aws/sns-mail.ts';

/** What a function is told when an event comes. */
async function told(shape: EventShape, event: unknown): Promise<unknown[]> {
  const inputs: unknown[] = [];
  await shape(event, async (input) => {
    inputs.push(input);
    return {};
  });
  return inputs;
}

describe('A listener is told', () => {
  const written = { case: 'case-1', seq: 3, kinds: ['payment-received'] };

  test('what was written, when the bus calls', async () => {
    const event = { source: 'amicable.journal', 'detail-type': 'written', detail: written };
    expect(await told(busEvents, event)).toEqual([written]);
  });

  test('its plain input, when a schedule calls', async () => {
    const input = { case: 'case-1', contact: 'case-1-k1' };
    expect(await told(busEvents, input)).toEqual([input]);
  });
});

describe('An execution that ended badly', () => {
  const ended = (more: object) => ({
    source: 'aws.states',
    detail: {
      executionArn: 'arn:aws:states:eu-west-1:1:execution:amicable-dev-late-payer:case-1-1',
      status: 'FAILED',
      input: '{"case":"case-1","journey":1}',
      error: 'JournalBusy',
      cause: 'Anna de Vries was not there',
      ...more,
    },
  });

  test('is told by its case, its name and the name of its error, and not by its cause', async () => {
    expect(await told(endedExecutions, ended({}))).toEqual([
      { case: 'case-1', journey: 1, state: 'amicable-dev-late-payer:case-1-1', error: 'JournalBusy' },
    ]);
  });

  test.each(['TIMED_OUT', 'ABORTED'])('is told by its status where it has no error: %s', async (status) => {
    expect(await told(endedExecutions, ended({ status, error: null }))).toMatchObject([{ error: status }]);
  });

  test.each(['{"creditor":"c","file":"f"}', 'no json', null])(
    'is left where it was of no case (%s)',
    async (input) => {
      expect(await told(endedExecutions, ended({ input }))).toEqual([]);
    },
  );

  test("is told plainly by a journey's own Catch", async () => {
    const input = { case: 'case-1', journey: 1, state: 'x', error: 'States.Timeout' };
    expect(await told(endedExecutions, input)).toEqual([input]);
  });
});

describe('A file that arrived', () => {
  const arrived = (key: string) => ({ source: 'aws.s3', detail: { object: { key } } });

  test.each([
    ['uploads/creditor-1/claims-2026', 'claims-2026'],
    ['uploads/creditor-1/claims+2026 é.csv', 'claims+2026 é.csv'],
  ])('is told by its name: %s', async (key, file) => {
    expect(await told(arrivedFiles, arrived(key))).toEqual([{ file }]);
  });

  test.each(['exports/x', 'uploads/x', 'uploads/a/b/c', 'uploads/a/'])(
    'is left where it is not one that was to be uploaded: %s',
    async (key) => {
      expect(await told(arrivedFiles, arrived(key))).toEqual([]);
    },
  );
});

describe('Feedback of a mail', () => {
  const tags = { case: ['case-1'], contact: ['case-1-k1'], 'ses:source-ip': ['1.2.3.4'] };
  const fed = (eventType: string, more: object = {}, mail: object = { messageId: 'm-1', tags }) => ({
    Records: [{ Sns: { Message: JSON.stringify({ eventType, mail, ...more }) } }],
  });
  const of = { case: 'case-1', contact: 'case-1-k1' };

  test.each<[string, object, object]>([
    ['Delivery', {}, { what: 'delivered', id: 'ses:m-1:delivered' }],
    ['Open', {}, { what: 'opened', id: 'ses:m-1:opened' }],
    ['Click', {}, { what: 'clicked', id: 'ses:m-1:clicked' }],
    [
      'Bounce',
      { bounce: { bounceType: 'Permanent', feedbackId: 'f-1' } },
      { what: 'bounced', permanent: true, id: 'ses:m-1:bounced:f-1' },
    ],
    [
      'Bounce',
      { bounce: { bounceType: 'Transient', feedbackId: 'f-2' } },
      { what: 'bounced', permanent: false, id: 'ses:m-1:bounced:f-2' },
    ],
    ['Reject', {}, { what: 'bounced', permanent: false, id: 'ses:m-1:rejected' }],
    [
      'Complaint',
      { complaint: { feedbackId: 'f-3', complaintFeedbackType: 'abuse' } },
      { what: 'complained', id: 'ses:m-1:complained' },
    ],
  ])('%s is heard', async (type, more, input) => {
    expect(await told(mailFeedback, fed(type, more))).toEqual([{ ...of, ...input }]);
  });

  test('that a mail is no spam after all is no complaint', async () => {
    const complaint = { feedbackId: 'f', complaintFeedbackType: 'not-spam' };
    expect(await told(mailFeedback, fed('Complaint', { complaint }))).toEqual([]);
  });

  test.each(['Send', 'DeliveryDelay', 'Subscription'])('%s says nothing new', async (type) => {
    expect(await told(mailFeedback, fed(type))).toEqual([]);
  });

  test('of a mail that was not ours is left', async () => {
    expect(await told(mailFeedback, fed('Delivery', {}, { messageId: 'm-2' }))).toEqual([]);
    expect(await told(mailFeedback, { Records: [{ Sns: { Message: 'hello' } }] })).toEqual([]);
  });
});
