import { Day } from '../calendar/moment.ts';
import type { CheckedWords } from './check-text.ts';

/** A term that a text gives. */
export interface Term {
  days: number;
  /** Whether it counts from the day after receipt, from receipt, from something earlier, or the text does not say. */
  starts: 'day-after-receipt' | 'receipt' | 'earlier' | 'unsaid';
  found: string;
}

/** The terms that a text gives: `within fourteen days from the day after this letter was delivered`. */
export function termsIn(text: string, words: CheckedWords): Term[] {
  const { numbers, units, within, starts } = words;
  const number = `(?<number>\\d{1,3}|${Object.keys(numbers).join('|')})`;
  const unit = `(?<unit>${units.calendarDays}|${units.weeks}|${units.days})`;
  const term = new RegExp(`(?<within>\\b(?:${within}) )?\\b${number} ${unit}(?<rest>[^.?!]{0,120})`, 'giu');
  return [...text.matchAll(term)].flatMap(({ groups = {} }): Term[] => {
    const { number = '', unit = '', rest = '' } = groups;
    const count = numbers[number.toLowerCase()] ?? Number(number);
    const is = (kind: string) => new RegExp(`^(?:${kind})$`, 'iu').test(unit);
    // "More than a week ago" is no term: without "within" only calendar days are one.
    if (groups.within === undefined && !is(units.calendarDays)) return [];
    const start = starts.find(({ after }) => new RegExp(`^,? ?(?:${after})`, 'iu').test(rest.trim()));
    const said =
      start === undefined ? '' : (new RegExp(`^,? ?(?:${start.after})`, 'iu').exec(rest.trim())?.[0] ?? '');
    return [
      {
        days: is(units.weeks) ? count * 7 : count,
        starts: start?.starts ?? 'unsaid',
        found: `${groups.within ?? ''}${number} ${unit} ${said}`.trim(),
      },
    ];
  });
}

/** Last days that a text names: `by 16 March 2026`. */
export function deadlinesIn(text: string, words: CheckedWords): { day: Day; found: string }[] {
  const months = words.months.join('|');
  const date = `(?<day>\\d{1,2})(?:\\. ?|er |[-/ ])(?<month>\\d{1,2}|${months})[-/. ]{1,2}(?<year>\\d{4})`;
  const pattern = new RegExp(`\\b(?:${words.by}) ${date}`, 'giu');
  return [...text.matchAll(pattern)].flatMap(({ 0: found, groups = {} }) => {
    const named = words.months.findIndex((month) => month.toLowerCase() === groups.month?.toLowerCase());
    const month = named >= 0 ? String(named + 1) : (groups.month ?? '');
    const day = `${groups.year}-${month.padStart(2, '0')}-${(groups.day ?? '').padStart(2, '0')}`;
    return Day.safeParse(day).success ? [{ day, found }] : [];
  });
}

/** Amounts in euros that a text names, in cents: `€ 1.234,56`, `48,40 €`, `EUR 40`. */
export function amountsIn(text: string): number[] {
  const number = '(\\d{1,3}(?:[., ]\\d{3})+(?:[.,]\\d{2})?|\\d+(?:[.,]\\d{2})?)(?!\\d)';
  const sign = '(?:€|EUR\\b|euro\\b)';
  const pattern = new RegExp(`${sign} ?${number}|${number} ?${sign}`, 'giu');
  return [...text.matchAll(pattern)].map(([, after, before]) => {
    const written = after ?? before ?? '';
    const [, whole = '', part = '00'] = /^(.*?)(?:[.,](\d{2}))?$/.exec(written) ?? [];
    return Number(whole.replace(/\D/g, '')) * 100 + Number(part);
  });
}
