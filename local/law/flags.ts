import * as z from 'zod/mini';
import { Day } from '../../core/calendar/moment.ts';
import type { PersonKind } from '../../core/case/words.ts';
import type { LawCreditor, Pack } from '../../core/law/law.ts';
import '../../core/english.ts';
import { LawCountry, LawSettings, lawKnown, packFor } from '../../core/law/packs.ts';
import { today } from '../options.ts';
import { WrongUse } from '../stored.ts';

/** Options that every question has. */
export interface LawFlags {
  pack: string;
  setting: string[];
  json?: boolean;
}

/* ---- Whose law ---- */

/** The law that was asked for, in the readings that were asked for. @throws WrongUse */
export function readPack({ pack, setting }: Pick<LawFlags, 'pack' | 'setting'>): Pack {
  const country = readCountry(pack);
  if (setting.length === 0) return packFor(country);
  const { shape } = settingsOf(country);
  const settings = Object.fromEntries(setting.map((one) => readSetting(shape, one)));
  const parsed = LawSettings.safeParse({ [country.toLowerCase()]: settings });
  if (parsed.success) return packFor(country, parsed.data);
  const known = Object.keys(shape).join(', ');
  throw new WrongUse(`--setting: ${reasonOf(parsed.error)}. The settings of ${country} are ${known}.`);
}

/** @throws WrongUse */
export function readCountry(written: string): LawCountry {
  const country = written.toUpperCase();
  if (lawKnown(country)) return LawCountry.parse(country);
  const known = LawCountry.options.map((one) => one.toLowerCase()).join(', ');
  throw new WrongUse(
    `The law of "${written}" is not written down here: give --pack one of ${known}, or have that law written first.`,
  );
}

/** The settings of a country: the readings there are, each with its default and what it means. */
export function settingsOf(country: LawCountry): z.ZodMiniObject {
  const known: Record<LawCountry, z.ZodMiniOptional<z.ZodMiniObject>> = {
    NL: LawSettings.shape.nl,
    BE: LawSettings.shape.be,
    DE: LawSettings.shape.de,
  };
  return known[country].def.innerType;
}

function readSetting(shape: z.core.$ZodShape, written: string): [string, unknown] {
  const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(written) ?? [];
  if (name === '') throw new WrongUse(`--setting is name=value, not "${written}".`);
  const wanted = shape[name];
  if (wanted instanceof z.ZodMiniDefault && wanted.def.innerType instanceof z.ZodMiniArray)
    return [name, value === 'none' ? [] : value.split(',')];
  if (value === 'true' || value === 'false') return [name, value === 'true'];
  return [name, /^-?\d+$/.test(value) ? Number(value) : value];
}

function reasonOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.slice(1).join('.') || 'there'}: ${issue?.message ?? 'does not fit'}`;
}

/* ---- Who owes ---- */

const persons: Record<string, PersonKind> = {
  consumer: 'consumer',
  business: 'natural-business',
  'natural-business': 'natural-business',
  legal: 'legal',
};

/** @throws WrongUse for whoever the law does not know */
export function readPerson(written: string): PersonKind {
  const person = Object.hasOwn(persons, written) ? persons[written] : undefined;
  if (person !== undefined) return person;
  throw new WrongUse(
    `--person "${written}": the law differs for a consumer, a natural person in business and a legal person. Find out who owes, then give consumer, business or legal.`,
  );
}

/** A creditor whose terms a person has cleared: without that a consumer owes neither costs nor interest. */
export const plainCreditor: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: false };

/** Said beside every amount for a consumer. */
export const termsAssumed = 'a person has cleared the contract’s terms on costs and interest';

/* ---- Amounts and days ---- */

/** Cents of a decimal amount, nothing included. @throws WrongUse */
export function readAmount(option: string, written: string): number {
  const [, whole = '', part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  if (whole !== '') return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  const why = /^-/.test(written) ? 'an amount is never below nothing' : 'that is no amount';
  throw new WrongUse(
    `${option} ${written}: ${why}. Write euros like 1250.00, with a point and at most two digits after it.`,
  );
}

/** A whole number from 1 to 999. @throws WrongUse */
export function readCount(option: string, written: string): number {
  if (/^[1-9]\d{0,2}$/.test(written)) return Number(written);
  throw new WrongUse(`${option} ${written}: give a whole number from 1 to 999.`);
}

/** Basis points of a percentage. @throws WrongUse */
export function readPercent(option: string, written: string): number {
  const [, whole = '', part = ''] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  if (whole !== '') return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  throw new WrongUse(`${option} ${written}: write a percentage like 7.50, from 0 to 99.99.`);
}

/** A day; today where none was given and none is needed. @throws WrongUse */
export function readDay(option: string, written: string): Day {
  // Beyond these years no calendar of ours was ever checked.
  if (Day.safeParse(written).success && written >= '1900' && written < '2200') return written;
  throw new WrongUse(`${option} ${written}: there is no such day. A date is YYYY-MM-DD, like 2026-01-05.`);
}

/** @throws WrongUse */
export function readDayOrToday(option: string, written: string | undefined): Day {
  return written === undefined ? today() : readDay(option, written);
}

/** @throws WrongUse where it was left out */
export function needed<T>(option: string, value: T | undefined): T {
  if (value === undefined) throw new WrongUse(`${option} is missing: without it there is nothing to answer.`);
  return value;
}

/** Cents as `--json` writes them: 4000 is `40.00`. */
export function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}
