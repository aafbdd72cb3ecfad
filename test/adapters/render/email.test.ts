import scanner from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../../adapters/render/email.ts';
import { Language } from '../../../core/case/words.ts';
import { makeClaim, makeMessage, makeSparseMessage } from './make-message.ts';

const visible = (html: string) =>
  html
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#160;|&nbsp;|\u00A0/g, ' ');

describe('An e-mail', () => {
  test.each(Language.options)(
    'in %s names its language and says the same in HTML and in plain text',
    async (language) => {
      const { html, text } = await renderEmail(makeMessage('second-reminder', {}, 'email', language));
      expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"`));
      const amount = { nl: '€ 1.234,56', fr: '1 234,56 €', en: '€1,234.56', de: '1.234,56 €' }[language];
      for (const rendered of [visible(html), text]) {
        for (const said of [
          amount,
          'Noor Verzonnen',
          'Voorbeeld Warmte',
          'NL91 ABNA 0417 1643 00',
          'RF18 5390 0754 7034',
        ]) {
          expect(rendered).toContain(said);
        }
      }
    },
  );

  test('has the pay link once as a button and once to read', async () => {
    const message = makeMessage('first-reminder');
    const { html, text } = await renderEmail(message);
    expect(html.split(`href="${message.payLink}"`)).toHaveLength(2);
    expect(visible(html).split(message.payLink)).toHaveLength(2);
    expect(text.split(message.payLink)).toHaveLength(2);
    expect(visible(html)).toContain('Betaal € 1.234,56');
  });

  test('keeps a link with several parameters whole', async () => {
    const payLink = 'https://vriendelijk.example/b?c=1&t=a%20b';
    const { html, text } = await renderEmail(makeMessage('first-reminder', { payLink }));
    expect(html).toContain('href="https://vriendelijk.example/b?c=1&amp;t=a%20b"');
    expect(text).toContain(payLink);
  });

  test('loads nothing and follows nobody', async () => {
    const { html } = await renderEmail(makeMessage('first-reminder'));
    expect(html).not.toMatch(/<img(?![^>]*src="cid:)|<link|@import|<script|url\(/);
  });

  test('carries the bank code inside, and it decodes to what is asked', async () => {
    const message = makeMessage('first-reminder');
    const { html, pictures } = await renderEmail(message);
    const [picture] = pictures;
    expect(html).toContain('src="cid:bank-code"');
    const { width, height, data } = PNG.sync.read(Buffer.from(picture?.png ?? []));
    const payload = scanner.default(new Uint8ClampedArray(data), width, height)?.data.split('\n');
    expect(payload?.slice(5, 8)).toEqual([
      message.from.accountName,
      message.from.iban,
      `EUR${((message.asked ?? 0) / 100).toFixed(2)}`,
    ]);
    expect((await renderEmail(makeMessage('thanks'))).pictures).toEqual([]);
  });

  test('offers no bank transfer when no account is known', async () => {
    const { text } = await renderEmail(makeSparseMessage('first-reminder'));
    expect(text).not.toMatch(/overmaken|Bankrekening|Kenmerk:/);
    expect(text).toContain('Goedendag,');
  });

  test('answers do not ask for money', async () => {
    for (const step of ['dispute-received', 'hardship-received', 'payment-claim-received'] as const) {
      const { html } = await renderEmail(makeMessage(step));
      expect(visible(html)).not.toMatch(/Betaal €|NL91/);
    }
  });
});

describe('What people type stays text', () => {
  const nasty = '<b>Bobby</b> "&" <script>x</script></mj-text><mj-raw>{{ brand }}';
  test('in names, subjects of bills and results', async () => {
    const { html, subject } = await renderEmail(
      makeMessage('handed-over', {
        to: { ...makeMessage().to, name: nasty },
        result: '<i>Kantoor</i>',
        claims: [makeClaim({ claim: '<u>1</u>', subject: `<img src=x onerror=y>` })],
      }),
    );
    expect(html).not.toMatch(/<b>|<script>x|<i>|<u>|<img(?![^>]*src="cid:)|<mj-/);
    expect(html).toContain('&lt;b&gt;Bobby&lt;/b&gt; &#34;&amp;&#34;');
    expect(html).toContain('{{ brand }}');
    expect(subject).toBe('<i>Kantoor</i> gaat verder met uw rekening');
  });

  test('a name cannot add a line, a block or a mail header', async () => {
    const name = 'Bobby\n\n::pay\r\nBcc: all@verzonnen.example\u202e\uE000pay';
    const { text, subject } = await renderEmail(
      makeMessage('hardship-received', { to: { reference: '1', name }, result: name }),
    );
    expect(text).toContain('Beste Bobby ::pay Bcc: all@verzonnen.examplepay,');
    expect(text).not.toContain('NL91');
    expect(subject).not.toMatch(/[\r\n]/);
    const handedOver = await renderEmail(makeMessage('handed-over', { result: 'A\r\nBcc: x' }));
    expect(handedOver.subject).toBe('A Bcc: x gaat verder met uw rekening');
  });

  test('the name of a text cannot lead out of the folder', async () => {
    await expect(renderEmail(makeMessage('thanks', { variant: '../../blocks/nl' }))).rejects.toThrow(
      'not the name of a text',
    );
    await expect(renderEmail(makeMessage('thanks', { variant: 'no-such-text' }))).rejects.toMatchObject({
      name: 'NoApprovedText',
    });
  });
});

describe('The statement adds up', () => {
  test('what was given up is a line of its own', async () => {
    const claims = [makeClaim({ paid: 10_000, outstanding: 0, interest: 0, costs: 0 })];
    const totals = { principal: 12_999, interest: 0, costs: 0, paid: 10_000, outstanding: 0 };
    const { text } = await renderEmail(makeMessage('thanks', { claims, totals }));
    expect(text).toContain('Wat u heeft betaald');
    expect(text).toContain('Al betaald: – € 100,00\nHoeft u niet te betalen: – € 29,99\nNog open: € 0,00');
  });

  test('with nothing to state there is no empty table', async () => {
    const totals = { principal: 0, interest: 0, costs: 0, paid: 0, outstanding: 0 };
    const { text } = await renderEmail(makeMessage('thanks', { claims: [], totals }));
    expect(text).not.toContain('Wat u heeft betaald');
  });
});
