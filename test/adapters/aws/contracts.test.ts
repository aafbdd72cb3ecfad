import { bucketArchive } from '../../../adapters/aws/archive.ts';
import { bucketErasures } from '../../../adapters/aws/erasures.ts';
import { dynamoFiles } from '../../../adapters/aws/files.ts';
import { objects } from '../../../adapters/aws/keys.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { dynamoUploads } from '../../../adapters/aws/uploads.ts';
import { openFile } from '../../../adapters/csv/open-file.ts';
import { pretendBank } from '../../../adapters/psp/pretend-bank.ts';
import { archiveAndErasuresContract } from '../../contracts/archive-and-erasures.ts';
import { filesContract } from '../../contracts/files.ts';
import { paymentsContract } from '../../contracts/payments.ts';
import { storesContract } from '../../contracts/stores.ts';
import { makeCreditor } from '../../core/make-ports.ts';
import { payingAt } from '../psp/pay.ts';
import { makeStores } from './make-stores.ts';
import { makeTable, startDynamo } from './make-table.ts';
import { memoryBucket } from './memory-bucket.ts';

const client = await startDynamo();
const now = () => '2026-01-05T09:00:00Z';

storesContract(async () => {
  const stores = makeStores(client, await makeTable(client));
  for (const id of ['c-1', 'd-1']) await stores.creditors.put(makeCreditor({ id }));
  return stores;
});

filesContract(async () => {
  const table = createTable(client, await makeTable(client));
  const bucket = memoryBucket();
  return {
    files: dynamoFiles(table, bucket, openFile),
    uploads: dynamoUploads(table, bucket, now),
    bring: async (file, text) => bucket.put(objects.upload('c', file), 'text/csv', text),
  };
});

paymentsContract(async () => {
  const { bank } = makeStores(client, await makeTable(client));
  return payingAt(pretendBank(bank, ['whsec_dGVzdDogbm90IGEgc2VjcmV0'], () => '2026-01-06T09:00:00Z'));
});

archiveAndErasuresContract(async () => {
  const bucket = memoryBucket();
  return {
    archive: bucketArchive(bucket, now),
    erasures: bucketErasures(memoryBucket()),
    fetch: async (name) => bucket.objects.get(objects.archive(name)) ?? '',
  };
});
