import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createBucket, s3Client } from '../adapters/aws/bucket.ts';
import { realClock } from '../adapters/aws/clock.ts';
import { bucketErasures } from '../adapters/aws/erasures.ts';
import { dynamoPeople } from '../adapters/aws/people.ts';
import { readSecrets } from '../adapters/aws/secrets.ts';
import { createTable } from '../adapters/aws/table.ts';
import { reapplyErasures } from '../core/person/erase.ts';
import { count } from '../local/words.ts';
import { openStage, type StageFlags } from './stage.ts';

/** `restore-erasures`; `table` is one that was restored, while the stage still uses another. */
export async function restoreErasures(flags: StageFlags & { table?: string }): Promise<void> {
  const { settings } = await openStage(flags);
  const secrets = await readSecrets(new SecretsManagerClient(), settings.secret);
  const table = createTable(new DynamoDBClient(), flags.table ?? settings.table);
  const done = await reapplyErasures({
    erasures: bucketErasures(createBucket(s3Client(), settings.buckets.erasures)),
    people: dynamoPeople(table, secrets.persons, realClock.now),
  });
  console.log(flags.json ? JSON.stringify({ erasures: done }) : `${count(done, 'erasure')} made again.`);
}
