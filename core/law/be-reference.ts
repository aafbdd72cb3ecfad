/**
 * The structured reference of a Belgian payment, `+++090/9337/55493+++`: ten digits and two that are the remainder of
 * dividing them by 97, with 97 for a remainder of 0.
 */

const PLAIN = /^\d{12}$/;
const WRITTEN = /^(\+{3}|\*{3})(\d{3})\/(\d{4})\/(\d{5})\1$/;

/** The reference of ten digits, as it is printed. Throws `RangeError` for anything but ten digits. */
export function structuredReference(ten: string): string {
  if (!/^\d{10}$/.test(ten)) throw new RangeError('A structured reference is made of ten digits.');
  const all = `${ten}${checkDigits(ten)}`;
  return `+++${all.slice(0, 3)}/${all.slice(3, 7)}/${all.slice(7)}+++`;
}

/** The twelve digits of a structured reference that adds up, plain or as printed (`+++…+++`, `***…***`); else undefined. */
export function structuredDigits(text: string): string | undefined {
  const trimmed = text.trim();
  const digits = PLAIN.test(trimmed) ? trimmed : WRITTEN.exec(trimmed)?.slice(2).join('');
  return digits?.slice(10) === checkDigits(digits?.slice(0, 10) ?? '') ? digits : undefined;
}

function checkDigits(ten: string): string {
  return String(Number(ten) % 97 || 97).padStart(2, '0');
}
