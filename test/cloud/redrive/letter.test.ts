import { describe, expect, it, test } from 'vitest';
import { readLetter } from '../../../cloud/redrive/letter.ts';
import { around, isIn } from '../../../cloud/redrive/stretch.ts';
import { ofBatch, ofCall, ofTarget } from '../doubles.ts';

const arn = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;

describe('a message in a dead-letter queue', () => {
  test('of an asynchronous call is delivered to the function, with what it was called with', () => {
    expect(readLetter(ofCall('amicable-dev-wake-case', { detail: { case: 'c-1' } }), 'dev')).toEqual({
      kind: 'call',
      function: 'amicable-dev-wake-case',
      payload: '{"detail":{"case":"c-1"}}',
      why: 'RetriesExhausted',
    });
  });

  test('of the bus or the scheduler is the payload itself, and says for whom', () => {
    expect(readLetter(ofTarget(arn('amicable-dev-follow-up-due'), '{"case":"c-1"}'), 'dev')).toEqual({
      kind: 'call',
      function: 'amicable-dev-follow-up-due',
      payload: '{"case":"c-1"}',
      why: 'THROTTLING',
    });
  });

  test('of a topic is delivered to whoever hears what became of mail, as the topic would', () => {
    const told = {
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-west-1:1:topic',
      Message: '{"eventType":"Bounce"}',
    };
    const letter = readLetter({ Body: JSON.stringify(told) }, 'dev');
    expect(letter).toMatchObject({ kind: 'call', function: 'amicable-dev-channel-feedback' });
    expect(letter.kind === 'call' && JSON.parse(letter.payload)).toMatchObject({
      Records: [{ EventSource: 'aws:sns', Sns: { Message: '{"eventType":"Bounce"}' } }],
    });
  });

  test('of the stream only says when its records came', () => {
    expect(readLetter(ofBatch('2026-01-05T08:00:00.123Z', '2026-01-05T08:00:04.9Z'), 'dev')).toEqual({
      kind: 'stream',
      from: '2026-01-05T08:00:00.123Z',
      to: '2026-01-05T08:00:04.9Z',
    });
  });

  it.each([
    ['for another stage', ofCall('amicable-prod-wake-case', {})],
    ['for a queue', ofTarget('arn:aws:sqs:eu-west-1:123456789012:amicable-dev-x', '{}')],
    ['cut off', ofTarget(arn('amicable-dev-follow-up-due'), '{"ca', { IS_PAYLOAD_TRUNCATED: 'true' })],
    ['that is no JSON', { Body: 'Dear Anna' }],
    ['that says nothing of a function', { Body: '{"name":"Anna Voorbeeld"}' }],
    ['without what it was called with', { Body: '{"requestContext":{"functionArn":"x","condition":"y"}}' }],
    ['that is empty', {}],
  ])('%s is not ours to deliver, and nothing of it is told', (_, message) => {
    const letter = readLetter(message, 'dev');
    expect(letter.kind).toBe('unknown');
    expect(JSON.stringify(letter)).not.toContain('Anna');
  });
});

describe('entries that reached the stream between 08:00:00 and 08:00:04', () => {
  const stretch = around({ from: '2026-01-05T08:00:00.123Z', to: '2026-01-05T08:00:04.9Z' });
  it.each([
    ['2026-01-05T07:40:00Z', false],
    ['2026-01-05T07:46:00Z', true],
    ['2026-01-05T08:00:00Z', true],
    ['2026-01-05T08:01:04Z', true],
    ['2026-01-05T08:02:00Z', false],
  ])('were decided at %s: %s', (at, possible) => {
    expect(isIn(stretch, at)).toBe(possible);
  });
});
