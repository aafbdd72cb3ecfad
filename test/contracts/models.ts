import { describe, expect, test } from 'vitest';
import type { Models } from '../../core/ports.ts';
import { UnknownModel } from '../../core/score/usable-model.ts';
import { makeKept } from '../core/score/make-kept.ts';

/** What whoever keeps models promises. */
export function modelsContract(make: () => Promise<{ models: Models }>): void {
  describe('a model', () => {
    test('is kept by its hash with what was found of it, and scores only when it was promoted', async () => {
      const { models } = await make();
      const kept = makeKept(1);
      await models.put('c-1', 'paid-90', kept);
      await models.put('c-1', 'paid-90', kept);
      expect(await models.get('c-1', 'paid-90', kept.model.hash)).toEqual(kept);
      expect(await models.champion('c-1', 'paid-90')).toBeUndefined();
      await models.promote('c-1', 'paid-90', kept.model.hash);
      expect(await models.champion('c-1', 'paid-90')).toEqual(kept.model);
    });

    test('scores for its own creditor and target alone', async () => {
      const { models } = await make();
      const kept = makeKept(1);
      await models.put('c-1', 'paid-90', kept);
      await models.promote('c-1', 'paid-90', kept.model.hash);
      expect(await models.champion('d-1', 'paid-90')).toBeUndefined();
      expect(await models.champion('c-1', 'kept')).toBeUndefined();
      expect(await models.get('d-1', 'paid-90', kept.model.hash)).toBeUndefined();
    });

    test('gives way to the next that is promoted, and can be gone back to', async () => {
      const { models } = await make();
      const [first, second] = [makeKept(1), makeKept(2)];
      for (const kept of [first, second, first]) {
        await models.put('c-1', 'paid-90', kept);
        await models.promote('c-1', 'paid-90', kept.model.hash);
        expect((await models.champion('c-1', 'paid-90'))?.hash).toBe(kept.model.hash);
      }
    });

    test('can be gone back from, to what scored before anything was learnt', async () => {
      const { models } = await make();
      const kept = makeKept(1);
      await models.put('c-1', 'paid-90', kept);
      await models.promote('c-1', 'paid-90', kept.model.hash);
      await models.promote('c-1', 'paid-90', undefined);
      expect(await models.champion('c-1', 'paid-90')).toBeUndefined();
      await models.promote('c-1', 'paid-90', kept.model.hash);
      expect((await models.champion('c-1', 'paid-90'))?.hash).toBe(kept.model.hash);
    });

    test('that was never kept is not promoted', async () => {
      const { models } = await make();
      await expect(models.promote('c-1', 'paid-90', 'unknown')).rejects.toThrow(UnknownModel);
    });

    test.each([
      ['was changed by hand', (kept: ReturnType<typeof makeKept>) => ({ ...kept.model, intercept: 9 })],
      ['is of another target', () => makeKept(1, 'kept').model],
      ['looks at what this version does not know', () => makeKept(1, 'paid-90', 'shoe-size').model],
    ])('that %s does not score, and nothing breaks', async (_, spoil) => {
      const { models } = await make();
      const kept = makeKept(1);
      const model = spoil(kept);
      await models.put('c-1', 'paid-90', { ...kept, model });
      expect(await models.get('c-1', 'paid-90', model.hash)).toBeUndefined();
      await expect(models.promote('c-1', 'paid-90', model.hash)).rejects.toThrow(UnknownModel);
      expect(await models.champion('c-1', 'paid-90')).toBeUndefined();
    });
  });
}
