import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { accept } from '../accept.ts';
import { AmicableFunction } from '../constructs/amicable-function.ts';
import type { FunctionName } from '../definitions.ts';
import { functionsCalledBy } from '../functions.ts';
import type { Ground } from '../ground.ts';
import { named } from '../names.ts';

interface Door {
  path: string;
  methods: HttpMethod[];
  function: FunctionName;
  /** Requests a second that come in, over all callers; twice as many in a burst. */
  rate: number;
  /** Why nobody has to sign in with AWS here. */
  open: string;
}

/** Every way in. What is not here is answered with 404, what comes too often with 429. */
const doors: readonly Door[] = [
  {
    path: '/p/{proxy+}',
    // Scanners of mail ask for the HEAD of a link before somebody may open it.
    methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
    function: 'debtor-page',
    rate: 200,
    open: 'Debtors have no account. The link is a signed secret, a second question comes before anything personal, and tries are counted.',
  },
  {
    path: '/webhooks/{provider}',
    methods: [HttpMethod.POST],
    function: 'payment-webhook',
    rate: 50,
    open: 'A provider signs what it tells (Standard Webhooks): the function refuses what is unsigned, old or changed.',
  },
  {
    path: '/api/{proxy+}',
    methods: [HttpMethod.ANY],
    function: 'creditor-api',
    rate: 100,
    open: "A creditor's system signs each request with its own key over time, method, path, query, idempotency key and body: the function refuses all others.",
  },
];

/** What the world calls: pages, webhooks, the creditor's API. */
export class EdgeStack extends Stack {
  readonly functions = new Map<FunctionName, AmicableFunction>();
  readonly api: HttpApi;

  constructor(scope: Construct, ground: Ground, props: StackProps) {
    const { stage } = ground;
    super(scope, 'Edge', { ...props, stackName: named(stage.name, 'edge') });
    for (const name of functionsCalledBy('web')) {
      this.functions.set(name, new AmicableFunction(this, name, ground));
    }
    // No CORS: no page of another origin has any business here.
    this.api = new HttpApi(this, 'Api', { apiName: named(stage.name, 'api'), createDefaultStage: false });
    const routes = doors.flatMap((door) => this.open(door));
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/http/${named(stage.name, 'api')}`,
      retention: stage.logs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const httpStage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLog },
    });
    (httpStage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(
      routes.map(({ key, rate }) => [
        key,
        // Counted each for itself: an alarm listens to the webhooks alone.
        { ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate, DetailedMetricsEnabled: true },
      ]),
    );
    // Settings of a route that is not there yet are refused.
    httpStage.node.addDependency(...routes.map(({ route }) => route));
    new CfnOutput(this, 'ApiUrl', { value: stage.origin ?? this.api.apiEndpoint });
    new CfnOutput(this, 'ApiId', { value: this.api.apiId });
  }

  private open({
    path,
    methods,
    function: name,
    rate,
    open,
  }: Door): { key: string; route: HttpRoute; rate: number }[] {
    const made = this.functions.get(name);
    if (!made) throw new Error(`${name} is not called by the web.`);
    const routes = this.api.addRoutes({
      path,
      methods,
      integration: new HttpLambdaIntegration(name, made.lambda),
    });
    for (const route of routes) accept(route, 'AwsSolutions-APIG4', open);
    return routes.map((route, at) => ({ key: `${methods[at]} ${path}`, route, rate }));
  }
}

/** Which way in, what came of it, how long it took. Never the path, the query or the caller's address: links are secrets. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    at: AccessLogField.contextRequestTimeEpoch(),
    request: AccessLogField.contextRequestId(),
    route: '$context.routeKey',
    status: AccessLogField.contextStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    error: '$context.integrationErrorMessage',
  }),
);
