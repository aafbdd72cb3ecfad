import type { CheckedWords } from './check-text.ts';

/** Dutch, as it is written in the Netherlands and in Belgium. */
export const checkedNl: CheckedWords = {
  contents: {
    'creditor-register-number': /(ondernemingsnummer|kbo|kvk)\D{0,20}\d/i,
    'creditor-address': /\b\d{4} ?[A-Z]{2}\b|\b\d{4} [A-Z][a-z]+/,
    'creditor-phone': /telefoon(nummer)? van [^:]{1,80}:? ?[+\d]/i,
    'collector-identity': /schrijft u (voor|namens)|in opdracht van|\bnamens\b/i,
    'collector-register-number':
      /(register|registratienummer|inschrijving)[^.]{0,40}[A-Z0-9]*\d|ondernemingsnummer van [^:]{1,80}:? \S*\d/i,
    supervisor: /toezicht|inspectie justitie|fod economie/i,
    subject: /rekening|factuur|\bvoor\b.{0,40}(dienst|product)/i,
    'contract-date': /(overeenkomst|contract|bestelling) van \d{1,2}[ -]\p{L}+ \d{4}/iu,
    'due-date': /(vervaldatum|vervaldag|betalen kon tot|tot wanneer|moest|had u)[^.]*\d{4}|vervallen op/i,
    'demand-for-payment':
      /(vragen (wij |we )?u|verzoeken (wij |we )?u|moet u|gelieve|wilt u)[^.]{0,80}(betal|voldoen|over te maken)/i,
    'interest-breakdown': /\brente\b|interest/i,
    // Where no amount of interest is asked there is nothing that it was counted on.
    'interest-base':
      /^(?=.*rente)(?!.*rente[^€.?]{0,30}(€|EUR) ?\d)|% (per jaar )?over (€|EUR) ?\d[\d.,]*,? (van|vanaf|sinds)/i,
    'costs-amount': /(kosten|schadevergoeding|vergoeding|schadebeding)[^?!]{0,120}?(€|euro|EUR) ?\d[\d.,]*/i,
    vat: /\bbtw\b/i,
    consequence:
      /(betaalt u (dan )?niet|als u (dan )?niet|indien u niet|bij niet-?betaling|zonder (tijdige )?betaling|niet op tijd).{0,200}?(kosten|vergoeding|schadebeding|rente)/i,
    'free-of-charge': /gratis|kosteloos|geen extra kosten|zonder (extra )?kosten/i,
    'amicable-not-judicial': /minnelijk/i,
    'dispute-route': /niet (mee )?eens|klopt er iets niet|bezwaar|betwist/i,
    complaints: /klacht/i,
    plan: /in delen betalen|in termijnen|betalingsregeling|afbetaling|niet in één keer|afbetalingsplan/i,
    help: /geldfit|schuldhulp|gemeente helpt|schuldbemiddel|ocmw|caw\b|budgethulp/i,
    contact: /(bel|telefoon|mail)[^.]{0,40}(\d{3}|@)|@/i,
  },
  numbers: {
    een: 1,
    één: 1,
    twee: 2,
    drie: 3,
    vier: 4,
    vijf: 5,
    zes: 6,
    zeven: 7,
    acht: 8,
    tien: 10,
    dertien: 13,
    veertien: 14,
    vijftien: 15,
    twintig: 20,
    dertig: 30,
  },
  months: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  units: { days: 'werkdagen|dagen|dag', calendarDays: 'kalenderdagen', weeks: 'weken|week' },
  within: 'binnen(?: (?:die|deze|de|een termijn van))?',
  starts: [
    {
      starts: 'earlier',
      after:
        '(?:na|vanaf|te rekenen vanaf) (?:heden|vandaag|nu|(?:de )?(?:dagtekening|verzend\\w*|postdatum|datum|dag van (?:verzending|dagtekening)))[^.]{0,20}',
    },
    {
      starts: 'day-after-receipt',
      after:
        '(?:te rekenen |gerekend )?(?:vanaf|na) (?:de dag (?:nadat|na|volgend op|waarop|dat)|de eerste dag na)[^.]{0,80}?(?:bezorg|ontvang|aangekomen|bereikt)\\w*',
    },
    { starts: 'receipt', after: '(?:nadat|na|vanaf)[^.]{0,80}?(?:bezorg|ontvang|aangekomen|bereikt)\\w*' },
  ],
  by: 'uiterlijk(?: op| tot(?: en met)?)?|vóór|voor het einde van',
  lexicon: [
    {
      severity: 'block',
      pattern: /\bbeslag(?!vrij)\w*/i,
      why: 'only a bailiff with a judgment or other title can seize anything',
    },
    {
      severity: 'block',
      pattern: /deurwaarder (komt|staat)[^.]{0,30}(langs|deur)|staat voor de deur/i,
      why: 'no bailiff comes now',
    },
    {
      severity: 'block',
      pattern: /\bBKR\b|zwarte lijst|registreren als wanbetaler/i,
      why: 'who collects cannot list anybody',
    },
    {
      severity: 'block',
      pattern: /concept-?dagvaarding|bijgevoegd de dagvaarding/i,
      why: 'it looks judicial',
    },
    {
      severity: 'block',
      pattern: /\baangifte\b|\bpolitie\b|strafbaar|\bfraude\b|gijzeling/i,
      why: 'a debt is no crime',
    },
    {
      severity: 'block',
      pattern: /kosten kunnen oplopen/i,
      why: 'unfounded: name the exact costs and the step that makes them',
    },
    {
      severity: 'block',
      pattern:
        /(werkgever|buren|familie)[^.]{0,30}(inform|inlicht|bericht|op de hoogte)|(inform|inlicht)\w*[^.]{0,30}(werkgever|buren|familie)/i,
      why: 'nobody else is told',
    },
    {
      severity: 'block',
      pattern: /(dossier|administratie|regelings|bel|aanmanings)kosten/i,
      why: 'nothing may be charged beside the collection costs',
    },
    {
      severity: 'warn',
      pattern: /laatste kans|onverwijld|per direct|binnen 24 uur/i,
      why: 'say the real day',
    },
    {
      severity: 'warn',
      pattern: /verdere maatregelen|rechtsmaatregelen/i,
      why: 'say which step, and only one that was decided',
    },
    {
      severity: 'warn',
      pattern: /verplicht vandaag te betalen|u weigert|wanbetaler/i,
      why: 'use neutral words',
    },
    { severity: 'warn', pattern: /!!!|\b\p{Lu}{4,} \p{Lu}{4,} \p{Lu}{4,}\b/u, why: 'it shouts' },
  ],
};
