import { assembleWithSecrets } from '../../adapters/aws/assemble.ts';
import { dynamoBankPayments } from '../../adapters/aws/bank-payments.ts';
import { webhookRequests } from '../../adapters/aws/http.ts';
import { noPayments } from '../../adapters/psp/no-payments.ts';
import { pretendBank } from '../../adapters/psp/pretend-bank.ts';
import { onLambda } from '../on-lambda.ts';
import { paymentWebhook } from './handler.ts';

const aws = assembleWithSecrets(({ settings, table, now }, secrets) => ({
  payments: () =>
    settings.payments === 'none' ? noPayments : pretendBank(dynamoBankPayments(table), secrets().bank, now),
}));

export const handler = onLambda(paymentWebhook, aws.ports, webhookRequests, aws);
