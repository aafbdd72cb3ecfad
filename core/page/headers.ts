/**
 * Headers of every page: nothing is kept by browsers and proxies, nobody else learns the address, nothing is loaded
 * from elsewhere, no script runs, no other site shows it in a frame.
 *
 * @param styles the source of the page's own styles
 * @param formsAlsoTo where forms are led on to, besides the page itself
 */
export function pageHeaders(styles: string, formsAlsoTo: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${styles}`,
      // Chrome also applies this to where the answer to a form leads on.
      `form-action ${[...new Set(["'self'", formsAlsoTo])].join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}
