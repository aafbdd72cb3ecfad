import { assembleWithSecrets, schedules } from '../../adapters/aws/assemble.ts';
import { dynamoBankPayments } from '../../adapters/aws/bank-payments.ts';
import { webhookRequests } from '../../adapters/aws/http.ts';
import { openPayments } from '../../adapters/psp/payments.ts';
import { onLambda } from '../on-lambda.ts';
import { paymentWebhook } from './handler.ts';

const aws = assembleWithSecrets((stage, secrets) => ({
  ...schedules(stage),
  payments: () =>
    openPayments(stage.settings.payments, dynamoBankPayments(stage.table), () => secrets().bank, stage.now),
}));

export const handler = onLambda(paymentWebhook, aws.ports, webhookRequests, aws);
