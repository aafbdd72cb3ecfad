import type { Creditor } from '../../core/creditor/creditor.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';
import { makeVisitor, type Visitor } from './make-visitor.ts';

/** A map of a creditor, by an attribute, on which our debtor stands. */
export const communication: Creditor['communication'] = {
  mode: 'attribute',
  assessment: { by: 'DPO', on: '2025-11-03', reference: 'DPIA-7' },
  areas: { 'NL 12': 'paper' },
};

/** Somebody who mostly pays late, was written to, and has answered the second question of their page. */
export async function visitInside(
  options: Parameters<typeof makeLaptop>[0] = {},
): Promise<{ laptop: MadeLaptop; visitor: Visitor }> {
  const laptop = await makeLaptop({ profile: 'late-payer', ...options });
  await laptop.days(1);
  const visitor = makeVisitor(laptop);
  await visitor.answer();
  return { laptop, visitor };
}
