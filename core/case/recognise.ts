import { shown } from './claim-field.ts';
import type { RawRow, RejectedRow } from './claim-row.ts';
import type { ColumnMap, CompleteMap, Delimiter, OurField } from './column-map.ts';
import { DecimalSign, decimalSignsOf } from './written-amount.ts';
import { DayStyle, dayStylesOf } from './written-day.ts';

/** The ways of turning bytes into letters that we read. */
export type Encoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252';

/** What a file turned out to be like, said or recognised. */
export interface Recognised {
  encoding: Encoding;
  delimiter: Delimiter;
  dateFormat: DayStyle;
  decimal: DecimalSign;
}

/** Learns from the rows of a file how it writes days and amounts, in memory that does not grow with the file. */
export interface Recogniser {
  /**
   * Looks at a row; true when it is known how the file is written. Rows after that can still contradict it, so whoever
   * can looks on for a while.
   */
  learn(raw: RawRow): boolean;
  /** The map made complete; or, where what was seen can be read in two ways or in none, what must be said. */
  complete(): { ok: true; map: CompleteMap } | { ok: false; rejected: RejectedRow[] };
}

/** The first value that can be read in two ways. */
interface Doubt {
  row: number;
  field: OurField;
  column: string;
  value: string;
}

interface Learnt<Style> {
  /** The styles that fit everything so far, the usual one first. */
  left: readonly Style[];
  doubt?: Doubt;
  /** The value that settled it, and the first that proves the opposite. */
  proof?: Doubt;
  clash?: Doubt;
}

const dayFields = ['dueOn', 'invoicedOn', 'contractOn', 'settledOn'] as const satisfies readonly OurField[];

/** Styles that look alike: a file that proves both would be misread without a word where a value fits both. */
const alike: ReadonlySet<string> = new Set<DayStyle | DecimalSign>(['d/M/yyyy', 'M/d/yyyy', '.', ',']);

/**
 * What the map says is taken as it is. The rest follows the evidence in the file. Values in another style are told row
 * by row when they are read; a file that proves both of two styles that look alike is not read at all.
 */
export function createRecogniser(map: ColumnMap): Recogniser {
  const days: Learnt<DayStyle> = { left: map.dateFormat ? [map.dateFormat] : DayStyle.options };
  const amounts: Learnt<DecimalSign> = { left: map.decimal ? [map.decimal] : DecimalSign.options };

  return {
    learn: (raw) => {
      if (!map.dateFormat) {
        for (const field of dayFields) {
          const seen = seenIn(map, raw, field);
          if (!seen) continue;
          const { styles, differ } = dayStylesOf(seen.value);
          narrow(days, styles, differ, seen);
        }
      }
      const seen = map.decimal ? undefined : seenIn(map, raw, 'amount');
      if (seen) {
        const { signs, differ } = decimalSignsOf(seen.value);
        narrow(amounts, signs, differ, seen);
      }
      return days.left.length === 1 && amounts.left.length === 1;
    },
    complete: () => {
      const rejected: RejectedRow[] = [];
      if (days.left.length > 1 && days.doubt) rejected.push(whichDay(days.doubt));
      if (amounts.left.length > 1 && amounts.doubt) rejected.push(whichAmount(amounts.doubt));
      rejected.push(...bothWays('dateFormat', 'date', days), ...bothWays('decimal', 'amount', amounts));
      if (rejected.length > 0) return { ok: false, rejected };
      // More than one may be left when nothing tells them apart: then each reads the file in the same way.
      const [dateFormat = 'yyyy-MM-dd'] = days.left;
      const [decimal = '.'] = amounts.left;
      return { ok: true, map: { ...map, dateFormat, decimal } };
    },
  };
}

function seenIn(map: ColumnMap, raw: RawRow, field: OurField): Doubt | undefined {
  const column = map.columns[field];
  if (column === undefined || !Object.hasOwn(raw.fields, column)) return undefined;
  const value = (raw.fields[column] ?? '').replace(/\s+/g, ' ').trim();
  return value === '' ? undefined : { row: raw.row, field, column, value };
}

function narrow<Style>(learnt: Learnt<Style>, fits: readonly Style[], differ: boolean, seen: Doubt): void {
  const left = learnt.left.filter((style) => fits.includes(style));
  if (left.length === 0) {
    // It is nothing that could be read, it cannot be mistaken, or it proves the opposite.
    if ([...fits, ...learnt.left].every((style) => alike.has(String(style))) && fits.length > 0)
      learnt.clash ??= seen;
    return;
  }
  if (left.length === 1 && learnt.left.length > 1) learnt.proof = seen;
  learnt.left = left;
  if (left.length > 1 && differ) learnt.doubt ??= seen;
}

function whichDay({ row, field, column, value }: Doubt): RejectedRow {
  const reason =
    `The file was not read: column ${shown(column)} says ${shown(value)}, and no date in the file shows which number` +
    ' is the month. Write "dateFormat": "d/M/yyyy" in the column map if the day comes first, "dateFormat": "M/d/yyyy"' +
    ' if the month does.';
  return { row, field, reason };
}

function bothWays<Style>(
  setting: 'dateFormat' | 'decimal',
  what: string,
  { left, proof, clash }: Learnt<Style>,
): RejectedRow[] {
  if (!proof || !clash) return [];
  const { row, field, column, value } = clash;
  const reason =
    `The file was not read: column ${shown(column)} says ${shown(value)}, but line ${proof.row} says` +
    ` ${shown(proof.value)}: one ${what} cannot be as the other. Correct the wrong one, or write "${setting}" in the` +
    ` column map, like "${setting}": "${left[0]}": then rows that do not fit are refused one by one.`;
  return [{ row, field, reason }];
}

function whichAmount({ row, field, column, value }: Doubt): RejectedRow {
  const sign = value.includes('.') ? '.' : ',';
  const other = sign === '.' ? ',' : '.';
  const reason =
    `The file was not read: column ${shown(column)} says ${shown(value)}, and no amount in the file shows whether` +
    ` "${sign}" stands before cents or before thousands. Write "decimal": "${other}" in the column map if it stands` +
    ' before thousands; if not, write the amounts with two digits for the cents.';
  return { row, field, reason };
}
