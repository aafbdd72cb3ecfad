import { App } from 'aws-cdk-lib';
import { build, check } from './build.ts';
import { bundledCode } from './bundled-code.ts';

// What the CDK command line runs: cdk.json says so.
const app = new App();
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
build(app, await bundledCode(app), { ...(account && { account }), ...(region && { region }) });
check(app);
app.synth();
