import { test } from 'vitest';
import { check } from '../../infra/build.ts';
import { appOf, templatesOf } from './templates.ts';

test('x', () => {
  let t = Date.now();
  const ts = templatesOf();
  console.log(
    Date.now() - t,
    Object.entries(ts).map(([n, r]) => n + ' ' + r.length),
  );
  t = Date.now();
  const { app } = appOf('dev');
  check(app);
  app.synth();
  console.log(Date.now() - t);
});
