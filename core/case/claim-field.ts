import * as z from 'zod/mini';
import type { Day } from '../calendar/moment.ts';
import type { RawRow, RejectedRow } from './claim-row.ts';
import type { CompleteMap, OurField } from './column-map.ts';
import { readCents } from './written-amount.ts';
import { readDay } from './written-day.ts';

const LONGEST = 200;
const longest: Partial<Record<OurField, number>> = { email: 254, phone: 40, postcode: 16 };
const MOST_EARLIER_INVOICES = 100_000;
const yes = ['yes', 'ja', 'true', '1'];
const no = ['no', 'nee', 'false', '0'];

/** One record while it is read; what is wrong with it is collected on the way. */
export interface Reading {
  map: CompleteMap;
  raw: RawRow;
  rejected: RejectedRow[];
}

/** Notes why a field was not accepted; returns nothing, so that it can stand where a value would. */
export function reject(from: Reading, field: OurField, reason: string): undefined {
  // One reason a field is enough: a value that is both too long and no date is told about once.
  if (!from.rejected.some((known) => known.field === field))
    from.rejected.push({ row: from.raw.row, field, reason });
}

/** A value in quotes, cut to what a list of rejections can bear. Never for name, contact or address. */
export function shown(value: string): string {
  const characters = [...value.slice(0, 80)];
  return value.length <= 40 ? `"${value}"` : `"${characters.slice(0, 40).join('')}…"`;
}

function column(from: Reading, field: OurField): string {
  const name = from.map.columns[field];
  if (name !== undefined && Object.hasOwn(from.raw.fields, name)) return `Column ${shown(name)}`;
  return `The constant for ${field}`;
}

/** The value as text on one line, in our words; undefined where nothing usable is given. */
export function take(from: Reading, field: OurField): string | undefined {
  const name = from.map.columns[field];
  const given =
    name !== undefined && Object.hasOwn(from.raw.fields, name) ? from.raw.fields[name] : undefined;
  const { delimiter } = from.map;
  if (given?.includes('\n') && delimiter && given.includes(delimiter)) {
    // Two stray quotation marks can make two invoices look like one.
    const reason = `${column(from, field)} runs over several lines and holds "${delimiter}": look for a missing quotation mark.`;
    return reject(from, field, reason);
  }
  // Line breaks inside a value would end up in addresses and message headers.
  const clean = given ? given.replace(/\s+/g, ' ').trim() : '';
  const translations = from.map.values?.[field];
  const ours = translations && Object.hasOwn(translations, clean) ? translations[clean] : clean;
  const value = ours || from.map.constants[field];
  if (!value) return undefined;

  const most = longest[field] ?? LONGEST;
  if (value.length > most) {
    return reject(
      from,
      field,
      `${column(from, field)} has ${value.length} characters: shorten it to ${most}.`,
    );
  }
  if (value.includes('\uFFFD')) {
    const reason = `${column(from, field)} has a character that cannot be read: save the file as UTF-8.`;
    return reject(from, field, reason);
  }
  if (/\p{Cc}/u.test(value)) {
    return reject(from, field, `${column(from, field)} has a character that cannot be printed: remove it.`);
  }
  return value;
}

export function takeNeeded(from: Reading, field: OurField, what: string): string | undefined {
  return take(from, field) ?? reject(from, field, `${column(from, field)} is empty: ${what}.`);
}

export function takeWord<T extends string>(
  from: Reading,
  field: OurField,
  allowed: readonly T[],
): T | undefined {
  const value = take(from, field);
  if (value === undefined) return undefined;
  const word = allowed.find((each) => each === value.toLowerCase());
  if (word !== undefined) return word;
  const choice = `write ${allowed.join(', ')} or leave it empty`;
  return reject(from, field, `${column(from, field)} says ${shown(value)}: ${choice}.`);
}

export function takeYesNo(from: Reading, field: OurField): boolean | undefined {
  const word = takeWord(from, field, [...yes, ...no]);
  return word === undefined ? undefined : yes.includes(word);
}

