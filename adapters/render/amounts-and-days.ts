import type { Day } from '../../core/calendar/moment.ts';
import type { Language } from '../../core/case/words.ts';

const locales: Record<Language, string> = { nl: 'nl-NL', fr: 'fr-BE', en: 'en-GB', de: 'de-DE' };

// Making a formatter costs a hundred times more than using one.
const money = new Map<string, Intl.NumberFormat>();
const days = new Map<Language, Intl.DateTimeFormat>();

/** An amount in cents as it is read: `€ 1.234,56` (with spaces that do not break), `1 234,56 €` or `€1,234.56`. */
export function moneyInWords(cents: number, currency: string, language: Language): string {
  const key = `${language} ${currency}`;
  let format = money.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locales[language], { style: 'currency', currency });
    money.set(key, format);
  }
  // The fonts of letters have no narrow space: with a common one an amount could be torn apart.
  return format.format(cents / 100).replaceAll('\u202F', '\u00A0');
}

/** A day as it is read: `5 januari 2026`, `5 January 2026`. */
export function dayInWords(day: Day, language: Language): string {
  let format = days.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
    days.set(language, format);
  }
  const words = format.format(new Date(`${day}T00:00:00Z`));
  // Only the first day of a month is counted in French; Intl does not know.
  return language === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

/** A rate in percent as it is read: `10,4` or `10.4`. */
export function percentInWords(percent: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(percent);
}

/** A country's name, from its two-letter code. */
export function countryInWords(code: string, language: Language): string {
  return new Intl.DisplayNames(locales[language], { type: 'region' }).of(code) ?? code;
}

/** Groups of four, so that an IBAN or reference can be read aloud and typed over. */
export function inFours(code: string): string {
  return code.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}

/** A payment reference as it is printed: a Belgian one has its own signs between its digits. */
export function referenceInWords(reference: string): string {
  return reference.startsWith('+++') ? reference : inFours(reference);
}

/**
 * What somebody typed, made safe to stand inside a line: one line, no control, private-use or direction
 * characters. Layout marks and mail headers can so never be forged by a name.
 */
export function oneLine(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .trim();
}
