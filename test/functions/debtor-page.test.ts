import { describe, expect, test } from 'vitest';
import { noPayments } from '../../adapters/psp/no-payments.ts';
import { change } from '../../core/case/change.ts';
import type { EntryKind } from '../../core/case/entry.ts';
import { payLinkPath, paymentReference } from '../../core/case/ids.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { makeLaptop } from './make-laptop.ts';
import { hiddenOf, makeVisitor } from './make-visitor.ts';

/** A case of which a first reminder was sent, and somebody with its link. */
async function made(options: Parameters<typeof makeLaptop>[0] = {}) {
  const laptop = await makeLaptop(options);
  await laptop.days(1);
  return { laptop, visitor: makeVisitor(laptop) };
}

/** The same, with the second question answered. */
async function inside(options: Parameters<typeof makeLaptop>[0] = {}) {
  const { laptop, visitor } = await made(options);
  expect((await visitor.answer()).status).toBe(303);
  return { laptop, visitor };
}

describe('the link alone', () => {
  test('says who writes, for whom, that it is about a bill, and how to reach a person', async () => {
    const { visitor } = await made();
    const { status, text, body } = await visitor.get();
    expect(status).toBe(200);
    for (const said of [
      'Voorbeeld Incasso B.V. schrijft u voor Verenigde Voorbeeldbedrijven B.V.',
      'Nummer in het register voor incasso: VOORBEELD-0000.',
      'een rekening die nog open staat',
      'Wat is uw postcode?',
      'Is dit bericht niet voor u?',
    ]) {
      expect(text).toContain(said);
    }
    expect(body).toContain('href="tel:+31600000000"');
    expect(body).toContain('href="mailto:hallo@example.nl"');
  });

  test('shows nothing about the person or the debt', async () => {
    const { visitor } = await made({ claim: { subject: 'Iets heel eigens' } });
    for (const path of ['', '/pay', '/plan', '/dispute', '/not-me', '/no-such-form']) {
      const { body } = await visitor.get(path);
      for (const secret of ['Anna', 'anna@', 'Voorbeeldstraat', 'D-1', 'F-1', '45,00', 'heel eigens']) {
        expect(body).not.toContain(secret);
      }
    }
  });

  test('asks the customer number where no postcode is known', async () => {
    const { visitor } = await made({ claim: { street: undefined, postcode: undefined, city: undefined } });
    expect((await visitor.get()).text).toContain('Wat is uw klantnummer');
    expect((await visitor.answer('1234 AB')).status).toBe(403);
    expect((await visitor.answer('d-1')).status).toBe(303);
  });

  test.each(['1234 AB', '1234ab', ' 1234-Ab '])('is opened by the postcode, typed as %s', async (typed) => {
    const { visitor } = await made();
    const opened = await visitor.answer(typed);
    expect(opened.status).toBe(303);
    expect((await visitor.follow(opened)).page).toBe('overview');
  });

  test('leads on to the form that was asked for', async () => {
    const { visitor } = await made();
    expect((await visitor.get('/plan')).body).toContain(`action="/p/${visitor.link}/plan"`);
    const opened = await visitor.send('/plan', { do: 'answer', answer: '1234AB' });
    expect(opened.headers.location).toBe(`/p/${visitor.link}/plan`);
  });

  test('is kept by nobody, told to nobody, shown in no frame, and runs no script', async () => {
    const { visitor } = await made();
    const { headers, body } = await visitor.get();
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const csp = headers['content-security-policy'] ?? '';
    expect(csp).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/unsafe|script-src|\*/);
    expect(body).not.toMatch(/<script|\son\w+=|<link|<img|url\(|javascript:/i);
  });
});

describe('somebody who guesses', () => {
  test('gets five tries, then no answer counts, and tomorrow it is open again', async () => {
    const { laptop, visitor } = await made();
    for (let time = 0; time < 5; time++) {
      const wrong = await visitor.answer(`9${time}00 AA`);
      expect([wrong.status, wrong.page]).toEqual([403, 'question']);
    }
    const locked = await visitor.answer();
    expect(locked.status).toBe(429);
    expect(locked.text).toContain('Bel ons, of probeer het morgen nog een keer');
    expect(visitor.cookie).toBeUndefined();
    await laptop.days(1);
    expect((await visitor.answer()).status).toBe(303);
  });

  test('gets no more of them by asking a hundred times at once', async () => {
    const { visitor } = await made();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => visitor.answer(`${1000 + index} ZZ`)),
    );
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95);
  });

  test('learns nothing from what a right answer costs: it is not counted', async () => {
    const { visitor } = await made();
    for (let time = 0; time < 8; time++) expect((await visitor.answer()).status).toBe(303);
  });

  test('an empty answer is no try', async () => {
    const { visitor } = await made();
    for (let time = 0; time < 8; time++) expect((await visitor.answer('  ')).status).toBe(422);
    expect((await visitor.answer()).status).toBe(303);
  });
});

