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
  /** Looks at a row; true when no other row could tell more. */
  learn(raw: RawRow): boolean;
  /** The map made complete; or, where all that was seen can be read in two ways, what must be said. */
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
}

const dayFields = ['dueOn', 'invoicedOn', 'settledOn'] as const satisfies readonly OurField[];

/**
 * What the map says is taken as it is. The rest follows the first evidence in the file: later values that contradict
 * it are told row by row when they are read.
 */
export function createRecogniser(map: ColumnMap): Recogniser {
  const days: Learnt<DayStyle> = { left: map.dateFormat ? [map.dateFormat] : DayStyle.options };
  const amounts: Learnt<DecimalSign> = { left: map.decimal ? [map.decimal] : DecimalSign.options };

  return {
    learn: (raw) => {
      if (days.left.length > 1) {
        for (const field of dayFields) {
          const seen = seenIn(map, raw, field);
          if (!seen) continue;
          const { styles, differ } = dayStylesOf(seen.value);
          narrow(days, styles, differ, seen);
        }
      }
      const seen = amounts.left.length > 1 ? seenIn(map, raw, 'amount') : undefined;
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
  // It contradicts what came first, or it is nothing that could be read.
  if (left.length === 0) return;
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

function whichAmount({ row, field, column, value }: Doubt): RejectedRow {
  const sign = value.includes('.') ? '.' : ',';
  const other = sign === '.' ? ',' : '.';
  const reason =
    `The file was not read: column ${shown(column)} says ${shown(value)}, and no amount in the file shows whether` +
    ` "${sign}" stands before cents or before thousands. Write "decimal": "${other}" in the column map if it stands` +
    ' before thousands; if not, write the amounts with two digits for the cents.';
  return { row, field, reason };
}
