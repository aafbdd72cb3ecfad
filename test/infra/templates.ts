import { readFileSync } from 'node:fs';
import { App, type AppProps } from 'aws-cdk-lib';
import { build, type Stacks } from '../../infra/build.ts';
import { placeholderCode } from '../../infra/bundled-code.ts';

const cdk: { context: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
);

export const account = '111111111111';
export const region = 'eu-west-1';

/** The app of a stage as it is deployed, but for the bundles. */
export function appOf(stage: string, props: AppProps = {}): { app: App; stacks: Stacks } {
  const app = new App({ context: { ...cdk.context, stage }, stackTraces: false, ...props });
  return { app, stacks: build(app, placeholderCode, { account, region }) };
}

/** A resource of a template. */
export interface Resource {
  id: string;
  type: string;
  // What CloudFormation is told: any JSON.
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into JSON of many shapes
  properties: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  [field: string]: any;
}

export type Templates = Record<keyof Stacks, Resource[]>;

/** All resources of a stage by stack. What is checked when it is synthesised is left out: it has a test of its own. */
export function templatesOf(stage = 'dev'): Templates {
  const { app, stacks } = appOf(stage, { builtinCloudFormationValidation: false });
  const assembly = app.synth();
  return Object.fromEntries(
    Object.entries(stacks).map(([name, stack]) => {
      const { Resources = {} } = assembly.getStackArtifact(stack.artifactId).template;
      return [
        name,
        Object.entries(Resources as Record<string, Record<string, unknown>>).map(
          ([id, { Type, Properties = {}, ...rest }]) => ({ id, type: Type, properties: Properties, ...rest }),
        ),
      ];
    }),
  ) as Templates;
}

export function ofType(resources: readonly Resource[], type: string): Resource[] {
  return resources.filter((resource) => resource.type === `AWS::${type}`);
}
