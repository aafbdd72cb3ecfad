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
 * Builds the stage that the context names (`-c stage=dev`), and has everything checked when it is synthesised.
 *
 * @param code the bundle of each function
 */
export function build(app: App, code: Ground['code']): Stacks {
  const stage = stageOf(app.node.tryGetContext('stage') ?? 'dev');
  const account = process.env.CDK_DEFAULT_ACCOUNT;
  const region = process.env.CDK_DEFAULT_REGION;
  const props = { env: { ...(account && { account }), ...(region && { region }) } };
  const data = new DataStack(app, stage, props);
  const journeys = new JourneysStack(app, stage, data, code, props);
  const edge = new EdgeStack(app, journeys.ground, props);
  const watch = new WatchStack(app, journeys, edge, props);
  Tags.of(app).add('application', 'amicable');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { data, journeys, edge, watch };
}
