import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { build } from '../../infra/build.ts';
import { placeholderCode } from '../../infra/bundled-code.ts';

const cdk: { context: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
);

const app = new App({ context: { ...cdk.context, stage: 'dev' } });
const stacks = build(app, placeholderCode);
const assembly = app.synth();
console.log(assembly.stacks.map(s=>s.id));
