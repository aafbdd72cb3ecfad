import { App } from 'aws-cdk-lib';
import { bundledCode } from './bundled-code.ts';
import { build } from './build.ts';

// What the CDK command line runs: cdk.json says so.
const app = new App();
build(app, await bundledCode(app));
app.synth();