/** @returns two letters; empty where nobody says in which country, which is a reason to refuse the row */
export function takeCountry(from: Reading, otherwise: string | undefined): string {
  const value = take(from, 'country')?.toUpperCase() ?? otherwise;
  if (value === undefined) {
    reject(from, 'country', noCountry);
    return '';
  }
  if (/^[A-Z]{2}$/.test(value)) return value;
  const reason = `${column(from, 'country')} says ${shown(value)}: write the two letters of the country, like NL or BE.`;
  reject(from, 'country', reason);
  return value;
}

/** Said of a claim for which neither its row, nor its map, nor the creditor's policy names a country. */
export const noCountry =
  'No country is named: write the two letters of the country where the debtor lives, like NL or BE, or set debtorCountry in your policy.';

export function takeCurrency(from: Reading): 'EUR' | undefined {
  const value = take(from, 'currency')?.toUpperCase() ?? 'EUR';
  if (value === 'EUR') return value;
  const reason = /^[A-Z]{3}$/.test(value)
    ? 'only EUR can be collected for now: leave this invoice out'
    : 'write the three letters of the currency; only EUR can be collected for now';
  return reject(from, 'currency', `${column(from, 'currency')} says ${shown(value)}: ${reason}.`);
}

export function takeEmail(from: Reading): string | undefined {
  const value = take(from, 'email');
  if (value === undefined || z.regexes.email.test(value)) return value;
  return reject(
    from,
    'email',
    `${column(from, 'email')} is no e-mail address: correct it or leave it empty.`,
  );
}

export function takePhone(from: Reading, country: string): string | undefined {
  const value = take(from, 'phone');
  if (value === undefined) return undefined;
  const dialled = value.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  const abroad = country === 'NL' ? dialled.replace(/^0/, '+31') : dialled;
  // "+31 (0)6": the nought is for callers inside the country only.
  const phone = abroad.replace(/^\+310/, '+31');
  if (phone.startsWith('+31') ? /^\+31[1-9]\d{8}$/.test(phone) : /^\+[1-9]\d{7,14}$/.test(phone))
    return phone;
  const how =
    country === 'NL' ? 'like 0612345678 or +31612345678' : 'with the country in front, like +3224567890';
  return reject(
    from,
    'phone',
    `${column(from, 'phone')} is no telephone number: write it ${how}, or leave it empty.`,
  );
}

export function takePostcode(from: Reading, country: string): string | undefined {
  const value = take(from, 'postcode')?.toUpperCase();
  if (value === undefined || country !== 'NL') return value;
  const [, digits, letters] = /^([1-9]\d{3}) ?([A-Z]{2})$/.exec(value) ?? [];
  if (digits && letters) return `${digits} ${letters}`;
  const reason = `${column(from, 'postcode')} is no Dutch postcode: write it like 1234 AB, or name the country.`;
  return reject(from, 'postcode', reason);
}

export function takeCount(from: Reading, field: OurField): number | undefined {
  const value = take(from, field);
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value) && Number(value) <= MOST_EARLIER_INVOICES) return Number(value);
  const reason = `write a whole number from 0 to ${MOST_EARLIER_INVOICES}, or leave it empty`;
  return reject(from, field, `${column(from, field)} says ${shown(value)}: ${reason}.`);
}

export function takeDay(from: Reading, field: OurField): Day | undefined {
  const value = take(from, field);
  if (value === undefined) return undefined;
  const day = readDay(value, from.map.dateFormat);
  if (day === undefined) {
    const reason = `write the date as ${from.map.dateFormat}`;
    return reject(from, field, `${column(from, field)} says ${shown(value)}: ${reason}.`);
  }
  if (day !== 'impossible') return day;
  return reject(
    from,
    field,
    `${column(from, field)} says ${shown(value)}, a day that cannot be: correct the date.`,
  );
}

export function takeCents(from: Reading): number | undefined {
  const value = takeNeeded(from, 'amount', 'give what is owed for this invoice');
  if (value === undefined) return undefined;
  const found = readCents(value, from.map.decimal);
  if (typeof found === 'number') return found;
  return reject(from, 'amount', `${column(from, 'amount')} says ${shown(value)}: ${found}.`);
}
