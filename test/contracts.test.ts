import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ports } from '../core/ports.ts';

/** Where suites run: the laptop, the adapters for AWS within `npm test`, and those on the emulator. */
const legs = {
  laptop: ['adapters/local/contracts.test.ts', 'local/contracts.test.ts'],
  aws: ['adapters/aws/contracts.test.ts', 'adapters/aws/service-contracts.test.ts'],
  emulator: ['aws/contracts.aws.ts', 'aws/service-contracts.aws.ts'],
};
type Leg = keyof typeof legs;

/** The suite that holds each port to its promises, and why it does not run somewhere. A new port does not compile without one. */
const suites: Record<keyof Ports, { suite: string; not?: Partial<Record<Leg, string>> } | { none: string }> =
  {
    clock: { suite: 'clock' },
    journal: { suite: 'stores' },
    persons: { suite: 'stores' },
    people: { suite: 'stores' },
    creditors: { suite: 'stores' },
    bus: { suite: 'bus' },
    tokens: { suite: 'stores' },
    machines: { suite: 'machines' },
    schedules: { suite: 'schedules' },
    channels: { suite: 'channels' },
    writer: { suite: 'writer', not: { emulator: 'it has no language models' } },
    lists: { suite: 'stores' },
    files: { suite: 'files' },
    pages: { none: 'There is one, for laptop and cloud alike.' },
    tries: { suite: 'stores' },
    payments: { suite: 'payments' },
    uploads: { suite: 'files' },
    requests: { suite: 'stores' },
    deliveries: { suite: 'stores' },
    web: { suite: 'web', not: { emulator: 'it asks nothing of AWS' } },
    archive: { suite: 'archiveAndErasures' },
    erasures: { suite: 'archiveAndErasures' },
    models: { suite: 'stores' },
    secrets: { suite: 'secrets' },
  };

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const kept = Object.entries(suites).flatMap(([port, held]) => ('suite' in held ? { port, ...held } : []));

test.each(kept)('promises of the port "$port" are held to on each leg', ({ suite, not = {} }) => {
  for (const [leg, files] of Object.entries(legs) as [Leg, string[]][]) {
    const runs = files.some((file) => new RegExp(`\\b${suite}Contract\\(`).test(read(file)));
    expect([leg, runs]).toEqual([leg, !(leg in not)]);
  }
});
