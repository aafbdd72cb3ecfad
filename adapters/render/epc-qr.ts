import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import QRCode from 'qrcode/lib/browser.js';
import { creditorReference } from '../../core/case/ids.ts';
import { structuredDigits } from '../../core/law/be-reference.ts';

/** What a bank's app needs for a transfer in euros. */
export interface Transfer {
  /** Name on the account: banks compare it and warn the payer when it differs. At most 70 characters are used. */
  name: string;
  iban: string;
  cents: number;
  /** ISO 11649 creditor reference, `RF` with check digits, or a Belgian structured one. */
  reference: string;
}

/** Why no code may be made: a wrong account would send somebody's money away. */
export class NoTransferCode extends Error {
  override name = 'NoTransferCode';
}

/** Level M is the standard's; it also keeps the code readable on paper that was folded. */
export const options = { errorCorrectionLevel: 'M' } as const;
const HIGHEST_CENTS = 99_999_999_999;
const MOST_BYTES = 331;

/**
 * The text of a payment QR code after EPC069-12, version 002, ten lines, UTF-8.
 *
 * @throws NoTransferCode when IBAN, reference, amount or name cannot be right
 */
export function epcPayload({ name, iban, cents, reference }: Transfer): string {
  const account = electronicFormatIBAN(iban) ?? '';
  const remittance = creditorReferenceOf(reference.replace(/\s/g, '').toUpperCase());
  const payee = name.replace(/\s+/g, ' ').trim();
  if (!isValidIBAN(account)) throw new NoTransferCode('the IBAN is not valid');
  if (!isCreditorReference(remittance)) throw new NoTransferCode('the reference does not add up');
  if (!Number.isInteger(cents) || cents < 1 || cents > HIGHEST_CENTS)
    throw new NoTransferCode('the amount does not fit');
  if (!payee) throw new NoTransferCode('the account has no name');
  const amount = `EUR${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const short = [...payee].slice(0, 70).join('').trim();
  const payload = ['BCD', '002', '1', 'SCT', '', short, account, amount, '', remittance].join('\n');
  if (Buffer.byteLength(payload) > MOST_BYTES) throw new NoTransferCode('the name is too long for a code');
  return payload;
}

/**
 * The standard has a line for a creditor reference and names ISO 11649 alone; the digits of a Belgian one stand in it, so
 * that every bank in the area takes it, and who receives it finds the printed one again. As free text it would reach
 * the creditor as a message that nobody matches.
 */
function creditorReferenceOf(reference: string): string {
  const digits = structuredDigits(reference);
  return digits === undefined ? reference : creditorReference(digits);
}

/** Whether a text is an ISO 11649 reference: RF, two check digits, at most 21 letters and digits, 1 modulo 97. */
export function isCreditorReference(text: string): boolean {
  if (!/^RF\d\d[0-9A-Z]{1,21}$/.test(text)) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** The code as an SVG image. */
export function qrSvg(payload: string): Promise<string> {
  return QRCode.toString(payload, { ...options, margin: 4, type: 'svg' });
}

/** The code as dark squares in a grid, for drawing it sharp on paper. */
export function qrSquares(payload: string): { size: number; dark: { x: number; y: number }[] } {
  const { modules } = QRCode.create(payload, options);
  const dark: { x: number; y: number }[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) dark.push({ x, y });
  }
  return { size: modules.size, dark };
}
