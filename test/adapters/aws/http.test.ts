import { expect, test } from 'vitest';
import type { Call } from '../../../adapters/aws/event-shape.ts';
import { apiRequests, pageRequests, webhookRequests } from '../../../adapters/aws/http.ts';

/** A request as API Gateway tells it. */
function request(method: string, rawPath: string, more: object = {}, stage = '$default') {
  const requestContext = { stage, domainName: 'abc.execute-api.eu-west-1.amazonaws.com', http: { method } };
  return { rawPath, rawQueryString: '', headers: {}, isBase64Encoded: false, requestContext, ...more };
}
const base64 = (text: string) => ({ body: Buffer.from(text).toString('base64'), isBase64Encoded: true });

/** What the function was told; it answers always the same. */
function listening(
  answer: object = { status: 200, headers: { 'content-type': 'text/html' }, body: 'hello' },
) {
  const told: unknown[] = [];
  const call: Call = async (input) => {
    told.push(input);
    return answer;
  };
  return { told, call };
}

test('a visit is a plain request: the path decoded, the cookies as one header, the address from the API', async () => {
  const { told, call } = listening();
  const event = request('GET', '/p/case-1.1abc/pay%20me', {
    rawQueryString: 'lang=nl&lang=en&done=a%26b',
    cookies: ['__Host-amicable=1', 'other=2'],
  });
  expect(await pageRequests()(event, call)).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/html' },
    body: 'hello',
  });
  expect(told).toEqual([
    {
      method: 'GET',
      path: 'case-1.1abc/pay me',
      query: { lang: 'en', done: 'a&b' },
      fields: {},
      cookie: '__Host-amicable=1; other=2',
      origin: 'https://abc.execute-api.eu-west-1.amazonaws.com',
    },
  ]);
});

test('a domain of its own comes from configuration', async () => {
  const { told, call } = listening();
  await pageRequests('https://betalen.example.nl')(request('GET', '/p/x'), call);
  expect(told).toMatchObject([{ origin: 'https://betalen.example.nl' }]);
});

test('a form comes as base64, each field with all its values', async () => {
  const { told, call } = listening();
  const event = request('POST', '/p/x/dispute', base64('claims=1&claims=2&ground=caf%C3%A9+au+lait'));
  await pageRequests()(event, call);
  expect(told).toMatchObject([{ method: 'POST', fields: { claims: ['1', '2'], ground: ['café au lait'] } }]);
});

test('the button of a mail program may send its field as multipart, which is what RFC 8058 asks for', async () => {
  const { told, call } = listening();
  const body = [
    '--edge',
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    '',
    'One-Click',
    '--edge--',
    '',
  ];
  const headers = { 'Content-Type': 'multipart/form-data; boundary=edge' };
  await pageRequests()(request('POST', '/p/x/messages', { headers, ...base64(body.join('\r\n')) }), call);
  expect(told).toMatchObject([{ method: 'POST', fields: { 'List-Unsubscribe': ['One-Click'] } }]);
});

test.each(['multipart/form-data', 'multipart/form-data; boundary=edge'])(
  'what only says that it is a form has no fields: %s',
  async (type) => {
    const { told, call } = listening();
    const event = request('POST', '/p/x', { headers: { 'content-type': type }, body: 'do=agree' });
    await pageRequests()(event, call);
    expect(told).toMatchObject([{ fields: {} }]);
  },
);

test('the name of the stage is no part of the path', async () => {
  const { told, call } = listening();
  await pageRequests()(request('GET', '/dev/p/x', {}, 'dev'), call);
  expect(told).toMatchObject([{ path: 'x' }]);
});

test('HEAD is a GET without its body', async () => {
  const { told, call } = listening();
  expect(await pageRequests()(request('HEAD', '/p/x'), call)).toMatchObject({ statusCode: 200, body: '' });
  expect(told).toMatchObject([{ method: 'GET' }]);
});

test('a cookie goes back as API Gateway wants it', async () => {
  const { call } = listening({
    status: 303,
    headers: { location: '/p/x', 'set-cookie': 'a=1; Secure' },
    body: '',
  });
  expect(await pageRequests()(request('POST', '/p/x'), call)).toEqual({
    statusCode: 303,
    headers: { location: '/p/x' },
    cookies: ['a=1; Secure'],
    body: '',
  });
});

test('a path that cannot be decoded stays as it is, and is found nowhere', async () => {
  const { told, call } = listening();
  await pageRequests()(request('GET', '/p/%E0%A4%A'), call);
  expect(told).toMatchObject([{ path: '%E0%A4%A' }]);
});

test.each([
  ['a form', pageRequests(), '/p/x', 20_000],
  ['a webhook', webhookRequests, '/webhooks/pretend-bank', 100_000],
] as const)('%s that is too large is not even read', async (_, shape, path, most) => {
  const { told, call } = listening();
  expect(await shape(request('POST', path, { body: 'é'.repeat(most / 2 + 1) }), call)).toMatchObject({
    statusCode: 413,
  });
  expect(told).toEqual([]);
  expect(await shape(request('POST', path, base64('x'.repeat(most))), call)).toMatchObject({
    statusCode: 200,
  });
});

test('a webhook keeps its body to the byte, and the names of headers are in small letters', async () => {
  const { told, call } = listening({ status: 401, body: 'No.\n' });
  const body = '{"amount": 1,\n "é":"✓"}';
  const event = request('POST', '/webhooks/pretend-bank', {
    ...base64(body),
    headers: { 'Webhook-Id': '1', 'webhook-signature': 'v1,x' },
  });
  expect(await webhookRequests(event, call)).toEqual({
    statusCode: 401,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'No.\n',
  });
  expect(told).toEqual([
    { provider: 'pretend-bank', headers: { 'webhook-id': '1', 'webhook-signature': 'v1,x' }, body },
  ]);
});

test('what is signed of a request to the API is carried as it came', async () => {
  const { told, call } = listening();
  const event = request('PUT', '/api/v1/cases/a%2Fb', {
    rawQueryString: 'state=open&after=x%3D',
    body: '{}',
  });
  await apiRequests()(event, call);
  expect(told).toEqual([
    {
      method: 'PUT',
      path: '/api/v1/cases/a%2Fb',
      query: 'state=open&after=x%3D',
      headers: {},
      body: '{}',
      origin: 'https://abc.execute-api.eu-west-1.amazonaws.com',
    },
  ]);
});
