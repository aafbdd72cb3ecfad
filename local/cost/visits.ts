import { payLinkPath } from '../../core/case/ids.ts';
import { run } from '../../functions/define.ts';
import { functions } from '../functions.ts';
import type { Call, Host } from '../laptop.ts';
import { PAGES_A_VISIT } from './assumptions.ts';

/** Calls of the HTTP API so far. */
export interface Visits {
  calls: number;
}

/**
 * Simulated debtors pay and answer without looking at their page. Here they look: before each payment and each answer
 * that is not given on the phone, the debtor opens the link, answers the second question, sees the account and a form.
 * A handler's ruling comes through the API of the creditor's system.
 */
export function createVisits(): { visits: Visits; before(call: Call, host: Host): Promise<void> } {
  const visits: Visits = { calls: 0 };
  async function before({ name, input, ports }: Call, host: Host): Promise<void> {
    const { case: id, channel } = input as { case?: string; channel?: string };
    if (name === 'close-task') visits.calls += 1;
    const comes = name === 'receive-payment' || (name === 'receive-reaction' && channel !== 'phone');
    if (!comes || !id) return;
    // The provider's webhook, or the form that says it: the function that is called anyway.
    visits.calls += 1;
    const link = payLinkPath(ports.secrets.links, id);
    let cookie = '';
    const open = async (method: 'GET' | 'POST', path: string, fields: Record<string, string[]> = {}) => {
      visits.calls += 1;
      const request = { method, path: link + path, query: {}, fields, ...(cookie && { cookie }) };
      const asked = { ...request, origin: 'https://betalen.example.nl' };
      const answered = (await host({
        name: 'debtor-page',
        input: asked,
        ports,
        run: (given) => run(page, given, asked),
      })) as { headers: Record<string, string> };
      cookie = answered.headers['set-cookie']?.split(';')[0] ?? cookie;
    };
    await open('GET', '');
    await open('POST', '', { do: ['answer'], answer: [await answerOf(ports, id)] });
    await open('GET', '');
    for (let pages = 3; pages < PAGES_A_VISIT; pages++) await open('GET', '/pay');
  }
  return { visits, before };
}

const page = pageFunction();

function pageFunction() {
  const definition = functions.get('debtor-page');
  if (!definition) throw new Error('There is no function debtor-page.');
  return definition;
}

async function answerOf(ports: Call['ports'], id: string): Promise<string> {
  const first = (await ports.journal.read(id))[0]?.entries[0];
  const to = first?.kind === 'case-opened' ? await ports.people.get(first.person) : undefined;
  return to?.postal?.postcode ?? to?.reference ?? '';
}
