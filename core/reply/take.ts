import { change, load } from '../case/change.ts';
import { contextOf } from '../case/context.ts';
import { scheduleFollowUp } from '../case/wait.ts';
import type { Channel } from '../case/words.ts';
import { changePerson } from '../person/person.ts';
import type { Ports } from '../ports.ts';
import { type Reaction, react } from './reaction.ts';

/** What a debtor let us know, with where and how it came. */
export interface Reply {
  case: string;
  /** The reaction's own id: of the form, the mail, the message. It has its effect once. */
  id: string;
  channel: Channel | 'page' | 'phone';
  reaction: Reaction;
}

/**
 * Writes down what was said and what follows, by whichever way it came, and moves the follow-up.
 *
 * @returns whether it could be taken; if not, why not and what to do instead, in words
 * @throws UnknownCase, JournalBusy
 */
export async function takeReply(
  ports: Ports,
  { case: id, id: outside, channel, reaction }: Reply,
): Promise<{ taken: boolean; reason?: string }> {
  const { person } = await load(ports.journal, id);
  if (reaction.what === 'object-to-groups') {
    await changePerson(ports, person, `reaction:${outside}`, ({ objectsToGroups }) =>
      objectsToGroups ? [] : [{ kind: 'objected-to-groups', outside }],
    );
    return { taken: true };
  }
  // The person first: whatever protects them must hold before anything else is decided.
  if (reaction.what === 'words') {
    const { words } = reaction;
    await changePerson(ports, person, `reaction:${outside}`, () => [
      { kind: 'words-chosen', words, outside },
    ]);
  } else if (reaction.what === 'opt-out' || reaction.what === 'opt-in' || reaction.what === 'circumstance') {
    await changePerson(ports, person, `reaction:${outside}`, () => [
      reaction.what === 'opt-in'
        ? { kind: 'opted-in', channel: reaction.channel, outside }
        : reaction.what === 'opt-out'
          ? { kind: 'opted-out', channel: reaction.channel, outside }
          : { kind: 'circumstance-reported', circumstance: reaction.circumstance, outside },
    ]);
  }
  const changed = await change(ports, id, `reaction:${outside}`, async (draft) => {
    await react(draft, await contextOf(ports, draft.case), outside, channel, reaction);
  });
  await scheduleFollowUp(ports, changed.case);
  const replied = changed.entries.find((entry) => entry.kind === 'replied');
  return replied?.refused ? { taken: false, reason: replied.refused } : { taken: true };
}
