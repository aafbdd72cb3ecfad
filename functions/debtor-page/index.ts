import { assembleWithSecrets } from '../../adapters/aws/assemble.ts';
import { dynamoBankPayments } from '../../adapters/aws/bank-payments.ts';
import { pageRequests } from '../../adapters/aws/http.ts';
import { dynamoTries } from '../../adapters/aws/tries.ts';
import { noPayments } from '../../adapters/psp/no-payments.ts';
import { pretendBank } from '../../adapters/psp/pretend-bank.ts';
import { renderPage } from '../../adapters/render/page.ts';
import { onLambda } from '../on-lambda.ts';
import { debtorPage } from './handler.ts';

const aws = assembleWithSecrets(({ settings, table, now }, secrets) => ({
  tries: () => dynamoTries(table),
  pages: () => ({ render: renderPage }),
  payments: () =>
    settings.payments === 'none' ? noPayments : pretendBank(dynamoBankPayments(table), secrets().bank, now),
}));

export const handler = onLambda(debtorPage, aws.ports, pageRequests(aws.settings.origin), aws);
