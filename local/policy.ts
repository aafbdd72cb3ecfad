import { readFileSync } from 'node:fs';
import { isValidIBAN } from 'ibantools';
import * as z from 'zod/mini';
import { ColumnMap, ownColumns } from '../core/case/column-map.ts';
import { Creditor } from '../core/creditor/creditor.ts';
import '../core/english.ts';
import { Communication } from '../core/segment/communication.ts';
import { WrongUse } from './stored.ts';

/** Reads a creditor's policy from a JSON file. @throws WrongUse with every field that is wrong, and why */
export function readCreditor(file: string): Creditor {
  const creditor = readAs(file, Creditor);
  if (!isValidIBAN(creditor.account.iban)) {
    throw new WrongUse(`${file}, account.iban: this is not a valid IBAN; a digit may be wrong.`);
  }
  return creditor;
}

/** Reads a column map from a JSON file; without one, our own column names. @throws WrongUse */
export function readColumns(file: string | undefined): ColumnMap {
  return file === undefined ? ownColumns : readAs(file, ColumnMap);
}

/** Reads communication groups from a JSON file. @throws WrongUse */
export function readGroups(file: string): Communication {
  return readAs(file, Communication);
}

function readAs<T>(file: string, schema: z.ZodMiniType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongUse(`${file} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new WrongUse(`${file} does not fit:\n${z.prettifyError(parsed.error)}`);
}
