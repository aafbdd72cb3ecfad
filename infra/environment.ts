import type { Stack } from 'aws-cdk-lib';
import type { Ground } from './ground.ts';
import { functionArn, machineArn } from './names.ts';

/** What every function is told. Names and addresses only: a secret is read where it is kept. */
export function environmentOf(ground: Ground, stack: Stack): Record<string, string> {
  const { stage, data } = ground;
  return {
    AMICABLE_STAGE: stage.name,
    AMICABLE_TABLE: data.table.tableName,
    AMICABLE_FILES: data.files.bucketName,
    AMICABLE_LETTERS: data.letters.bucketName,
    AMICABLE_ERASURES: data.erasures.bucketName,
    AMICABLE_BUS: ground.bus.eventBusName,
    AMICABLE_SCHEDULES: ground.schedules.scheduleGroupName,
    AMICABLE_SCHEDULE_ROLE: ground.scheduler.roleArn,
    AMICABLE_SCHEDULE_DLQ: ground.failed.schedules.queueArn,
    AMICABLE_FUNCTION_PREFIX: functionArn(stack, stage.name, ''),
    AMICABLE_MACHINE_PREFIX: machineArn(stack, stage.name, ''),
    AMICABLE_SECRET: data.secret.secretArn,
    AMICABLE_CONFIGURATION_SET: ground.configurationSet.configurationSetName,
    ...(stage.mailFrom !== undefined && { AMICABLE_MAIL_FROM: stage.mailFrom }),
    AMICABLE_SMS_SENDER: stage.smsSender,
    AMICABLE_PAYMENTS: stage.payments,
    AMICABLE_WRITER: stage.writer,
    ...(stage.origin !== undefined && { AMICABLE_ORIGIN: stage.origin }),
    POWERTOOLS_SERVICE_NAME: 'amicable',
    POWERTOOLS_METRICS_NAMESPACE: 'Amicable',
    // So that a trace names our lines and not those of the bundle.
    NODE_OPTIONS: '--enable-source-maps',
  };
}
