import * as z from 'zod/mini';

/** The sign before the cents. */
export const DecimalSign = z.enum(['.', ',']);
export type DecimalSign = z.infer<typeof DecimalSign>;

// Not "1250,-": there the dash stands for no cents.
const minus = /^[-\u2212]\s?[\d.,]+$|^[\d.,]*\d\s?[-\u2212]$|^\([\d.,]+\)$/;

const shapes = {
  '.': /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/,
  ',': /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/,
};

/** Without the euro sign and without blanks between thousands: neither says anything about the amount. */
function bare(written: string): string {
  return written
    .replace(/^([-\u2212(]?)\s?(?:€|EUR)\s?/i, '$1')
    .replace(/\s?(?:€|EUR)\s?([-\u2212)]?)$/i, '$1')
    .replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, '');
}

/** The signs with which a text can have been written, and whether they make different amounts of it. */
export function decimalSignsOf(written: string): { signs: DecimalSign[]; differ: boolean } {
  const amount = bare(written).replace(/[-\u2212()\s]/g, '');
  const signs = DecimalSign.options.filter((sign) => shapes[sign].test(amount));
  return { signs, differ: signs.length > 1 && /[.,]/.test(amount) };
}

/** Exact cents of a written amount, or what to do about it. Digits are moved, never multiplied. */
export function readCents(written: string, sign: DecimalSign): number | string {
  const amount = bare(written);
  if (minus.test(amount)) {
    return 'only amounts above zero are claims: leave credit notes out, or take them off the invoice';
  }
  if (!shapes[sign].test(amount)) {
    return `write digits with "${sign}" before the cents, like 1250${sign}00`;
  }
  const [whole = '', part = ''] = amount.split(sign);
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  // "1.234" is a thousand to one reader and one euro and a bit to another. A factor of a thousand is no place to guess.
  if (part.length === 3 && digits !== '0' && digits.length <= 3) {
    return `it can be read in two ways: write all digits together and two after the "${sign}"`;
  }
  if (/[1-9]/.test(part.slice(2))) return 'round it to whole cents, two digits after the sign';
  if (digits.length > 9) return 'amounts go up to 999999999: correct it';
  const cents = Number(digits + part.slice(0, 2).padEnd(2, '0'));
  return cents > 0 ? cents : 'only amounts above zero are claims: leave this invoice out';
}
