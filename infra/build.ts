import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Ground } from './ground.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { JourneysStack } from './stacks/journeys.ts';
import { WatchStack } from './stacks/watch.ts';
import { stageOf } from './stages.ts';

/** All stacks of a stage. Each knows those before it. */
export interface Stacks {
  data: DataStack;
  journeys: JourneysStack;
  edge: EdgeStack;
  watch: WatchStack;
}

/**
 * Builds the stage that the context names (`-c stage=dev`).
 *
 * @param code the bundle of each function
 * @param env the account and region it is for; without them it fits any
 */
export function build(
  app: App,
  code: Ground['code'],
  env: { account?: string; region?: string } = {},
): Stacks {
  const described = stageOf(app.node.tryGetContext('stage') ?? 'dev');
  // Said by the command that deploys, where the account is too small.
  const stage = app.node.tryGetContext('reserves') === 'no' ? { ...described, reserves: false } : described;
  const props = { env };
  const data = new DataStack(app, stage, props);
  const journeys = new JourneysStack(app, stage, data, code, props);
  const edge = new EdgeStack(app, journeys.ground, props);
  const watch = new WatchStack(app, journeys, edge, props);
  Tags.of(app).add('application', 'amicable');
  Tags.of(app).add('stage', stage.name);
  return { data, journeys, edge, watch };
}

/** Has everything checked when it is synthesised: a finding that nobody accepted, with a reason, ends it. */
export function check(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
