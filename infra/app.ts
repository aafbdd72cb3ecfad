import { App } from 'aws-cdk-lib';
import { build } from './build.ts';
import { bundledCode } from './bundled-code.ts';

// What the CDK command line runs: cdk.json says so.
const app = new App();
build(app, await bundledCode(app));
app.synth();
