/** What may never stand in a Dutch text of ours (law, section 5). Warned words are blocked too: we can do without. */
export const blockedWords: readonly [string, RegExp][] = [
  ['seizure', /\bbeslag/i],
  ['bailiff at the door', /deurwaarder|voor de deur/i],
  ['credit register or black list', /\bBKR\b|zwarte lijst|registreren als/i],
  ['summons', /dagvaard/i],
  ['crime', /aangifte|politie|strafbaar|fraude|gijzel/i],
  ['pressure of time', /laatste kans|onverwijld|per direct|binnen \d+ uur|vandaag nog|\bonmiddellijk/i],
  ['vague steps', /maatregelen|gerechtelijk|juridische stappen|\brechter\b|rechtbank/i],
  ['running costs', /kosten kunnen oplopen/i],
  ['other people', /werkgever|buren|familie/i],
  ['other costs', /dossierkosten|administratiekosten|regelingskosten|belkosten/i],
  ['blame', /u bent verplicht|u weigert|wanbetal|nalatig|ondanks/i],
  ['a void term', /na heden|na dagtekening|na verzending|na vandaag/i],
  [
    'jargon',
    /sommeren|sommatie|in gebreke|verzuim|hoofdsom|vordering|verschuldigd|conform|ingevolge|betwist|debiteur|crediteur/i,
  ],
  ['shouting', /!!|!\s*$/m],
];

/** Words that people know in capitals. */
const known = /\b(SMS|IBAN|PDF|QR|RF[0-9A-Z]*|NL\d[0-9A-Z]*|JUS|ABNA|NERGENSHUIZEN|AB|XX|VAT)\b/g;

/** A word in capitals that is no known abbreviation, or undefined. */
export function shouted(text: string): string | undefined {
  return text
    .replace(/https?:\S+/g, '')
    .replace(known, '')
    .match(/\b\p{Lu}{3,}\b/u)?.[0];
}

/** Sentences of a text; amounts, phone numbers and web addresses do not end one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** Words of a sentence; an amount with its sign is one. */
export function wordsOf(sentence: string): string[] {
  return sentence
    .replace(/([€–])\s/g, '$1')
    .split(/\s+/)
    .filter(Boolean);
}

/** Syllables of a Dutch word, near enough: groups of vowels. */
function syllablesOf(word: string): number {
  return Math.max(1, word.match(/[aeiouyáéíóúàèìòùäëïöüê]+/gi)?.length ?? 0);
}

/** Flesch-Douma: 206.835 - 0.93 words a sentence - 77 syllables a word. From 65 on, most adults read it well. */
export function fleschDouma(text: string): number {
  const sentences = sentencesOf(text);
  // Amounts, names and addresses are not language.
  const words = sentences.flatMap(wordsOf).filter((word) => /^\p{L}[\p{L}'-]*[.,?:]?$/u.test(word));
  const syllables = words.reduce((total, word) => total + syllablesOf(word), 0);
  return 206.835 - (0.93 * words.length) / sentences.length - (77 * syllables) / words.length;
}
