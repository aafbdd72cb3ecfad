import type { Why } from '../../core/page/page.ts';
import type { Told } from '../../core/score/told.ts';
import type { PageBlock, PageText } from './page-blocks.ts';
import type { Voice } from './page-words.ts';
import { reasonInWords } from './reasons.ts';

/** How we chose what to send: the chance, what raised and lowered it, what never counts, and how to object. */
export function whyText({ chance, on, reasons }: Why, voice: Voice): PageText {
  const text = (name: string, more = {}) => voice.say('why', name, more);
  const told = (effect: Told['effect']): PageBlock[] => {
    const own = reasons.filter((reason) => reason.effect === effect);
    if (own.length === 0) return [];
    const sentences = [...new Set(own.map((reason) => reasonInWords(reason, voice.language)))];
    return [
      { kind: 'heading', text: text(effect) },
      ...sentences.map((sentence): PageBlock => ({ kind: 'text', text: sentence })),
    ];
  };
  return {
    heading: text('heading'),
    back: voice.href(),
    blocks: [
      { kind: 'text', text: text('text', { percent: String(chance), day: voice.day(on) }) },
      { kind: 'text', text: text('never') },
      ...told('raised'),
      ...told('lowered'),
      { kind: 'heading', text: text('notUsed') },
      { kind: 'text', text: text('notUsedText') },
      { kind: 'heading', text: text('object') },
      { kind: 'text', text: text('objectText') },
      { kind: 'button', href: voice.href('/complaint'), label: text('objectButton'), quiet: true },
    ],
  };
}
