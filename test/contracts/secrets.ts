import { describe, expect, test } from 'vitest';
import type { LinkSecrets } from '../../core/case/ids.ts';
import { caseOfPayLink, payLinkPath } from '../../core/case/ids.ts';
import type { Secrets } from '../../core/ports.ts';

/**
 * What is promised of an installation's secrets.
 *
 * @param make the same installation each time, as a process finds it that has just begun
 */
export function secretsContract(make: () => Promise<Secrets>): void {
  describe('the secrets of an installation', () => {
    test('are the same whenever they are read: ids, links and signatures hang on them', async () => {
      expect(await make()).toEqual(await make());
    });

    test('make pay links that open a case, and no other case', async () => {
      const { links } = await make();
      const path = payLinkPath(links, 'case-1');
      expect(caseOfPayLink((await make()).links, path)).toBe('case-1');
      expect(caseOfPayLink(links, path.replace('case-1', 'case-2'))).toBeUndefined();
    });

    test('have numbers and names that stand for one of them each, and none is empty', async () => {
      const { ids, links, hooks, api } = await make();
      for (const numbered of [links, hooks] satisfies LinkSecrets[]) {
        expect(numbered.length).toBeGreaterThan(0);
        expect(new Set(numbered.map(({ key }) => key)).size).toBe(numbered.length);
      }
      expect(new Set(api.map(({ key }) => key)).size).toBe(api.length);
      const all = [ids, ...[...links, ...hooks, ...api].map(({ secret }) => secret)];
      expect(all.filter((secret) => secret.length < 16)).toEqual([]);
    });
  });
}
