import type { Language } from '../../core/case/words.ts';

type Blocked = readonly [string, RegExp][];

/** What may never stand in a Dutch text of ours (law, section 5). Warned words are blocked too: we can do without. */
const dutch: Blocked = [
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

const french: Blocked = [
  ['seizure', /\bsaisi(e|r)\b/i],
  ['bailiff', /huissier/i],
  ['credit register or black list', /liste noire|fichage|fiché|centrale des crédits/i],
  ['court', /tribunal|\bjuge\b|judiciaire|en justice|citation|assignation|poursuites/i],
  ['crime', /police|pénal|fraude|escroc/i],
  ['pressure of time', /dernière chance|immédiatement|sans délai|dans les \d+ heures|aujourd.hui même/i],
  ['vague steps', /mesures|démarches|sans autre avis/i],
  ['other people', /employeur|voisins|famille/i],
  ['other costs', /frais de dossier|frais administratifs|frais de rappel/i],
  ['blame', /vous refusez|malgré|mauvais payeur|négligen|vous êtes obligé/i],
  // Outside Belgium it forbids: a reader in France must not tell everything, or must not wait.
  ['no need that reads as a ban', /ne devez pas (tout|donner|attendre)/i],
  ['a void term', /à dater de ce jour|dès aujourd.hui|à partir de la date de cette lettre/i],
  [
    'jargon',
    /mise en demeure|sommation|en demeure|créance|créancier|débiteur|exigible|conformément|en vertu/i,
  ],
  ['shouting', /!/],
];

const german: Blocked = [
  ['seizure', /pfänd|vollstreck/i],
  ['bailiff', /gerichtsvollzieher/i],
  ['credit register or black list', /schufa|schwarze liste|schuldnerverzeichnis/i],
  ['court', /gericht|klage|mahnbescheid|richter|rechtliche schritte/i],
  ['crime', /polizei|strafbar|betrug|anzeige/i],
  [
    'pressure of time',
    /letzte chance|unverzüglich|umgehend|sofort zahlen|innerhalb von \d+ stunden|noch heute/i,
  ],
  ['vague steps', /maßnahmen|ohne weitere ankündigung/i],
  ['other people', /arbeitgeber|nachbarn|familie/i],
  ['other costs', /bearbeitungsgebühr|mahngebühr|mahnkosten|kontoführung/i],
  ['blame', /weiger|\btrotz\b|säumig|verpflichtet|versäum/i],
  ['a void term', /ab heute|nach datum dieses|ab datum/i],
  ['jargon', /in verzug|forderung|schuldner(?!beratung)|gläubiger|gemäß|fällig|hauptsache/i],
  ['shouting', /!/],
];

const english: Blocked = [
  ['a threat', /bailiff|court|seiz|summons|legal action|police|fraud|blacklist|immediately|last chance|!/i],
];

export const blockedWords: Record<Language, Blocked> = { nl: dutch, fr: french, en: english, de: german };

/** What the law of Belgium wants said, though we would never say it ourselves. */
export const wanted =
  /Dit bericht gaat over een minnelijke invordering en niet over een gerechtelijke invordering|Ce message concerne un recouvrement amiable et non judiciaire|This message is about amicable recovery, not judicial recovery|Diese Nachricht betrifft eine gütliche und keine gerichtliche Eintreibung/g;

/** Words that people know in capitals. */
const known =
  /\b(SMS|IBAN|PDF|QR|TVA|OCMW|CPAS|CAW|RF[0-9A-Z]*|NL\d[0-9A-Z]*|JUS|ABNA|NERGENSHUIZEN|AB|XX|VAT)\b|ÖSHZ/g;

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
  return (
    sentence
      .replace(/([€–])\s/g, '$1')
      // French keeps its marks apart from the word.
      .replace(/\s([?:;€])/g, '$1')
      .split(/\s+/)
      .filter(Boolean)
  );
}

/** Syllables of a word, near enough: groups of vowels, but for the e that French does not say at the end. */
function syllablesOf(word: string, language: Language): number {
  const said = language === 'fr' ? word.replace(/(?<=[^aeiouyéèêàâîôû])(e|es|ent)[.,?:]?$/i, '') : word;
  return Math.max(1, said.match(/[aeiouyáéíóúàèìòùäëïöüêâîôû]+/gi)?.length ?? 0);
}

/** What LiNT measures in a Dutch text; the lists of words that it needs are not part of this project. */
export interface LintMeasures {
  /** Mean logarithm of how often its content words are met, in films. */
  frequency: number;
  /** Share of its nouns that are concrete, 0 to 1. */
  concrete: number;
  /** Longest distance between words that belong together, a sentence. */
  distance: number;
  contentWordsPerClause: number;
}

/** How hard a Dutch text is, 0 to 100: to 34 level 1, to 46 level 2 (Cito, LiNT). */
export function lint({ frequency, concrete, distance, contentWordsPerClause }: LintMeasures): number {
  const easy = 3.204 + 15.845 * frequency + 13.096 * concrete;
  return 100 - (easy - 1.331 * distance - 3.829 * contentWordsPerClause);
}

/** Flesch's measure as it was fitted to each language: Douma for Dutch, Kandel and Moles for French, Amstad for German. */
const fitted = { nl: [206.835, 0.93, 77], fr: [207, 1.015, 73.6], de: [180, 1, 58.5] } as const;

/** How easily a text is read, words a sentence and syllables a word. From 65 on (60 in German), most adults read it well. */
export function flesch(text: string, language: keyof typeof fitted): number {
  const sentences = sentencesOf(text);
  // Amounts, names and addresses are not language.
  const words = sentences.flatMap(wordsOf).filter((word) => /^\p{L}[\p{L}'’-]*[.,?:]?$/u.test(word));
  const syllables = words.reduce((total, word) => total + syllablesOf(word, language), 0);
  const [most, perWord, perSyllable] = fitted[language];
  return most - (perWord * words.length) / sentences.length - (perSyllable * syllables) / words.length;
}
