import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LawCountry } from '../core/law/packs.ts';
import { shownSettings } from '../local/law/ask-widely.ts';
import { lawDocuments } from '../local/law/documents.ts';
import { inProject } from './local/amicable.ts';

const made = lawDocuments();
const all = [...made.values()].join('\n');

describe('docs/law', () => {
  it('has a page a country and one for what holds between them, and no other', () => {
    const pages = globSync('docs/law/*.md', { cwd: inProject('.') }).map((path) => path.split('/').at(-1));
    expect(pages.sort()).toEqual([...made.keys()].sort());
  });

  it.each([...made.keys()])('%s is what the code does (npm run docs:law makes it anew)', (name) => {
    expect(readFileSync(inProject(`docs/law/${name}`), 'utf8')).toBe(made.get(name));
  });

  it('names every rule that stands in the code', () => {
    const named = globSync('core/law/*.ts', { cwd: inProject('.') }).flatMap((path) => [
      ...readFileSync(inProject(path), 'utf8').matchAll(/(?<=')(?:nl|be|de|eu|own)\/[a-z0-9-]+(?=')/g),
    ]);
    const names = [...new Set(named.map(([name]) => name))];
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter((name) => !all.includes(name))).toEqual([]);
  });

  it.each(LawCountry.options)('says of every setting of %s what it decides', (country) => {
    for (const { name, about, others } of shownSettings(country)) {
      expect(about, name).toMatch(/^[A-Z].{20,}\.$/);
      expect(others, name).not.toEqual([]);
    }
  });
});
