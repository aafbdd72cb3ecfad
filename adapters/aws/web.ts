import { lookup } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Web } from '../../core/ports.ts';

/** An address that is not on the public internet, or not asked for by https: somebody may be probing our own network. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
}

const SECONDS = 10;

/** Everything that is not public: own, private, shared, link-local (there the cloud tells its secrets), documentation, multicast. */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
/** Of the newer addresses only 2000::/3 is public, without what carries older ones inside or is kept for special uses. */
const outside = new BlockList();
outside.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is on the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, 'ipv4');
  return family === 6 && outside.check(address, 'ipv6') && !inside.check(address, 'ipv6');
}

/**
 * Requests to others' servers: https alone, public addresses alone, no redirects, an answer within ten seconds. What a
 * name resolves to is looked at and then connected to, so that it cannot be another address a moment later.
 */
export function awsWeb(resolve: typeof lookup = lookup, send: typeof request = request): Web {
  const publicLookup: LookupFunction = (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      if (found.length === 0 || !found.every(({ address }) => isPublic(address)))
        return done(new ForbiddenAddress('The name leads to an address inside.'), []);
      if (options.all) return done(null, found);
      const [first] = found;
      done(null, first?.address ?? '', first?.family);
    });
  };
  return {
    post: async (url, headers, body) => {
      const { protocol, hostname, username, password } = new URL(url);
      if (protocol !== 'https:') throw new ForbiddenAddress('Only https is spoken.');
      if (username || password) throw new ForbiddenAddress('An address holds no password.');
      const bare = hostname.replace(/^\[|\]$/g, '');
      // An address that is no name is connected to without being looked up.
      if (isIP(bare) && !isPublic(bare)) throw new ForbiddenAddress('The address is inside.');
      return await new Promise((found, failed) => {
        const sent = send(
          url,
          {
            method: 'POST',
            headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
            lookup: publicLookup,
            signal: AbortSignal.timeout(SECONDS * 1_000),
            agent: false,
          },
          (answer) => {
            found({ status: answer.statusCode ?? 0 });
            // What else it says is not read, however long it is.
            answer.destroy();
          },
        );
        sent.on('error', failed);
        sent.end(body);
      });
    },
  };
}
