import type { Profile, Step } from '../case/words.ts';
import type { Communication } from './communication.ts';
import { type Group, groups, type Preferences } from './groups.ts';
import { defaults, notBySms, onPaper, preferences, wayBeginsTerm } from './preferences.ts';

/**
 * Who said a value: the law (or safety) for this step, the person themselves, the persona, its group, its profile, or
 * nobody in particular.
 */
export type From = 'law' | 'person' | 'persona' | 'group' | 'profile' | 'default';

type Resolved<K extends keyof Preferences> = { value: NonNullable<Preferences[K]>; from: From };

/** How one of 56 personas, a group with a payment profile, is written to. Every value says where it comes from. */
export interface Persona {
  group: Group;
  profile: Profile;
  channels: Resolved<'channels'>;
  tone: Resolved<'tone'>;
  moment: Resolved<'moment'>;
  length: Resolved<'length'>;
  reading: Resolved<'reading'>;
}

/** What is written about; left out: a message like most, about a claim like any. */
export interface About {
  step?: Step | undefined;
  /** Kind of claim: the sector of what was sold. */
  sector?: string | undefined;
  /** They have asked for easier words themselves. */
  easyWords?: boolean;
  /** The law wants all in every demand. */
  inFull?: boolean;
}

/**
 * How a persona is written to. What the law or safety binds for a step comes first; then what the person asked for
 * themselves; then the persona's own word, for the step before the sector before all others; then its group's; then its
 * profile's; then what holds for everybody.
 * A group's order of channels goes before a profile's, also before one that the profile has for a step: what somebody
 * does with messages says more than what a score expects. Only who is in trouble keeps their paper, unless the creditor
 * says otherwise for that very persona.
 */
export function resolvePersona(
  communication: Communication | undefined,
  group: Group,
  profile: Profile,
  { step, sector, easyWords, inFull = false }: About = {},
): Persona {
  const own = communication?.personas?.[group]?.[profile];
  const bySector = sector !== undefined && own?.sectors && Object.hasOwn(own.sectors, sector);
  const usual = preferences[profile];
  const ofGroup = { ...groups[group], ...communication?.groups?.[group] };
  const ofProfile = {
    channels: (step && usual.steps?.[step]) ?? usual.channels,
    ...(usual.tone && { tone: usual.tone }),
  };
  const { channels: _, ...manner } = ofGroup;
  const levels: [From, Readonly<Partial<Record<keyof Preferences, unknown>>>][] = [
    ['law', boundBy(step, ofProfile.channels)],
    ['person', easyWords ? { reading: 'A2' } : {}],
    ['persona', (step && own?.steps?.[step]) ?? {}],
    ['persona', (bySector && own.sectors?.[sector]) || {}],
    ['persona', own ?? {}],
    ['group', usual.channelsHold ? manner : ofGroup],
    ['profile', ofProfile],
    ['default', defaults],
  ];
  const ask = <K extends keyof Preferences>(what: K) => {
    const found = levels.find(([, level]) => level[what] !== undefined);
    return { value: found?.[1][what], from: found?.[0] } as Resolved<K>;
  };
  const length = ask('length');
  return {
    group,
    profile,
    channels: ask('channels'),
    tone: ask('tone'),
    moment: ask('moment'),
    // Said to be the law's only where somebody would have had it short.
    length: inFull && length.value === 'short' ? { value: 'full', from: 'law' } : length,
    reading: ask('reading'),
  };
}

/** What nobody's taste decides about a step. */
function boundBy(
  step: Step | undefined,
  ofProfile: readonly string[],
): { channels?: readonly string[]; length?: 'full' } {
  if (!step) return {};
  const channels = onPaper[step] ?? (wayBeginsTerm.has(step) ? ofProfile : undefined);
  return { ...(channels && { channels }), ...(notBySms.has(step) && { length: 'full' }) };
}
