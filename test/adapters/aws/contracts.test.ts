import { storesContract } from '../../contracts/stores.ts';
import { makeCreditor } from '../../core/make-ports.ts';
import { makeStores } from './make-stores.ts';
import { makeTable, startDynamo } from './make-table.ts';

const client = await startDynamo();

storesContract(async () => {
  const stores = makeStores(client, await makeTable(client));
  for (const id of ['c-1', 'd-1']) await stores.creditors.put(makeCreditor({ id }));
  return stores;
});
