import { viewNow } from '../../../../core/score/cases/known.ts';
import { coldPrior } from '../../../../core/score/cases/view.ts';
import { catalogue } from '../../../../core/score/catalogue.ts';
import type { Prior, View } from '../../../../core/score/feature.ts';
import type { Story } from '../../make-case.ts';

/** What a score would know of a story's case now. */
export async function look(story: Story, prior: Prior = coldPrior): Promise<View> {
  const { ports } = story;
  const view = await viewNow(ports.journal, await story.case(), await story.ctx(), ports.clock.now(), {
    prior,
  });
  if (!view) throw new Error('The case has no claims.');
  return view;
}

/** Every feature of the catalogue by its name. */
export function featuresOf(view: View): Record<string, number> {
  return Object.fromEntries(catalogue.map(({ name, of }) => [name, of(view)]));
}
