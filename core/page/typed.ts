import { Day } from '../calendar/moment.ts';

const MOST_CENTS = 100_000_000_000;

/** Cents of an amount as people type it (`12,5`, `€ 1.234,50`, `1234.50`), or undefined. */
export function typedCents(text: string): number | undefined {
  const plain = text.replace(/[€\s]|EUR/gi, '');
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:([.,])(\d{1,2}))?$/.exec(plain);
  if (!found) return undefined;
  const [, whole = '', mark, part = ''] = found;
  // "1.234.56" and "1,234,56": a mark cannot part thousands and cents in one amount.
  if (mark && whole.includes(mark)) return undefined;
  const cents = Number(whole.replace(/[.,]/g, '')) * 100 + Number(part.padEnd(2, '0'));
  return cents <= MOST_CENTS ? cents : undefined;
}

/** The day somebody typed: as a date field sends it, or by hand as `24-2-2026`; undefined when there is no such day. */
export function typedDay(text: string): Day | undefined {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text.trim()) ?? [];
  const written = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  const read = Day.safeParse(written);
  return read.success ? read.data : undefined;
}
