/** GSM 03.38 basic alphabet: one septet each. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension table: two septets each, the euro sign among them. */
const extended = new Set('^{}\\[~]|€\f');

const replacements: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
};

/**
 * Writes letters that an SMS would pay double for without their marks: `België` becomes `Belgie`.
 * One such letter makes the whole message UCS-2 and more than halves the room.
 * Letters of other scripts stay as they are.
 */
export function towardsGsm7(text: string): string {
  return [...text]
    .map((character) => {
      if (basic.has(character) || extended.has(character)) return character;
      if (/\s/.test(character)) return ' ';
      const plain = replacements[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
      return [...plain].every((letter) => basic.has(letter)) ? plain : character;
    })
    .join('');
}

/** Number of parts as which a network sends a text: GSM-7 160, then 153 a part; UCS-2 70, then 67. */
export function smsParts(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((character) => basic.has(character) || extended.has(character));
  const sizes = characters.map((character) => (isGsm ? (extended.has(character) ? 2 : 1) : character.length));
  const whole = sizes.reduce((total, size) => total + size, 0);
  if (whole <= (isGsm ? 160 : 70)) return 1;
  // A pair of septets or surrogates is never cut in two, so a part can end one short.
  const room = isGsm ? 153 : 67;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}
