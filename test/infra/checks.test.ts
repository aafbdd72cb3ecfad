import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { check } from '../../infra/build.ts';
import { appOf } from './templates.ts';

const { app } = appOf('dev');

/** Every finding that was accepted, with its reason, by the construct it concerns. */
function accepted(construct: IConstruct): { path: string; finding: string; reason: string }[] {
  const here = construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) =>
      Object.entries(data as Record<string, string>).map(([finding, reason]) => ({
        path: construct.node.path,
        finding,
        reason,
      })),
    );
  return [...here, ...construct.node.children.flatMap(accepted)];
}

test('nothing is found by cdk-nag or by the rules of CloudFormation that is not accepted with a reason', () => {
  check(app);
  expect(() => app.synth()).not.toThrow();
});

test('these are the kinds of finding that are accepted somewhere, and no other', () => {
  const kinds = accepted(app).map(({ finding }) => finding.replace(/^.*::(?=[A-Z])|\[.*$/g, ''));
  expect([...new Set(kinds)].sort()).toEqual([
    'AwsSolutions-APIG4',
    'AwsSolutions-IAM5',
    'AwsSolutions-SF1',
    'AwsSolutions-SF2',
    'AwsSolutions-SMG4',
    'AwsSolutions-SQS3',
    'Serverless-LambdaDLQ',
    'Serverless-LambdaTracing',
    'Serverless-SQSRedrivePolicy',
    'Serverless-StepFunctionStateMachineXray',
  ]);
});

test('every accepted finding has a sentence for its reason', () => {
  const all = accepted(app);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ reason }) => !/^[A-Z].{30,}\.$/s.test(reason))).toEqual([]);
});
