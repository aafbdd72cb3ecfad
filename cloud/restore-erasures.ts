import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createBucket, s3Client } from '../adapters/aws/bucket.ts';
import { realClock } from '../adapters/aws/clock.ts';
import { bucketErasures } from '../adapters/aws/erasures.ts';
import { dynamoPeople } from '../adapters/aws/people.ts';
import { readSecrets } from '../adapters/aws/secrets.ts';
import { createTable } from '../adapters/aws/table.ts';
import type { Erasures, People } from '../core/ports.ts';
import { count } from '../local/words.ts';
import { openStage, type StageFlags } from './stage.ts';

/**
 * Erases again everybody who was ever erased: a restored table has brought their details back. What was put after an
 * erasure stays.
 *
 * @returns number of erasures
 */
export async function eraseAgain(
  erasures: Pick<Erasures, 'all'>,
  people: Pick<People, 'erase'>,
): Promise<number> {
  let done = 0;
  for await (const { person, at } of erasures.all()) {
    await people.erase(person, at);
    done += 1;
  }
  return done;
}

/** `restore-erasures`; `table` is one that was restored, while the stage still uses another. */
export async function restoreErasures(flags: StageFlags & { table?: string }): Promise<void> {
  const { settings } = await openStage(flags);
  const secrets = await readSecrets(new SecretsManagerClient(), settings.secret);
  const table = createTable(new DynamoDBClient(), flags.table ?? settings.table);
  const done = await eraseAgain(
    bucketErasures(createBucket(s3Client(), settings.buckets.erasures)),
    dynamoPeople(table, secrets.persons, realClock.now),
  );
  console.log(flags.json ? JSON.stringify({ erasures: done }) : `${count(done, 'erasure')} made again.`);
}
