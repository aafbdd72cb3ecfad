import { assemble } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoLists } from '../../adapters/aws/lists.ts';
import { onLambda } from '../on-lambda.ts';
import { keepLists } from './handler.ts';

const aws = assemble(({ table }) => ({ lists: () => dynamoLists(table, dynamoCreditors(table)) }));

export const handler = onLambda(keepLists, aws.ports, busEvents, aws);
