import { epochSeconds, type Moment } from '../calendar/moment.ts';
import { keyedHash, type LinkSecrets, sameText } from '../case/ids.ts';

/** For so long after the last page nobody is asked the second question again. */
export const SESSION_SECONDS = 15 * 60;

/** Browsers take a `__Host-` cookie only over https, for the whole host, from the host itself. */
const overHttps = { name: '__Host-amicable', attributes: 'Path=/; Secure' };
const overHttp = { name: 'amicable', attributes: 'Path=/p' };

/** The Set-Cookie header that lets a visitor see one case for a while. It holds nothing about anybody. */
export function sessionCookie(links: LinkSecrets, caseId: string, now: Moment, https: boolean): string {
  const { name, attributes } = https ? overHttps : overHttp;
  const until = epochSeconds(now) + SESSION_SECONDS;
  const value = `${until}.${links[0].key}.${code(links[0].secret, caseId, until)}`;
  return `${name}=${value}; ${attributes}; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax`;
}

/** Whether a Cookie header lets a visitor see this case at this moment. */
export function mayLook(
  links: LinkSecrets,
  caseId: string,
  now: Moment,
  https: boolean,
  cookies: string | undefined,
): boolean {
  const { name } = https ? overHttps : overHttp;
  const values = (cookies ?? '').split(';').map((cookie) => cookie.trim());
  return values.some((cookie) => {
    if (!cookie.startsWith(`${name}=`)) return false;
    const [until = '', key = '', proof = ''] = cookie.slice(name.length + 1).split('.');
    const secret = links.find((link) => String(link.key) === key)?.secret;
    if (!secret || !/^\d{1,12}$/.test(until) || Number(until) < epochSeconds(now)) return false;
    return sameText(proof, code(secret, caseId, Number(until)));
  });
}

function code(secret: string, caseId: string, until: number): string {
  return keyedHash(secret, 'page-session', [caseId, String(until)], 32);
}
