import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, test } from 'vitest';
import { bedrockWriter, openWriter } from '../../../adapters/aws/bedrock-writer.ts';
import { easier } from '../../../core/message/approved-texts.ts';

const aws = mockClient(BedrockRuntimeClient);
const variants = ['first-reminder', 'first-reminder-short', 'first-reminder-warm'];
const writer = bedrockWriter(new BedrockRuntimeClient({}), 'eu.model-1', () => variants);
const brief = {
  step: 'first-reminder',
  channel: 'email',
  language: 'nl',
  profile: 'late-payer',
  tone: 'friendly',
  length: 'short',
  reading: 'B1',
} as const;
const says = (text: string) =>
  aws.on(ConverseCommand).resolves({
    output: { message: { role: 'assistant', content: [{ text }] } },
  } as ConverseCommandOutput);
beforeEach(() => aws.reset());

test('a model chooses among the approved texts, and it is known that it did', async () => {
  says('{"variant": "first-reminder-warm"}');
  expect(await writer.choose(brief)).toEqual({
    variant: 'first-reminder-warm',
    model: 'eu.model-1',
    options: [
      { option: 'first-reminder', probability: 0 },
      { option: 'first-reminder-short', probability: 0 },
      { option: 'first-reminder-warm', probability: 1 },
    ],
  });
});

test('it is told of the step and the kind of payer, and of no person', async () => {
  says('{"variant": "first-reminder"}');
  await writer.choose(brief);
  const { messages } = aws.commandCalls(ConverseCommand)[0]?.args[0].input ?? {};
  expect(JSON.parse(messages?.[0]?.content?.[0]?.text ?? '')).toEqual({ ...brief, texts: variants });
});

test.each([
  ['a text that nobody approved', '{"variant": "final-threat"}'],
  ['a text of its own', 'Dear debtor, pay now.'],
  ['something else', '{"text": "first-reminder-warm"}'],
  ['nothing', ''],
])('where it answers %s, the usual text stands', async (_, text) => {
  says(text);
  expect(await writer.choose(brief)).toMatchObject({ variant: 'first-reminder', model: 'approved-texts-1' });
});

test('where it is silent, the usual text stands', async () => {
  aws.on(ConverseCommand).rejects(new Error('time-out'));
  expect(await writer.choose(brief)).toMatchObject({ variant: 'first-reminder', model: 'approved-texts-1' });
});

describe('a model is shown no text that is harder than what is wanted', () => {
  const asked = { ...brief, step: 'thanks' } as const;
  const shown = () =>
    JSON.parse(aws.commandCalls(ConverseCommand)[0]?.args[0].input.messages?.[0]?.content?.[0]?.text ?? '')
      .texts;

  test('the usual text or an easier one, where the usual one is wanted', async () => {
    says('{"variant": "thanks.easy"}');
    expect(await openWriter('eu.model-1').choose(asked)).toMatchObject({ variant: 'thanks.easy' });
    expect(shown()).toEqual(['thanks', 'thanks.easy']);
  });

  test('where easier words are wanted and there are, they are sent and nobody is asked', async () => {
    for (const wanted of ['eu.model-1', 'approved-texts']) {
      for (const step of easier) {
        const { variant } = await openWriter(wanted).choose({ ...brief, step, reading: 'A2' });
        expect(variant).toBe(`${step}.easy`);
      }
    }
    expect(aws).not.toHaveReceivedCommand(ConverseCommand);
  });

  test.each([
    ['a text that the law words', { ...brief, step: 'costs-added', reading: 'A2' }],
    ['a text message', { ...brief, channel: 'sms', reading: 'A2' }],
  ] as const)('%s has one text, and nobody is asked', async (_, one) => {
    for (const wanted of ['eu.model-1', 'approved-texts']) {
      expect(await openWriter(wanted).choose(one)).toMatchObject({ variant: one.step });
    }
    expect(aws).not.toHaveReceivedCommand(ConverseCommand);
  });
});
