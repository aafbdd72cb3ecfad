import type { CheckedWords } from './check-text.ts';

/** English, in which people are written to in any of the countries. */
export const checkedEn: CheckedWords = {
  contents: {
    'creditor-register-number': /(enterprise|company|register|registration) number\D{0,20}\d/i,
    'creditor-address': /\b\d{4} ?[A-Z]{2}\b|\b\d{4,5} [A-Z][a-z]+/,
    'creditor-phone': /telephone of [^:]{1,80}:? ?[+\d]/i,
    'collector-identity': /writes? to you (for|on behalf)|on behalf of|at the request of/i,
    'collector-register-number': /regist[^.]{0,40}[A-Z0-9]*\d|enterprise number of [^:]{1,80}:? \S*\d/i,
    supervisor: /supervis|authority/i,
    subject: /\bbill|invoice/i,
    'contract-date': /contract of \d{1,2} \p{L}+ \d{4}/iu,
    'due-date': /(due|could be paid|could pay|until when|pay by|payment was|to be paid)[^.]*\d{4}/i,
    'demand-for-payment': /(we ask you|please|you must|we request)[^.]{0,60}\bpay/i,
    'interest-breakdown': /\binterest\b/i,
    // Where no amount of interest is asked there is nothing that it was counted on.
    'interest-base':
      /^(?=.*interest)(?!.*interest[^€.?]{0,30}(€|EUR) ?\d)|% (a year )?on (€|EUR) ?\d[\d.,]*,? (from|since)/i,
    'costs-amount': /(costs?|compensation|damages)[^?!]{0,120}?(€|EUR) ?\d[\d.,]*/i,
    vat: /\bVAT\b/,
    consequence: /(not pay|no payment|unpaid).{0,200}?(costs|compensation|damages|interest)/i,
    'free-of-charge': /free of charge|no extra costs|without (extra )?costs/i,
    'amicable-not-judicial': /amicable/i,
    'dispute-route': /not agree|disagree|something (is )?wrong|dispute/i,
    complaints: /complain/i,
    plan: /in parts|instalment|payment plan|all at once/i,
    help: /geldfit|debt help|debt advice|municipality|debt mediation|schuldnerberatung/i,
    contact: /(call|phone|mail)[^.]{0,40}(\d{3}|@)|@/i,
  },
  numbers: { one: 1, two: 2, three: 3, seven: 7, ten: 10, fourteen: 14, fifteen: 15, thirty: 30 },
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  units: { days: 'working days|days', calendarDays: 'calendar days', weeks: 'weeks?' },
  within: 'within(?: (?:the|those|these))?',
  starts: [
    {
      starts: 'earlier',
      after:
        '(?:from|after|of) (?:today|now|the date|its date|dispatch|sending|posting|the day of (?:posting|sending))[^.]{0,20}',
    },
    {
      starts: 'day-after-receipt',
      after:
        '(?:from|starting|counted from|beginning)(?: on)? the day after[^.]{0,80}?(?:deliver|receiv|receipt|arriv)\\w*',
    },
    { starts: 'receipt', after: '(?:after|from|of)[^.]{0,80}?(?:deliver|receiv|receipt|arriv)\\w*' },
  ],
  by: 'no later than|at the latest(?: on| by)?|before',
  lexicon: [
    {
      severity: 'block',
      pattern: /\bseiz(e|ure)\w*/i,
      why: 'only a bailiff with a title can seize anything',
    },
    { severity: 'block', pattern: /\bblack ?list\w*/i, why: 'who collects cannot list anybody' },
    { severity: 'block', pattern: /\bsummons\b/i, why: 'it looks judicial' },
    { severity: 'block', pattern: /\bpolice\b|\bfraud\b|\bcriminal\b/i, why: 'a debt is no crime' },
    {
      severity: 'block',
      pattern: /(administration|file|handling) (costs|fee)/i,
      why: 'nothing may be charged beside the collection costs',
    },
    { severity: 'warn', pattern: /last chance|immediately|within 24 hours/i, why: 'say the real day' },
    {
      severity: 'warn',
      pattern: /further measures|legal action/i,
      why: 'say which step, and only one that was decided',
    },
  ],
};