describe('the cookie', () => {
  test('over http is for the page alone, over https for the host and secure', async () => {
    const { laptop, visitor } = await made();
    const plain = (await visitor.answer()).headers['set-cookie'] ?? '';
    expect(plain).toMatch(/^amicable=[\d.a-z]+; Path=\/p; Max-Age=900; HttpOnly; SameSite=Lax$/);
    const secure = makeVisitor(laptop, { origin: 'https://betalen.example.nl' });
    expect((await secure.answer()).headers['set-cookie']).toMatch(
      /^__Host-amicable=[\d.a-z]+; Path=\/; Secure; Max-Age=900; HttpOnly; SameSite=Lax$/,
    );
    expect((await secure.get()).page).toBe('overview');
  });

  test('holds nothing of the case or the person', async () => {
    const { laptop, visitor } = await inside();
    expect(visitor.cookie).not.toContain(laptop.case.slice(0, 8));
    expect(visitor.cookie).not.toMatch(/1234|D-1/);
  });

  test('ends a quarter of an hour after the last page', async () => {
    const { laptop, visitor } = await inside();
    const clock = laptop.ports.clock;
    let now = laptop.now();
    laptop.ports.clock = { now: () => now };
    now = now.replace(/:\d\dZ$/, ':00Z');
    const start = Date.parse(now);
    const pass = (minutes: number) => {
      now = new Date(start + minutes * 60_000).toISOString().replace('.000', '');
    };
    pass(14);
    expect((await visitor.get()).page).toBe('overview');
    pass(28);
    expect((await visitor.get()).page).toBe('overview');
    pass(44);
    expect((await visitor.get()).page).toBe('question');
    const late = await visitor.send('/hardship', { token: '1' });
    expect([late.status, late.page]).toEqual([403, 'question']);
    expect(late.text).toContain('Wat u net stuurde, hebben wij niet ontvangen');
    laptop.ports.clock = clock;
    expect(await laptop.all('hardship-reported')).toEqual([]);
  });

  test.each([
    ['with a later end', (cookie: string) => cookie.replace(/=(\d)/, '=9$1')],
    ['with another code', (cookie: string) => cookie.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'))],
    ['without a code', (cookie: string) => cookie.replace(/\.[^.]*$/, '.')],
    ['with the number of another secret', (cookie: string) => cookie.replace('.1.', '.2.')],
    ['that is nonsense', () => 'amicable=%00;amicable'],
  ])('%s opens nothing', async (_, forge) => {
    const { visitor } = await inside();
    visitor.cookie = forge(visitor.cookie ?? '');
    expect((await visitor.get()).page).toBe('question');
    expect((await visitor.send('/hardship', {})).status).toBe(403);
  });

  test('of one case opens no other', async () => {
    const { laptop, visitor } = await inside();
    const other = (await laptop.invoke('open-case', {
      creditor: 'voorbeeld-incasso',
      claims: [
        {
          debtorReference: 'D-2',
          debtorKind: 'consumer',
          name: 'Bo',
          postcode: '9999 ZZ',
          street: 'Andere straat 1',
          city: 'Elders',
          country: 'NL',
          invoice: 'F-9',
          cents: 9_900,
          currency: 'EUR',
          dueOn: '2025-12-01',
        },
      ],
    })) as { case: string };
    const stranger = makeVisitor(laptop, { link: payLinkPath(laptop.ports.secrets.links, other.case) });
    stranger.cookie = visitor.cookie;
    expect((await stranger.get()).page).toBe('question');
    const sent = await stranger.send('/dispute', { ground: 'other', token: '1' });
    expect(sent.status).toBe(403);
  });
});

describe('a link that leads nowhere', () => {
  test.each(['', 'nothing', 'abc-1.1aaaaaaaaaaaaaaaa', '../../etc', '<script>'])(
    '%j is answered 404',
    async (link) => {
      const { laptop } = await made();
      for (const method of ['get', 'answer'] as const) {
        const seen = await makeVisitor(laptop, { link })[method]();
        expect([seen.status, seen.page]).toEqual([404, 'unknown']);
        expect(seen.body).not.toContain('Voorbeeld');
        expect(seen.body).not.toContain('<script');
      }
    },
  );

  test('looks the same for a case that is not there and for a person who was erased', async () => {
    const { laptop, visitor } = await made();
    const unknown = await makeVisitor(laptop, { link: 'nothing' }).get();
    const gone = await makeVisitor(laptop, {
      link: payLinkPath(laptop.ports.secrets.links, 'abcdefgh-1'),
    }).get();
    expect(gone).toEqual(unknown);
    const { people } = laptop.ports;
    laptop.ports.people = { ...people, get: async () => undefined };
    expect(await visitor.get()).toEqual(unknown);
    laptop.ports.people = people;
    expect((await visitor.get()).page).toBe('question');
    await change(laptop.ports, laptop.case, 'test', (draft) => draft.add({ kind: 'erased' }));
    expect(await visitor.get()).toEqual(unknown);
  });

  test('one that an earlier secret made still works, and one whose secret is gone does not', async () => {
    const { laptop, visitor } = await made();
    const [first] = laptop.ports.secrets.links;
    laptop.ports.secrets = { ...laptop.ports.secrets, links: [{ key: 2, secret: 'newer' }, first] };
    expect((await visitor.get()).page).toBe('question');
    await visitor.answer();
    expect((await visitor.get()).page).toBe('overview');
    laptop.ports.secrets = { ...laptop.ports.secrets, links: [{ key: 2, secret: 'newer' }] };
    expect((await visitor.get()).status).toBe(404);
  });
});

test('a GET changes nothing, whatever it is of', async () => {
  const { laptop, visitor } = await inside();
  const before = JSON.stringify(await laptop.entries());
  const forms = ['', '/pay', '/plan', '/promise', '/hardship', '/dispute', '/person', '/messages', '/not-me'];
  for (const path of forms) {
    const query = { do: 'agree', months: '3', what: 'all', ground: 'other', answer: 'wrong', token: '1' };
    expect((await visitor.get(path, query)).status).toBe(200);
  }
  expect(JSON.stringify(await laptop.entries())).toBe(before);
  expect(laptop.db.all('select * from bank_payments')).toEqual([]);
  expect(laptop.db.all('select * from tries where count > 0')).toEqual([]);
});

describe('the page', () => {
  test('shows what is owed, and leads to every way out', async () => {
    const { visitor } = await inside({ claim: { subject: 'Waterschade' } });
    const { text, body } = await visitor.get();
    for (const said of [
      'Nog open € 45,00',
      'Rekening F-1',
      'Waterschade',
      'betalen kon tot en met 28 december 2025',
    ])
      expect(text).toContain(said);
    for (const way of ['pay', 'plan', 'promise', 'direct-debit', 'hardship', 'dispute', 'already-paid'])
      expect(body).toContain(`href="/p/${visitor.link}/${way}"`);
    for (const way of ['person', 'information', 'messages', 'complaint'])
      expect(body).toContain(`href="/p/${visitor.link}/${way}"`);
  });

  test('offers a direct debit only where the creditor does', async () => {
    const { visitor } = await inside({ creditor: { directDebit: false } });
    expect((await visitor.get()).body).not.toContain('/direct-debit');
    const form = await visitor.get('/direct-debit');
    expect([form.status, form.headers.location]).toEqual([303, `/p/${visitor.link}`]);
    const sent = await visitor.follow(await visitor.send('/direct-debit', { token: '1' }));
    expect(sent.text).toContain('Afschrijven kan hier niet');
  });

  test('speaks the language of the case, and the other one by a link', async () => {
    const { visitor } = await inside({ claim: { language: 'en' } });
    expect((await visitor.get()).text).toContain('Your bill from');
    const { text, body } = await visitor.get('', { lang: 'nl' });
    expect(text).toContain('Uw rekening bij');
    expect(body).toContain(`href="/p/${visitor.link}/plan?lang=nl"`);
    const sent = await visitor.send('/hardship', { token: '1' }, { lang: 'nl' });
    expect(sent.headers.location).toMatch(/\?done=page-[0-9a-z]+&lang=nl$/);
  });
});

/** Each form as somebody fills it in, what it writes, and what they read then. */
const forms: [string, Record<string, string>, EntryKind[], string][] = [
  ['/promise', { day: '20-1-2026' }, ['promise-made'], 'Wij hebben de dag genoteerd'],
  ['/hardship', {}, ['hardship-reported', 'task-opened'], 'Een medewerker kijkt met u mee'],
  ['/dispute', { ground: 'not-delivered' }, ['dispute-raised', 'task-opened'], 'Wij zoeken het uit'],
  ['/already-paid', { amount: '45,00' }, ['payment-claimed', 'task-opened'], 'Wij zoeken uw betaling op'],
  ['/already-paid', {}, ['payment-claimed', 'task-opened'], 'Wij zoeken uw betaling op'],
  ['/direct-debit', {}, ['mandate-given'], 'Wij schrijven het geld één keer af'],
  ['/information', {}, ['information-asked'], 'Wij sturen u een overzicht'],
  ['/complaint', {}, ['complaint-raised', 'task-opened'], 'Wij hebben uw klacht ontvangen'],
  ['/person', { who: 'wrong-person' }, ['task-opened'], 'Dank u wel dat u dit laat weten'],
  ['/person', { who: 'deceased' }, ['task-opened'], 'Dank u wel dat u dit laat weten'],
  ['/person', { who: 'debt-help' }, ['task-opened'], 'Dank u wel dat u dit laat weten'],
  ['/messages', { change: 'opt-out sms' }, [], 'Op die manier krijgt u geen berichten meer'],
];

describe('a form', () => {
  test.each(forms)(
    '%s with %j is written down once, however often it is sent',
    async (path, fields, kinds, said) => {
      const { laptop, visitor } = await inside();
      const before = (await laptop.entries()).length;
      const form = { ...hiddenOf((await visitor.get(path)).body), ...fields };
      const sent = await Promise.all([visitor.send(path, form), visitor.send(path, form)]);
      const again = await visitor.send(path, form);
      for (const one of [...sent, again])
        expect(one).toMatchObject({ status: 303, headers: sent[0].headers });
      const written = (await laptop.entries()).slice(before).map(({ kind }) => kind);
      expect(written.filter((kind) => kind === 'replied')).toHaveLength(1);
      for (const kind of kinds) expect(written.filter((one) => one === kind)).toHaveLength(1);
      expect((await visitor.follow(again)).text).toContain(said);
    },
  );

  test('that is sent again with another answer counts anew', async () => {
    const { laptop, visitor } = await inside();
    const form = hiddenOf((await visitor.get('/promise')).body);
    await visitor.send('/promise', { ...form, day: '2026-01-20' });
    await visitor.send('/promise', { ...form, day: '2026-01-21' });
    expect((await laptop.fold()).promise?.payOn).toBe('2026-01-21');
  });

  test('that cannot be taken is answered with the reason, and changes nothing', async () => {
    const { laptop, visitor } = await inside();
    const sent = await visitor.fill('/promise', { day: '2026-05-01' });
    expect((await visitor.follow(sent)).text).toContain('Kies een dag binnen 30 dagen, of betaal in delen');
    expect(await laptop.all('promise-made')).toEqual([]);
  });

  test('opts in again what was opted out', async () => {
    const { laptop, visitor } = await inside();
    await visitor.fill('/messages', { change: 'opt-out email' });
    expect((await visitor.get('/messages')).text).toContain('Stuur mij weer e-mail');
    await visitor.fill('/messages', { change: 'opt-in email' });
    expect((await visitor.get('/messages')).text).toContain('Stuur mij geen e-mail meer');
    const { person } = await laptop.fold();
    const kinds = (await laptop.ports.persons.read(person)).flatMap(({ entries }) =>
      entries.map(({ kind }) => kind),
    );
    expect(kinds.slice(-2)).toEqual(['opted-out', 'opted-in']);
  });

  test('is confirmed by the journal only: an address that somebody made up confirms nothing', async () => {
    const { visitor } = await inside();
    expect((await visitor.get('', { done: 'page-made-up' })).text).not.toContain('Dat is gelukt');
    expect((await visitor.get('', { payment: 'page-made-up' })).text).not.toContain('Uw betaling');
  });

  test.each([
    ['/promise', { day: '' }, 'Vul een dag in'],
    ['/promise', { day: '31-2-2026' }, 'Vul een dag in'],
    ['/promise', { day: '2025-12-31' }, 'Deze dag is al voorbij'],
    ['/dispute', {}, 'Maak een keuze'],
    ['/dispute', { ground: 'no-such-ground' }, 'Maak een keuze'],
    ['/person', {}, 'Maak een keuze'],
    ['/person', { who: 'president' }, 'Maak een keuze'],
    ['/plan', { months: '999' }, 'Maak een keuze'],
    ['/plan', { months: '3', first: 'someday' }, 'Vul een dag in'],
    ['/plan', { do: 'propose', spare: 'some' }, 'Vul een bedrag in'],
    ['/plan', { do: 'propose', 'pay-day': '32' }, 'Vul een dag van de maand in'],
    ['/already-paid', { amount: 'veel' }, 'Vul een bedrag in'],
    ['/messages', { change: 'opt-out pigeon' }, 'Maak een keuze'],
    ['/messages', { change: 'hardship sms' }, 'Maak een keuze'],
    ['/pay', {}, 'Maak een keuze'],
    ['/pay', { what: 'other', amount: '0' }, 'Vul een bedrag in'],
    ['/pay', { what: 'other', amount: '-5' }, 'Vul een bedrag in'],
    ['/pay', { what: 'other', amount: '45,01' }, 'Dat is meer dan er open staat. Er staat € 45,00 open.'],
    ['/pay', { what: 'instalment' }, 'Het bedrag is veranderd'],
  ])('%s with %j is shown again with what to mend', async (path, fields: Record<string, string>, said) => {
    const { laptop, visitor } = await inside();
    const before = (await laptop.entries()).length;
    const seen = await visitor.fill(path, fields);
    expect([seen.status, seen.page]).toEqual([422, 'form']);
    expect(seen.text).toContain(said);
    expect(await laptop.entries()).toHaveLength(before);
  });

  const hostile = [
    '"><script>alert(1)</script>',
    "'; drop table items; --",
    '{{ brand }}{% raw %}',
    '\u202e\u0000\r\nSet-Cookie: a=b',
    '__proto__',
    '9'.repeat(5_000),
  ];
  const fields = [
    'answer',
    'day',
    'amount',
    'months',
    'first',
    'ground',
    'claims',
    'who',
    'what',
    'change',
    'token',
    'shown',
    'do',
  ];
  test.each(hostile)('takes %j in any field as text and nothing else', async (text) => {
    const { laptop, visitor } = await inside();
    const typed = Object.fromEntries(fields.map((field) => [field, text]));
    for (const way of [
      '',
      '/pay',
      '/plan',
      '/promise',
      '/dispute',
      '/already-paid',
      '/person',
      '/messages',
    ]) {
      const seen = await visitor.send(way, typed, { lang: text, done: text, payment: text });
      expect(seen.failed).toBeUndefined();
      expect(seen.body).not.toMatch(/<script|\u202e.*<\/p>/);
      expect(seen.headers.location ?? '').toMatch(/^[\w/.?=&-]*$/);
    }
    for (const { kind, ...rest } of await laptop.entries())
      expect(JSON.stringify({ kind, ...rest })).not.toContain(text.slice(0, 40));
  });
});

describe('paying in parts', () => {
  test('is shown to the cent before anybody agrees, and is then exactly that', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    const preview = await visitor.fill('/plan', { months: '3' });
    expect([preview.status, preview.page]).toEqual([200, 'plan-preview']);
    expect(preview.text).toContain('Dan is het meteen afgesproken');
    expect(preview.text).toContain(
      '13 januari 2026 € 33,34 13 februari 2026 € 33,34 13 maart 2026 € 33,32 Samen € 100,00',
    );
    expect(await laptop.all('plan-agreed')).toEqual([]);

    const agreed = await visitor.send('/plan', hiddenOf(preview.body));
    expect((await visitor.follow(agreed)).text).toContain('Wij hebben afgesproken dat u in delen betaalt');
    expect((await laptop.all('plan-agreed'))[0]?.instalments).toEqual([
      { on: '2026-01-13', cents: 3_334 },
      { on: '2026-02-13', cents: 3_334 },
      { on: '2026-03-13', cents: 3_332 },
    ]);
  });

  test('is proposed for what can be spared, on pay-days, and what is chosen is what is agreed', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    expect((await visitor.get('/plan')).text).toContain('6 keer € 16,67 Ons voorstel');
    const proposed = await visitor.fill('/plan', { do: 'propose', spare: '25,00', 'pay-day': '31' });
    expect(proposed.text).toContain(
      '6 keer € 16,67 Ons voorstel: dit past bij wat u kunt missen. Van 31 januari 2026 tot en met 30 juni 2026. De laatste keer is het € 16,65. Samen € 100,00. Dit kan meteen.',
    );
    expect(proposed.text).toContain('4 keer € 25,00 Van 31 januari 2026 tot en met 30 april 2026. Samen');
    const preview = await visitor.send('/plan', { ...hiddenOf(proposed.body), choice: '4' });
    expect(preview.text).toContain('31 januari 2026 € 25,00 28 februari 2026 € 25,00 31 maart 2026 € 25,00');
    await visitor.send('/plan', hiddenOf(preview.body));
    expect((await laptop.all('plan-agreed'))[0]?.instalments).toEqual([
      { on: '2026-01-31', cents: 2_500 },
      { on: '2026-02-28', cents: 2_500 },
      { on: '2026-03-31', cents: 2_500 },
      { on: '2026-04-30', cents: 2_500 },
    ]);
  });

  test('beyond what can be spared comes with free help and still can be asked for', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 100_000 } });
    const proposed = await visitor.fill('/plan', { do: 'propose', spare: '37,31' });
    expect(proposed.text).toContain('Dit is veel voor wat u kunt missen');
    expect(proposed.text).toContain('0800-8115');
    expect(proposed.text).toContain('27 keer € 37,04');
    const preview = await visitor.send('/plan', { ...hiddenOf(proposed.body), choice: '27' });
    await visitor.send('/plan', hiddenOf(preview.body));
    expect((await laptop.all('task-opened')).map(({ what, about }) => [what, about])).toEqual([
      ['plan-request', '27'],
    ]);
    expect((await visitor.fill('/plan', { do: 'propose', spare: '0' })).text).toContain('Dit is veel');
  });

  test('keeps what can be spared, once, for later visits, until it is changed or taken back', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    const tell = (fields: Record<string, string>) => visitor.fill('/plan', { do: 'propose', ...fields });
    const told = async () => (await laptop.all('means-stated')).map(({ cents }) => cents);
    expect((await visitor.get('/plan')).text).not.toContain('U vertelde ons');
    await tell({ 'pay-day': '25' });
    await tell({ spare: 'some' });
    await tell({ spare: '25', 'pay-day': '32' });
    expect(await told()).toEqual([]);

    const form = hiddenOf((await visitor.get('/plan')).body);
    const twice = { ...form, do: 'propose', spare: '25,00' };
    await Promise.all([visitor.send('/plan', twice), visitor.send('/plan', twice)]);
    await visitor.send('/plan', twice);
    expect(await told()).toEqual([2_500]);
    const later = await visitor.get('/plan');
    expect(later.text).toContain('U vertelde ons: ik kan € 25,00 per maand missen.');
    expect(later.text).toContain('Ons voorstel: dit past bij wat u kunt missen.');
    expect(later.text).toContain('4 keer € 25,00');
    // What stands in the field is read as the same, and an empty one as no other word.
    const shown = /name="spare"[^>]*value="([^"]*)"/.exec(later.body)?.[1] ?? '';
    await tell({ spare: shown });
    await tell({ spare: '' });
    expect(await told()).toEqual([2_500]);

    await tell({ spare: '20' });
    await visitor.send('/plan', twice);
    expect(await told()).toEqual([2_500, 2_000, 2_500]);
    expect((await visitor.fill('/plan', { do: 'withdraw-means' })).text).not.toContain('U vertelde ons');
    await visitor.fill('/plan', { do: 'withdraw-means' });
    expect(await laptop.all('means-withdrawn')).toHaveLength(1);
    expect(await laptop.all('replied')).toEqual([]);
    expect((await visitor.get('/plan')).text).toContain('Ons voorstel: het laagste bedrag dat meteen kan.');
  });

  test('is agreed once by a double click, which is told of the agreement and not of other amounts', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    const agrees = hiddenOf((await visitor.fill('/plan', { months: '3' })).body);
    const first = await visitor.send('/plan', agrees);
    const second = await visitor.send('/plan', agrees);
    expect(second.headers.location).toBe(first.headers.location);
    expect((await visitor.follow(second)).text).toContain('Wij hebben afgesproken dat u in delen betaalt');
    expect(await laptop.all('plan-agreed')).toHaveLength(1);
  });

  test('over more months than the policy agrees at once is shown as a wish, and a person looks', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 60_000 } });
    const preview = await visitor.fill('/plan', { months: '12' });
    expect(preview.text).toContain('Een medewerker kijkt er eerst naar');
    const asked = await visitor.send('/plan', hiddenOf(preview.body));
    expect((await visitor.follow(asked)).text).toContain('Wij hebben uw wens ontvangen');
    expect(await laptop.task('plan-request')).toBeDefined();
  });

  test('is not agreed when the amounts became others in the meantime: they are shown again', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    const preview = await visitor.fill('/plan', { months: '3' });
    await laptop.pay('bank-1', 4_000);
    const again = await visitor.send('/plan', hiddenOf(preview.body));
    expect([again.status, again.page]).toEqual([200, 'plan-preview']);
    expect(again.text).toContain('De bedragen zijn veranderd');
    expect(await laptop.all('plan-agreed')).toEqual([]);
  });

  test('shows the plan, which parts are paid, and offers the next one', async () => {
    const { laptop, visitor } = await inside({ claim: { cents: 10_000 } });
    await visitor.send('/plan', hiddenOf((await visitor.fill('/plan', { months: '4' })).body));
    await laptop.pay('bank-1', 2_500);
    const { text } = await visitor.get();
    expect(text).toContain('13 januari 2026 (betaald) € 25,00 13 februari 2026 € 25,00');
    expect(text).toContain('De volgende betaling is € 25,00 op 13 februari 2026');
    expect((await visitor.get('/pay')).text).toContain('De volgende betaling: € 25,00');
  });
});

