import { expect, test } from 'vitest';
import { ownColumns } from '../../core/case/column-map.ts';
import { CREDITOR, makeLaptop } from './make-laptop.ts';

const columns = { ...ownColumns, dateFormat: 'yyyy-MM-dd', decimal: '.', delimiter: ',' } as const;

async function made() {
  const laptop = await makeLaptop();
  await laptop.ports.uploads.expect({ file: 'file-1', creditor: CREDITOR, columns });
  const fields = { debtorReference: 'D-9', invoice: 'U-1', amount: '45.00', dueOn: '2025-12-28' };
  laptop.files.put('file-1', [{ row: 2, fields }], columns);
  laptop.uploads.arrived('file-1');
  return laptop;
}

test('a file that arrived is taken in for the creditor who announced it', async () => {
  const laptop = await made();
  expect(await laptop.invoke('receive-upload', { file: 'file-1' })).toEqual({ started: true });
  await laptop.days(0);
  expect(await laptop.uploads.get('file-1')).toMatchObject({
    creditor: CREDITOR,
    state: 'done',
    rows: 1,
    total: { opened: 1, added: 1 },
  });
});

test('told twice it is taken in once', async () => {
  const laptop = await made();
  await laptop.invoke('receive-upload', { file: 'file-1' });
  expect(await laptop.invoke('receive-upload', { file: 'file-1' })).toEqual({ started: false });
});

test('a file that is not where its creditor was to bring it is not begun: it can still come', async () => {
  const laptop = await makeLaptop();
  await laptop.ports.uploads.expect({ file: 'file-1', creditor: CREDITOR, columns });
  expect(await laptop.invoke('receive-upload', { file: 'file-1' })).toEqual({ started: false });
  const fields = { debtorReference: 'D-9', invoice: 'U-1', amount: '45.00', dueOn: '2025-12-28' };
  laptop.files.put('file-1', [{ row: 2, fields }], columns);
  laptop.uploads.arrived('file-1');
  expect(await laptop.invoke('receive-upload', { file: 'file-1' })).toEqual({ started: true });
});

test('a file that nobody announced is left where it is', async () => {
  const laptop = await made();
  expect(await laptop.invoke('receive-upload', { file: 'file-2' })).toEqual({ started: false });
});
