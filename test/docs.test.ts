import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryKinds } from '../core/case/entry.ts';
import { PersonEntry } from '../core/person/person-entry.ts';
import { rules } from '../local/audit/rules.ts';
import { amicable, emptyFolder, inProject } from './local/amicable.ts';

// What the documents claim is checked against the code and the example run, so that they cannot grow old unseen.

const read = (path: string) => readFileSync(inProject(path), 'utf8');
const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: inProject('.') })].sort();

/** Text without code blocks and inline code: what is left may hold links. */
const prose = (text: string) => text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');

/** The anchors of a document, as GitHub makes them of headings. */
function anchors(text: string): Set<string> {
  const headings = [...prose(text).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe('links', () => {
  it.each(documents)('%s: every relative link leads somewhere', (document) => {
    const links = [...prose(read(document)).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? document : join(dirname(document), path);
      if (!existsSync(inProject(target))) return true;
      return anchor !== undefined && !anchors(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/runbook.md', () => {
  it('says for every rule of the audit where to look', () => {
    const runbook = read('docs/runbook.md');
    expect(Object.keys(rules).filter((rule) => !runbook.includes(`\`${rule}\``))).toEqual([]);
  });
});

describe('commands in README.md', () => {
  const calls = [...read('README.md').matchAll(/^npm run -s amicable -- (.+)$/gm)].map((match) =>
    (match[1] ?? '').split(/\s+/),
  );

  it('are found', () => {
    expect(calls.length).toBeGreaterThan(5);
  });

  // `law` has commands of its own.
  const nameOf = ([first = '', second = '']: string[]) => (first === 'law' ? `${first} ${second}` : first);
  const named = [...new Set(calls.map(nameOf))];
  it.each(named)('%s: is a command, with the options that are shown', (command) => {
    const { code, out } = amicable(emptyFolder(), ...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: amicable ${command}`);
    const known = [...new Set(out.match(/(?<=^ {2})--[a-z-]+/gm))];
    const used = calls
      .filter((words) => nameOf(words) === command)
      .flatMap((words) => words.filter(isOption));
    expect(used.filter((option) => !known.includes(option))).toEqual([]);
    if (command !== 'run') return;
    // Its options have a table too: every option, and no other.
    const rows = [...read('README.md').matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1] ?? '');
    expect([...new Set(rows)].sort()).toEqual(known.sort());
  });
});

function isOption(word: string): boolean {
  return word.startsWith('--');
}

describe('docs/entries.md', () => {
  const [ofCase = '', ofPerson = ''] = read('docs/entries.md').split('## The journal of a person');
  const rows = (text: string) => [...text.matchAll(/^\| `([a-z-]+)`/gm)].map((match) => match[1] ?? '');

  it('has one row for each kind of entry of a case, and no other', () => {
    expect(rows(ofCase).sort()).toEqual([...entryKinds].sort());
  });

  it('has one row for each kind of entry of a person, and no other', () => {
    const kinds = PersonEntry.def.options.flatMap(({ shape }) => shape.kind.def.values);
    expect(rows(ofPerson).sort()).toEqual([...kinds].sort());
  });

  it('counts the kinds of entry as README.md does', () => {
    expect(ofCase).toContain(`one of these ${entryKinds.length} entries`);
    expect(read('README.md')).toContain(`all ${entryKinds.length} kinds of entry`);
  });

  it('names only functions that there are, as writers', () => {
    const writers = [...`${ofCase}${ofPerson}`.matchAll(/^\|.*\|([^|]*)\|$/gm)].flatMap(
      (row) => row[1]?.match(/`[a-z-]+`/g) ?? [],
    );
    const unknown = writers.filter(
      (name) =>
        name !== '`contact-written`' && !existsSync(inProject(`functions/${name.slice(1, -1)}/handler.ts`)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the example run, ninety days with seed 7', () => {
  const story = read('docs/the-journey-of-a-case.md');
  const id = /amicable -- case ([a-z0-9]+-\d+)$/m.exec(story)?.[1] ?? '';
  const entries = new Map<number, unknown>();
  let summary = '';
  let told = '';
  let messages = '';
  let all = 0;

  beforeAll(() => {
    const folder = emptyFolder();
    const days = ['--from', '2026-01-05', '--days', '90', '--seed', '7'];
    summary = amicable(folder, 'run', inProject('examples/portfolio.csv'), ...days).out;
    told = amicable(folder, 'case', id, '--messages', 'messages').out;
    const texts = globSync('messages/*.txt', { cwd: folder }).sort();
    messages = flat(texts.map((text) => readFileSync(join(folder, text), 'utf8')).join(' '));
    amicable(folder, 'export', '--out', 'journals.ndjson');
    const lines = readFileSync(join(folder, 'journals.ndjson'), 'utf8').trim().split('\n');
    all = lines.length;
    for (const line of lines) {
      if (!line.startsWith(`{"case":"${id}"`)) continue;
      // The story leaves the case out in front of the ids of contacts.
      const entry: unknown = JSON.parse(line.replaceAll(`"${id}-k`, '"k'));
      if (isRecord(entry) && typeof entry.seq === 'number') entries.set(entry.seq, entry);
    }
  });

  it('has the entries that the story shows', () => {
    const shown = [...story.matchAll(/```json\n([\s\S]*?)```/g)]
      .flatMap((match) => (match[1] ?? '').trim().split(/\n(?=\{"seq")/))
      .map((text): unknown => JSON.parse(text));
    expect(shown.length).toBeGreaterThan(20);
    const missing = shown.filter(
      (entry) => !isRecord(entry) || typeof entry.seq !== 'number' || !within(entry, entries.get(entry.seq)),
    );
    expect(missing).toEqual([]);
  });

  it('has as many entries for that case as the story says, and ends as it says', () => {
    expect(story).toContain(`${entries.size} entries,`);
    expect(story).toContain(/^Statement: .*\nOutcome: .*$/m.exec(told)?.[0]);
  });

  it('sent the texts that the story quotes', () => {
    // A quotation ends where its translation begins; what is left out of it is marked.
    const quoted = [...story.matchAll(/(?:^>.*\n)+/gm)]
      .map(([quotation]) => (quotation.split('> _')[0] ?? '').replaceAll(/^> ?| \\$/gm, ''))
      .flatMap((quotation) => quotation.split('[…]').map(flat));
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter((text) => !messages.includes(text))).toEqual([]);
  });

  it('prints what README.md shows of it', () => {
    const readme = read('README.md');
    const start = readme.slice(readme.indexOf('## Start'), readme.indexOf('## Read next'));
    const shown = [...start.matchAll(/```\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    const figures = shown.find((block) => block.includes('Principal')) ?? 'no figures';
    const printed = new Set(summary.split('\n'));
    const stale = figures.split('\n').filter((line) => line !== '...' && !printed.has(line));
    expect(stale).toEqual([]);
    expect(readme).toContain(`${all.toLocaleString('en')} entries written to`);
    expect(readme).toContain(`${all.toLocaleString('en')} entries of`);
  });
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Whether all that is shown is there: fields and items of lists may have been left out. */
function within(shown: unknown, whole: unknown): boolean {
  if (Array.isArray(shown)) {
    return Array.isArray(whole) && shown.every((item) => whole.some((one) => within(item, one)));
  }
  if (!isRecord(shown)) return shown === whole;
  return isRecord(whole) && Object.keys(shown).every((key) => within(shown[key], whole[key]));
}