describe('whoever the message reached by mistake', () => {
  test('can say so without an answer, once until a person decides, and nobody asks meanwhile', async () => {
    const { laptop, visitor } = await made();
    expect((await visitor.get('/not-me')).text).toContain('Tot die tijd vragen wij niet om geld');
    const sent = await visitor.send('/not-me', {});
    for (let time = 0; time < 20; time++) await visitor.send('/not-me', { token: String(time) });
    const { page, text } = await visitor.follow(sent);
    expect(page).toBe('question');
    expect(text).toContain('Dank u wel dat u dit laat weten');
    expect(await laptop.all('replied')).toHaveLength(1);
    expect(await laptop.task('report')).toBeDefined();

    await laptop.close(await laptop.task('report'), { decision: 'go-on' });
    await visitor.send('/not-me', {});
    expect(await laptop.all('replied')).toHaveLength(2);
  });
});

describe('a case that has ended', () => {
  test('shows its statement for ninety days, and then only that nothing is open', async () => {
    const { laptop, visitor } = await inside();
    await laptop.pay('bank-1', 4_500);
    const { text, body } = await visitor.get();
    expect(text).toContain('Alles is betaald. Dank u wel.');
    expect(text).toContain('Uw betalingen 6 januari 2026 € 45,00');
    expect(body).not.toMatch(/href="[^"]*\/(pay|plan|promise|hardship)"/);
    await laptop.days(90);
    await visitor.answer();
    expect((await visitor.get()).page).toBe('overview');
    await laptop.days(1);
    const ended = await visitor.get();
    expect(ended.page).toBe('ended');
    expect(ended.text).toContain('Er staat niets meer open');
    expect(ended.body).not.toMatch(/F-1|45,00/);
  });

  test('while a form was open is told kindly', async () => {
    const { laptop, visitor } = await inside();
    const [hardship, plan, pay] = await Promise.all(
      ['/hardship', '/plan', '/pay'].map(async (path) => hiddenOf((await visitor.get(path)).body)),
    );
    await laptop.pay('bank-1', 4_500);
    const sent = await visitor.send('/hardship', hardship ?? {});
    expect((await visitor.follow(sent)).text).toContain(
      'Deze rekening is afgesloten. U hoeft niets te betalen.',
    );
    const late = await visitor.send('/pay', { ...pay, what: 'all' });
    expect(late.headers.location).toBe(`/p/${visitor.link}`);
    expect((await visitor.send('/plan', { ...plan, months: '2' })).headers.location).toBe(
      `/p/${visitor.link}`,
    );
  });

  test('with money that goes back says so until it is back', async () => {
    const { laptop, visitor } = await inside();
    await laptop.pay('bank-1', 5_000);
    expect((await visitor.get()).text).toContain('U heeft € 5,00 te veel betaald. Dat geld krijgt u terug.');
    await laptop.days(100);
    await visitor.answer();
    expect((await visitor.get()).page).toBe('overview');
    await laptop.close(await laptop.task('refund'), { decision: 'refunded' });
    expect((await visitor.get()).page).toBe('ended');
  });
});

