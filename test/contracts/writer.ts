import { describe, expect, test } from 'vitest';
import { approvedText } from '../../adapters/render/templates.ts';
import { Language, Profile, Step } from '../../core/case/words.ts';
import { LawCountry } from '../../core/law/packs.ts';
import type { Writer } from '../../core/ports.ts';

const manner = { tone: 'friendly', length: 'short', reading: 'A2' } as const;

/** What is promised of whoever chooses the words, whatever a model may say. */
export function writerContract(make: () => Promise<Writer>): void {
  describe('the writer', () => {
    test.each(Step.options)('chooses for "%s" a text that somebody approved', async (step) => {
      const writer = await make();
      for (const language of Language.options) {
        const { variant } = await writer.choose({ step, channel: 'email', language, ...manner });
        for (const country of LawCountry.options) {
          expect(approvedText('text', language, variant, country)).toMatch(/./);
        }
      }
    });

    test.each(Profile.options)('says for a %s who chose, and among what', async (profile) => {
      const writer = await make();
      const brief = { step: 'first-reminder', channel: 'email', language: 'nl', profile, ...manner } as const;
      const { variant, model, options } = await writer.choose(brief);
      expect(model).toMatch(/./);
      expect(options.map(({ option }) => option)).toContain(variant);
      expect(new Set(options.map(({ option }) => option)).size).toBe(options.length);
      expect(options.find(({ option }) => option === variant)?.probability).toBeGreaterThan(0);
      expect(options.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
    });
  });
}
