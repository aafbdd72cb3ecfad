import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { accept } from '../accept.ts';
import { acceptStar, allow } from '../allow.ts';
import { completedMachine, placeholdersOf } from '../machines.ts';
import { functionArn, type MachineName, named } from '../names.ts';
import type { StageSettings } from '../stages.ts';

/** A placeholder of a machine is neither a function nor a machine. */
export class UnknownPlaceholder extends Error {
  override name = 'UnknownPlaceholder';
}

/** A state machine by the name of its file. It may call what its file names, and nothing else. */
export class JourneyMachine extends Construct {
  readonly machine: StateMachine;

  /**
   * @param functions names of all functions there are
   * @throws UnknownPlaceholder
   */
  constructor(
    scope: Construct,
    id: string,
    name: MachineName,
    stage: StageSettings,
    functions: ReadonlySet<string>,
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const definition = JSON.stringify(completedMachine(name));
    const called = placeholdersOf(definition);
    const unknown = called.filter((one) => !functions.has(one));
    if (unknown.length > 0) {
      throw new UnknownPlaceholder(`${name}.asl.json calls what is no function: ${unknown.join(', ')}.`);
    }
    const arns = Object.fromEntries(called.map((one) => [one, functionArn(stack, stage.name, one)]));
    const stateMachineName = named(stage.name, name);
    const logGroup = new LogGroup(this, 'Log', {
      // AWS asks for this beginning, or the policy of the log grows too long with many machines.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: stage.logs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    allow(role, [{ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) }]);
    acceptStar(role, '*', 'The delivery of the log is set up by actions that know no resource.');
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName,
      comment: `Amicable ${stage.name}: statemachines/${name}.asl.json`,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: arns,
      role: role as IRole,
      logs: { destination: logGroup, level: LogLevel.ERROR, includeExecutionData: false },
      // On, it would trace the functions that it calls too.
      tracingEnabled: false,
    });
    for (const check of ['AwsSolutions-SF2', 'Serverless-StepFunctionStateMachineXray']) {
      accept(
        this.machine,
        check,
        'The history of an execution shows each step with its times; traces would cost two thirds of a journey again.',
      );
    }
    accept(
      this.machine,
      'AwsSolutions-SF1',
      'Each step is in the journal of its case and in the history of its execution. A log of all steps would cost a quarter of the journey again; errors are logged.',
    );
  }
}
