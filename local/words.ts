import type { Language } from '../core/case/words.ts';

/** Cents as people write them: `€ 1,234.50`. */
export function euros(cents: number): string {
  const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
  return format.format(cents / 100);
}

/** `2 cases`, `1 case`; `2 entries`, `2 days`, `2 breaches`. */
export function count(number: number, noun: string): string {
  const ending = noun.endsWith('ch') ? 'es' : 's';
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}${ending}`;
  return `${new Intl.NumberFormat('en-IE').format(number)} ${number === 1 ? noun : plural}`;
}

/** `small-balance-waived` as a person says it: `small balance waived`. */
export function spoken(name: string): string {
  return name.replaceAll('-', ' ');
}

/** A language by its English name. */
export const languageInWords: Record<Language, string> = {
  nl: 'Dutch',
  fr: 'French',
  en: 'English',
  de: 'German',
};
