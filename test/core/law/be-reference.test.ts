import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { structuredDigits, structuredReference } from '../../../core/law/be-reference.ts';

describe('the structured reference', () => {
  it.each([
    ['0909337554', '+++090/9337/55493+++'],
    ['0000000001', '+++000/0000/00101+++'],
    ['0000000000', '+++000/0000/00097+++'], // a remainder of 0 is written 97
    ['0000000097', '+++000/0000/09797+++'],
    ['9999999999', '+++999/9999/99948+++'],
  ])('of %s is %s', (ten, reference) => {
    expect(structuredReference(ten)).toBe(reference);
    expect(structuredDigits(reference)).toBe(reference.replaceAll(/\D/g, ''));
  });

  it.each([
    ['090933755493', true],
    ['***090/9337/55493***', true],
    [' +++090/9337/55493+++ ', true],
    ['+++090/9337/55494+++', false],
    ['+++000/0000/00000+++', false],
    ['+++090/9337/55493***', false],
    ['090/9337/55493', false],
    ['09093375549', false],
    ['RF18539007547034', false],
    ['', false],
  ])('"%s" adds up: %s', (text, adds) => {
    expect(structuredDigits(text)).toBe(adds ? '090933755493' : undefined);
  });

  it('is made of ten digits only', () => {
    for (const ten of ['', '123', '12345678901', '12345 7890', '１２３４５６７８９０']) {
      expect(() => structuredReference(ten)).toThrow(RangeError);
    }
  });

  it('does not add up any more when one digit is mistyped, whatever the digits', () => {
    const digits = fc.stringMatching(/^\d{10}$/);
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (ten, at, off) => {
        const good = structuredReference(ten).replaceAll(/\D/g, '');
        expect(structuredDigits(good)).toBe(good);
        const wrong = String((Number(good[at]) + off) % 10);
        expect(structuredDigits(good.slice(0, at) + wrong + good.slice(at + 1))).toBeUndefined();
      }),
    );
  });
});
