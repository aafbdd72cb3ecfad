import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { json } from 'node:stream/consumers';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ACCOUNT } from './emulator.ts';
import { places } from './places.ts';

const CODE = `exports.handler = async (event) => {
  const answer = await fetch(process.env.ASK_URL, { method: 'POST', body: JSON.stringify(event) });
  return await answer.json();
};`;

/** Deploys a function that asks the test for its answer, and gives its ARN. */
export async function deployAskingFunction(
  answer: (event: unknown) => Promise<unknown>,
): Promise<{ arn: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await answer(await json(request))));
    } catch {
      // The function then fails, as one that throws.
      response.destroy();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const lambda = new LambdaClient();
  const { FunctionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'ask',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${ACCOUNT}:role/ask`,
      Timeout: 20,
      Code: { ZipFile: zipped('index.js', CODE) },
      Environment: {
        Variables: { ASK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
      },
    }),
  );
  return {
    arn: FunctionArn,
    stop: () => {
      lambda.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Python is there wherever the emulator is. */
function zipped(name: string, text: string): Uint8Array {
  const folder = mkdtempSync(`${tmpdir()}/amicable-`);
  writeFileSync(`${folder}/${name}`, text);
  execFileSync(places.python, ['-m', 'zipfile', '-c', 'code.zip', name], { cwd: folder });
  const zip = readFileSync(`${folder}/code.zip`);
  rmSync(folder, { recursive: true });
  return zip;
}
