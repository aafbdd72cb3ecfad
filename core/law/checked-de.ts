import type { CheckedWords } from './check-text.ts';

/** German, as it is written in Germany and in Belgium. */
export const checkedDe: CheckedWords = {
  contents: {
    'creditor-register-number': /(Unternehmensnummer|Handelsregister|HRB)\D{0,20}\d/i,
    'creditor-address': /\b\d{4,5} ?[A-Z]/,
    'creditor-phone': /Telefon von [^:]{1,80}:? ?[+\d]/i,
    'collector-identity': /schreibt Ihnen (für|im Auftrag|im Namen)|im Auftrag|im Namen|\bfür\b/i,
    'collector-register-number':
      /(register|registr)[^.]{0,60}[A-Z0-9]*\d|Unternehmensnummer von [^:]{1,80}:? \S*\d/i,
    supervisor: /Aufsicht|Bundesamt für Justiz|Föderaler Öffentlicher Dienst/i,
    subject: /Rechnung/i,
    'contract-date':
      /Vertrag[^.]{0,40}? vom \d{1,2}\. ?(\d{1,2}\.|\p{L}+) ?\d{4}|Vertragsschluss[^.]{0,20}\d{4}/iu,
    'due-date':
      /(fällig|zahlbar bis|zahlen bis|bezahlen bis|zu zahlen|zahlen konnten|bis zum?)[^?!]{0,40}\d{4}/i,
    'demand-for-payment': /(wir bitten Sie|bitte|müssen Sie|fordern)[^?!]{0,60}zahl/i,
    'interest-breakdown': /zinsen/i,
    // Where no amount of interest is asked there is nothing that it was counted on.
    'interest-base':
      /^(?=.*zinsen)(?!.*zinsen[^€.?]{0,30}? (\d[\d.,]* ?(€|Euro|EUR)|(€|EUR) ?\d))|% (im Jahr )?(auf|aus) (\d[\d.,]* ?(€|Euro|EUR)|(€|EUR) ?\d[\d.,]*),? (vom|seit|ab)/i,
    'costs-amount': /(Kosten|Entschädigung)[^?!]{0,160}?(\d[\d.,]* ?(€|Euro|EUR)|(€|EUR) ?\d[\d.,]*)/i,
    vat: /Umsatzsteuer|Mehrwertsteuer|MwSt/i,
    consequence:
      /(Zahlen Sie nicht|nicht gezahlt|ohne Zahlung|nicht rechtzeitig).{0,200}?(kosten|Entschädigung|zinsen)/i,
    'free-of-charge': /kostenlos|kostet Sie nichts|keine Kosten|ohne Kosten/i,
    'amicable-not-judicial': /gütlich|außergerichtlich/i,
    'dispute-route': /nicht einverstanden|stimmt etwas nicht|bestreit|Einwand/i,
    complaints: /Beschwerde|nicht zufrieden/i,
    plan: /in Raten|Ratenzahlung|in Teilen|auf einmal/i,
    help: /Schuldnerberatung|Schuldnerhilfe|Schuldenvermittlung|ÖSHZ|geldfit/i,
    contact: /(Telefon|rufen|E-Mail|schreiben)[^.]{0,40}(\d{3}|@)|@/i,
  },
  numbers: {
    ein: 1,
    eine: 1,
    einer: 1,
    zwei: 2,
    drei: 3,
    sieben: 7,
    acht: 8,
    zehn: 10,
    vierzehn: 14,
    fünfzehn: 15,
    dreißig: 30,
  },
  months: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  units: { days: 'Werktagen?|Tagen?|Tag', calendarDays: 'Kalendertagen?', weeks: 'Wochen?' },
  within: 'innerhalb(?: von)?|binnen|in(?: diesen)?',
  starts: [
    {
      starts: 'earlier',
      after:
        '(?:ab|nach|seit) (?:heute|Datum|dem Datum|Absendung|Versand|dem Versand|der Absendung)[^.]{0,20}',
    },
    {
      starts: 'day-after-receipt',
      after: 'ab dem Tag,? (?:nach|nachdem)[^.]{0,80}?(?:angekommen|Zugang|zugegangen|Erhalt|erhalten)\\w*',
    },
    {
      starts: 'receipt',
      after: '(?:nach|nachdem|ab)[^.]{0,80}?(?:angekommen|Zugang|zugegangen|Erhalt|erhalten)\\w*',
    },
  ],
  by: 'spätestens(?: am| bis(?: zum)?)?|bis spätestens(?: zum| am)?|vor dem',
  lexicon: [
    {
      severity: 'block',
      pattern: /Pfändung|gepfändet|pfänden/i,
      why: 'only a bailiff with a title can seize anything',
    },
    {
      severity: 'block',
      pattern: /Gerichtsvollzieher[^.]{0,40}(Tür|vorbei|kommt)/i,
      why: 'no bailiff comes now',
    },
    { severity: 'block', pattern: /SCHUFA|schwarze Liste/i, why: 'a listing is no means of pressure' },
    { severity: 'block', pattern: /Polizei|Strafanzeige|strafbar|Betrug/i, why: 'a debt is no crime' },
    {
      severity: 'block',
      pattern: /(Bearbeitungs|Verwaltungs|Kontoführungs)gebühr/i,
      why: 'nothing may be charged beside the collection costs',
    },
    {
      severity: 'block',
      pattern: /(Arbeitgeber|Nachbarn|Familie)[^.]{0,30}inform/i,
      why: 'nobody else is told',
    },
    {
      severity: 'warn',
      pattern: /letzte Chance|unverzüglich|sofort|innerhalb von 24 Stunden/i,
      why: 'say the real day',
    },
    {
      severity: 'warn',
      pattern: /weitere Maßnahmen|rechtliche Schritte/i,
      why: 'say which step, and only one that was decided',
    },
  ],
};
