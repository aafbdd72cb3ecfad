import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Report } from './rules.ts';

/** Checks that whoever is charged can be told by which rules, and where these stand. */
export interface Receipts {
  read(entry: Entry): void;
}

export function readReceipts(report: Report): Receipts {
  function checkSources({
    seq,
    kind,
    receipt,
  }: EntryOf<'interest-charged'> | EntryOf<'costs-charged'>): void {
    const rules = receipt?.rules ?? [];
    // How sure we are of it, the schema wants already.
    if (rules.length === 0 || rules.some(({ name, source }) => name === '' || source === '')) {
      report(seq, 'charge-without-source', kind);
    }
  }

  function checkRates({ seq, from, to, periods = [] }: EntryOf<'interest-charged'>): void {
    let told = from;
    for (const period of periods) if (period.from === told) told = period.to;
    if (told !== to) report(seq, 'rates-untold', `${from} to ${to}`);
  }

  return {
    read(entry) {
      if (entry.kind === 'interest-charged' || entry.kind === 'costs-charged') checkSources(entry);
      if (entry.kind === 'interest-charged') checkRates(entry);
    },
  };
}
