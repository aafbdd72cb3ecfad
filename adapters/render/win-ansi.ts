const specials = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/** Letters that have no mark to take off, and signs that have a plain form. */
const replacements: Record<string, string> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  Ŧ: 'T',
  ŧ: 't',
  Ŋ: 'N',
  ŋ: 'n',
  Ə: 'E',
  ə: 'e',
  ı: 'i',
  ĸ: 'k',
  ſ: 's',
  ẞ: 'SS',
  Ĳ: 'IJ',
  ĳ: 'ij',
  ʼ: '’',
  '−': '-',
  '‐': '-',
  '‑': '-',
};

function isWinAnsi(character: string): boolean {
  return character === '\n' || /^[\x20-\x7e\u00a0-\u00ff]$/.test(character) || specials.has(character);
}

/**
 * Writes a text in the letters that the standard fonts of PDF have (WinAnsi: Western European).
 * Other Latin letters lose what the fonts lack (`Łukasz Ţăran` becomes `Lukasz Taran`), as on a bank transfer;
 * letters of other scripts are left out, because a wrong sign would be worse than none.
 * An embedded font would show them all; none with a fitting licence is among the packages.
 */
export function inWinAnsi(text: string): string {
  return [...text.normalize('NFC')]
    .map((character) => {
      if (isWinAnsi(character)) return character;
      const plain = replacements[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
      return [...plain].every(isWinAnsi) ? plain : '';
    })
    .join('');
}

/** Whether enough of a name survives `inWinAnsi` to address somebody with it. */
export function isReadableOnPaper(name: string): boolean {
  const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
  return letters(inWinAnsi(name)) >= Math.max(1, letters(name) / 2);
}
