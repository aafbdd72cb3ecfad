import { type BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { isForbidden } from '../refusals.ts';
import { type Finding, green, red } from './finding.ts';

const ABOUT = 'model';

/**
 * Whether the model that chooses words answers: it is asked for one word, as nothing else proves access.
 *
 * @param writer `approved-texts`, or the id of a model
 */
export async function lookAtModel(client: BedrockRuntimeClient, writer: string): Promise<Finding[]> {
  if (writer === 'approved-texts')
    return [green(ABOUT, 'None is used: words are chosen among the approved texts.')];
  try {
    await client.send(
      new ConverseCommand({
        modelId: writer,
        messages: [{ role: 'user', content: [{ text: 'Say yes.' }] }],
        inferenceConfig: { maxTokens: 1 },
      }),
    );
    return [green(ABOUT, `${writer} answers.`)];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (
      !isForbidden(error) &&
      error.name !== 'ValidationException' &&
      error.name !== 'ResourceNotFoundException'
    )
      throw error;
    return [
      red(
        ABOUT,
        `${writer} does not answer (${error.name}).`,
        'Bedrock console of this region: is the model there, and has the account access to it? Until then set AMICABLE_WRITER to approved-texts and deploy.',
      ),
    ];
  }
}
