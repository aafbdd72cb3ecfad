import { expect, test } from 'vitest';
import { ownColumns } from '../../../core/case/column-map.ts';
import { callerOn, ORIGIN, theirs } from '../../functions/make-caller.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';

async function made() {
  const laptop = await makeLaptop();
  return { laptop, ask: await callerOn(laptop) };
}

test('a file gets an address of its own, the same for the same request', async () => {
  const { ask } = await made();
  const once = { idempotencyKey: 'file-1' };
  const first = await ask('POST', '/files', {}, once);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    file: expect.stringMatching(/^voorbeeld-incasso-[0-9a-z]{24}$/),
    upload: { method: 'PUT', headers: {} },
  });
  expect(first.body.upload.url.startsWith(`${ORIGIN}/`)).toBe(true);
  expect((await ask('POST', '/files', {}, once)).body).toEqual(first.body);
  expect((await ask('POST', '/files', {})).body.file).not.toBe(first.body.file);
});

test('what is said of its columns is kept, and said wrong it is refused', async () => {
  const { laptop, ask } = await made();
  const { body } = await ask('POST', '/files', {});
  expect(laptop.uploads.columns(body.file)).toEqual(ownColumns);
  const columns = {
    columns: { debtorReference: 'Klant', invoice: 'Factuur', amount: 'Bedrag', dueOn: 'Vervalt' },
  };
  const named = await ask('POST', '/files', { columns });
  expect(laptop.uploads.columns(named.body.file)).toEqual({ ...columns, constants: {} });
  const wrong = await ask('POST', '/files', { columns: { columns: { invoice: 'Factuur' } } });
  expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '#/columns/columns']);
});

test('a file is followed by who announced it, and by nobody else', async () => {
  const { laptop, ask } = await made();
  const { file } = (await ask('POST', '/files', {})).body;
  expect((await ask('GET', `/files/${file}`)).body).toEqual({
    file,
    state: 'expected',
    opened: 0,
    added: 0,
    known: 0,
    small: 0,
    rejected: 0,
  });
  await laptop.files.noteRead(file, { rows: 7, parts: [1, 2] });
  await laptop.files.notePart(file, 1, { opened: 1, added: 2, known: 0, small: 1, rejected: 0 });
  expect((await ask('GET', `/files/${file}`)).body).toMatchObject({ state: 'read', rows: 7, added: 2 });
  await laptop.files.notePart(file, 2, { opened: 1, added: 1, known: 0, small: 0, rejected: 1 });
  expect((await ask('GET', `/files/${file}`)).body).toMatchObject({ state: 'done', opened: 2, rejected: 1 });
  for (const path of [`/files/${file}`, `/files/${file}/rejected`])
    expect((await ask('GET', path, undefined, theirs)).status).toBe(404);
});

test('rejected rows come in pages that never cut a row in two', async () => {
  const { laptop, ask } = await made();
  const { file } = (await ask('POST', '/files', {})).body;
  const problems = [2, 3, 3, 3, 4, 5, 5].map((row, index) => ({
    row,
    field: `field-${index}`,
    reason: 'Why.',
  }));
  await laptop.files.reject(file, problems);
  const pages = [];
  for (let after = '0'; after; ) {
    const { body } = await ask('GET', `/files/${file}/rejected?limit=2&after=${after}`);
    pages.push(body.rejected);
    after = body.next ?? '';
  }
  expect(pages.flat()).toEqual(problems);
  expect(pages.map((page) => page.length)).toEqual([4, 3]);
});
