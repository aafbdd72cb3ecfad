import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod/mini';
import { approvedTexts, fitting } from '../../core/message/approved-texts.ts';
import type { Brief, Writer } from '../../core/ports.ts';
import { impatient } from './patience.ts';

const Choice = z.object({ variant: z.string() });

/** The writer that a stage asks for: the approved texts alone, or a model that chooses among them. */
export function openWriter(wanted: string): Writer {
  if (wanted === 'approved-texts') return approvedTexts;
  return bedrockWriter(new BedrockRuntimeClient(impatient), wanted, fitting);
}

/**
 * Lets a language model choose among the approved texts of a step. It is told of no person, writes nothing that anybody
 * reads, and where it is silent or answers something else the text that was wanted stands.
 *
 * @param client one that gives up within seconds: a journey waits
 * @param variants names of the approved texts that fit, the one that is wanted first
 */
export function bedrockWriter(
  client: BedrockRuntimeClient,
  model: string,
  variants: (brief: Brief) => readonly string[],
): Writer {
  return {
    choose: async (brief) => {
      const names = variants(brief);
      // Where there is nothing to choose nobody is asked.
      const chosen = names.length > 1 ? await ask(client, model, brief, names) : undefined;
      if (chosen === undefined) return await approvedTexts.choose(brief);
      return {
        variant: chosen,
        model,
        options: names.map((option) => ({ option, probability: option === chosen ? 1 : 0 })),
      };
    },
  };
}

async function ask(
  client: BedrockRuntimeClient,
  modelId: string,
  { step, channel, language, profile, tone, length, reading }: Brief,
  names: readonly string[],
): Promise<string | undefined> {
  const wanted = { tone, length, reading };
  const facts = { step, channel, language, ...(profile && { profile }), ...wanted, texts: names };
  try {
    const { output } = await client.send(
      new ConverseCommand({
        modelId,
        system: [
          {
            text: 'You choose which approved text is sent to somebody who owes money. Choose the one that is clearest and kindest for the step and the kind of payer, and nearest to the tone, length and reading level that are wanted. Answer with JSON alone: {"variant": "<one of texts>"}.',
          },
        ],
        messages: [{ role: 'user', content: [{ text: JSON.stringify(facts) }] }],
        inferenceConfig: { maxTokens: 200 },
      }),
    );
    const text = output?.message?.content?.map((part) => part.text ?? '').join('') ?? '';
    const { variant } = Choice.parse(JSON.parse(text));
    return names.includes(variant) ? variant : undefined;
  } catch {
    return undefined;
  }
}