describe('paying', () => {
  test('leads to the provider with what was chosen, and books nothing', async () => {
    const { laptop, visitor } = await inside();
    const sent = await visitor.fill('/pay', { what: 'other', amount: '12,50' });
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toMatch(/^http:\/\/localhost:8080\/bank\/pb_[0-9a-f]{32}$/);
    expect(outstanding(await laptop.fold())).toBe(4_500);
    const [row] = laptop.db.all<{ record: string }>('select record from bank_payments');
    expect(JSON.parse(row?.record ?? '')).toMatchObject({ case: laptop.case, cents: 1_250, state: 'open' });
    expect(row?.record).not.toMatch(/Anna|1234 AB|D-1/);
  });

  test('of another case is no news here', async () => {
    const { laptop, visitor } = await inside();
    const ours = {
      currency: 'EUR',
      shownOn: '2026-01-06',
      reference: 'RF18539007547034',
      description: 'x',
      to: 'y',
    };
    const returnTo = 'http://localhost:8080/p/x';
    await laptop.ports.payments.begin({ ...ours, returnTo, id: 'page-1', case: 'other-1', cents: 7_700 });
    await laptop.ports.payments.begin({ ...ours, returnTo, id: 'page-2', case: laptop.case, cents: 8_800 });
    expect((await visitor.get('', { payment: 'page-1' })).text).not.toContain('77,00');
    expect((await visitor.get('', { payment: 'page-2' })).text).toContain(
      'Uw betaling van € 88,00 is nog niet klaar',
    );
  });

  test('twice by a double click is one payment', async () => {
    const { laptop, visitor } = await inside();
    const form = { ...hiddenOf((await visitor.get('/pay')).body), what: 'all' };
    const sent = await Promise.all([visitor.send('/pay', form), visitor.send('/pay', form)]);
    expect(sent[0].headers.location).toBe(sent[1].headers.location);
    expect(laptop.db.all('select * from bank_payments')).toHaveLength(1);
  });

  test('all of an amount that has become another shows the new one first', async () => {
    const { laptop, visitor } = await inside();
    const form = { ...hiddenOf((await visitor.get('/pay')).body), what: 'all' };
    await laptop.pay('bank-1', 1_000);
    const seen = await visitor.send('/pay', form);
    expect(seen.status).toBe(422);
    expect(seen.text).toContain('Er staat nu € 35,00 open');
  });
});

