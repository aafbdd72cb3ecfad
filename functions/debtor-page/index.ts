import { assembleWithSecrets, schedules } from '../../adapters/aws/assemble.ts';
import { dynamoBankPayments } from '../../adapters/aws/bank-payments.ts';
import { pageRequests } from '../../adapters/aws/http.ts';
import { whenUsed } from '../../adapters/aws/ports.ts';
import { dynamoTries } from '../../adapters/aws/tries.ts';
import { openPayments } from '../../adapters/psp/payments.ts';
import { renderPage } from '../../adapters/render/page.ts';
import { onLambda } from '../on-lambda.ts';
import { debtorPage } from './handler.ts';

const aws = assembleWithSecrets((stage, secrets) => ({
  ...schedules(stage),
  models: () =>
    whenUsed(async () => (await import('../../adapters/aws/models.ts')).dynamoModels(stage.table)),
  tries: () => dynamoTries(stage.table),
  pages: () => ({ render: renderPage }),
  payments: () =>
    openPayments(stage.settings.payments, dynamoBankPayments(stage.table), () => secrets().bank, stage.now),
}));

export const handler = onLambda(debtorPage, aws.ports, pageRequests(aws.settings.origin), aws);
