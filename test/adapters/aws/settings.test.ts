import { expect, test } from 'vitest';
import { readSettings } from '../../../adapters/aws/settings.ts';

const names = [
  ...['STAGE', 'TABLE', 'FILES', 'LETTERS', 'ERASURES', 'BUS', 'SCHEDULES', 'SCHEDULE_ROLE', 'SCHEDULE_DLQ'],
  ...['FUNCTION_PREFIX', 'MACHINE_PREFIX', 'SECRET', 'CONFIGURATION_SET', 'SMS_SENDER', 'PAYMENTS', 'WRITER'],
].map((name) => `AMICABLE_${name}`);
const complete = { ...Object.fromEntries(names.map((name) => [name, 'x'])), AMICABLE_PAYMENTS: 'none' };

test('a stage that tells everything is understood', () => {
  expect(readSettings({ ...complete, AMICABLE_TABLE: 'amicable-dev' })).toMatchObject({
    table: 'amicable-dev',
    payments: 'none',
  });
});

test.each(names)('a function does not start without %s, and says so', (name) => {
  expect(() => readSettings({ ...complete, [name]: undefined })).toThrow(`does not set ${name}.`);
  expect(() => readSettings({ ...complete, [name]: '' })).toThrow(`does not set ${name}.`);
});

test('all that is missing is named at once', () => {
  const { AMICABLE_BUS: _, AMICABLE_TABLE: __, ...rest } = complete as Record<string, string>;
  expect(() => readSettings(rest)).toThrow('does not set AMICABLE_TABLE, AMICABLE_BUS.');
});

test('a provider of payments that we do not know is refused', () => {
  expect(() => readSettings({ ...complete, AMICABLE_PAYMENTS: 'pretend' })).toThrow(
    'AMICABLE_PAYMENTS must be pretend-bank or none.',
  );
});

test('what a stage need not tell is absent, not empty', () => {
  const settings = readSettings({ ...complete, AMICABLE_MAIL_FROM: '', AMICABLE_ORIGIN: '' });
  expect(settings).not.toHaveProperty('mailFrom');
  expect(settings).not.toHaveProperty('origin');
  expect(settings).not.toHaveProperty('clockUrl');
});
