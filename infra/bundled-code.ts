import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction } from './bundle.ts';
import { definitions } from './definitions.ts';
import type { Ground } from './ground.ts';

/** Bundles all functions beside what is synthesised; where the command line only wants the names of stacks, none. */
export async function bundledCode(app: App): Promise<Ground['code']> {
  const wanted: unknown = app.node.tryGetContext('aws:cdk:bundling-stacks');
  if (Array.isArray(wanted) && wanted.length === 0) return placeholderCode;
  const folder = join(app.outdir, '..', '.amicable', 'bundles');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await Promise.all(definitions.map(({ name }) => bundleFunction(name, join(folder, name))));
  return (name) => Code.fromAsset(join(folder, name));
}

/** Stands for a bundle where nothing is deployed. */
export function placeholderCode(): Code {
  return Code.fromInline('exports.handler = async () => { throw new Error("This is no bundle."); };');
}
