import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCreditors } from '../adapters/aws/creditors.ts';
import { dynamoJournal } from '../adapters/aws/journal.ts';
import { createTable } from '../adapters/aws/table.ts';
import type { Database } from '../adapters/local/database.ts';
import { WrongUse } from '../local/stored.ts';
import { copyCreditor, copyItem, openCopy } from './copy.ts';
import { journalsIn } from './scan.ts';
import { momentIn, openStage, type StageFlags } from './stage.ts';

/**
 * Copies the journals of a stage, and the policies of its creditors, into a database as the laptop has it, for `audit`, `case` and `export`. Holds no
 * personal data of debtors: the journals hold none.
 *
 * @param only the full id of a case, when no other is wanted
 * @throws WrongUse when there is no such case
 */
export async function copyOfStage(flags: StageFlags & { table?: string }, only?: string): Promise<Database> {
  const stage = await openStage(flags);
  const table = flags.table ?? stage.settings.table;
  const client = new DynamoDBClient();
  const db = openCopy(await momentIn(stage));
  if (only === undefined) {
    await journalsIn(client, table)((scanned) => copyItem(db, scanned));
    const creditors = dynamoCreditors(createTable(client, table));
    for (const id of await creditors.all()) copyCreditor(db, await creditors.get(id));
  } else {
    const items = await dynamoJournal(createTable(client, table)).read(only);
    if (items.length === 0)
      throw new WrongUse(`There is no case ${only} in stage ${stage.name}: write its full id.`);
    for (const item of items) copyItem(db, { of: 'case', item });
  }
  db.commit();
  return db;
}
