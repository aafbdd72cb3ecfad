import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { type Finding, green, red } from './finding.ts';

const ABOUT = 'table';

/** Whether the table cannot be lost: backups, protection, and the stream that tells what was written. */
export async function lookAtTable(client: DynamoDBClient, table: string, stage: string): Promise<Finding[]> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const { ContinuousBackupsDescription } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: table }),
  );
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  const deploy = `npm run deploy -- --stage ${stage}`;
  return [
    recovery?.PointInTimeRecoveryStatus === 'ENABLED'
      ? green(ABOUT, 'It can be restored to any second of the last weeks.')
      : red(ABOUT, 'It cannot be restored: point-in-time recovery is off.', deploy),
    Table?.DeletionProtectionEnabled
      ? green(ABOUT, 'Nobody can delete it by mistake.')
      : red(ABOUT, 'It can be deleted by mistake: deletion protection is off.', deploy),
    Table?.StreamSpecification?.StreamEnabled
      ? green(ABOUT, 'What is written is told (stream).')
      : red(ABOUT, 'Nobody hears what is written: its stream is off, and no case is woken.', deploy),
  ];
}