test('what breaks is answered with a way out, and with no word of what broke', async () => {
  const { laptop, visitor } = await inside();
  laptop.ports.payments.begin = async () => {
    throw new Error('secret of the provider');
  };
  const seen = await visitor.fill('/pay', { what: 'all' });
  expect([seen.status, seen.page, seen.failed]).toEqual([500, 'broken', 'Error']);
  expect(seen.text).toContain('Bel +31 6 0000 0000');
  expect(seen.body).not.toContain('secret');
});

describe('the button of a mail program that stops our mails', () => {
  const press = { 'List-Unsubscribe': 'One-Click' };
  const optedOut = async (laptop: Awaited<ReturnType<typeof made>>['laptop']) =>
    (await laptop.ports.persons.read((await laptop.fold()).person))
      .flatMap(({ entries }) => entries)
      .filter(({ kind }) => kind === 'opted-out');

  test('stops them without a question, and answers without leading elsewhere', async () => {
    const { laptop, visitor } = await made();
    const { status } = await visitor.send('/messages', press);
    expect(status).toBe(200);
    expect(await optedOut(laptop)).toMatchObject([{ channel: 'email' }]);
  });

  test('shows nothing about a person, and lets nobody in', async () => {
    const { visitor } = await made();
    const seen = await visitor.send('/messages', press);
    expect(seen.page).toBe('question');
    expect(visitor.cookie).toBeUndefined();
    expect((await visitor.get('/messages')).page).toBe('question');
  });

  test('pressed again changes nothing', async () => {
    const { laptop, visitor } = await made();
    for (let times = 0; times < 3; times++) await visitor.send('/messages', press);
    expect(await optedOut(laptop)).toHaveLength(1);
    expect(await laptop.all('replied')).toHaveLength(1);
  });

  test('works as long as the link does, long after the case was closed', async () => {
    const { laptop, visitor } = await made();
    await laptop.pay('bank-1', 4_500);
    await laptop.days(100);
    expect((await visitor.get()).page).toBe('ended');
    expect((await visitor.send('/messages', press)).status).toBe(200);
    expect(await optedOut(laptop)).toMatchObject([{ channel: 'email' }]);
  });

  test('is not pressed by a program that only looks at links', async () => {
    const { laptop, visitor } = await made();
    await visitor.get('/messages', press);
    expect(await optedOut(laptop)).toEqual([]);
  });
});

describe('without a provider', () => {
  test('who pays a Belgian creditor sees the structured reference, and a code that holds it', async () => {
    const { laptop, visitor } = await inside({ creditor: { country: 'BE' } });
    laptop.ports.payments = noPayments;
    const { text, body } = await visitor.get('/pay');
    expect(text).toContain(paymentReference(laptop.case, { country: 'BE' }));
    expect(text).toMatch(/\+{3}\d{3}\/\d{4}\/\d{5}\+{3}/);
    expect(body).toContain('<svg');
  });

  test('who wants to pay sees the account and the reference, and no way to a bank', async () => {
    const { laptop, visitor } = await inside();
    laptop.ports.payments = noPayments;
    const seen = await visitor.get('/pay');
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('Maak het geld over naar deze rekening.');
    expect(seen.text).toContain(
      paymentReference(laptop.case, { country: 'NL' })
        .match(/.{1,4}/g)
        ?.join(' ') ?? '',
    );
    expect(seen.body).not.toContain('<form');
    expect(seen.headers['content-security-policy']).toContain("form-action 'self';");
  });

  test('a form that was opened before begins no payment', async () => {
    const { laptop, visitor } = await inside();
    const form = { ...hiddenOf((await visitor.get('/pay')).body), what: 'all' };
    laptop.ports.payments = noPayments;
    const seen = await visitor.send('/pay', form);
    expect([seen.status, seen.page, seen.failed]).toEqual([200, 'form', undefined]);
  });
});
