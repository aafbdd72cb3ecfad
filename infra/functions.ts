import { Journey } from '../core/case/words.ts';
import type { FunctionName } from './definitions.ts';
import type { MachineName } from './names.ts';

/** What a function may do besides reading its one secret and writing its log. */
export type Permission =
  /** Read the table: journals, people, policies. */
  | 'read-table'
  /** Read the table's lists: which cases, which deliveries. */
  | 'read-lists'
  | 'write-table'
  /** Delete what is known of a person. Nothing else in the table is ever deleted by a function. */
  | 'forget-people'
  /** Put the rows of a file into the table, many at once. */
  | 'write-rows'
  /** Say on the bus what was written. */
  | 'tell-bus'
  /** Set and move one-time schedules. */
  | 'set-schedules'
  /** Complete a task that waits with a token. */
  | 'answer-waits'
  /** Hand a message to SES, SNS or the bucket of letters. */
  | 'send-messages'
  /** Let a model choose among approved texts, where the stage has one. */
  | 'ask-model'
  /** Take files that came in. */
  | 'read-uploads'
  /** Give others a way to bring a file. */
  | 'write-uploads'
  /** Give others a way to fetch an export. */
  | 'read-exports'
  | 'write-exports'
  /** Note who was erased. */
  | 'note-erasures';

/** Who calls a function. All but `machine`, `stream`, `web` and `operator` do not wait for its answer. */
export type Caller =
  | 'machine'
  /** A rule on the bus, as the definition's `listens` says. */
  | 'journal'
  | 'schedule'
  | 'stream'
  | 'mail-news'
  | 'failed-execution'
  | 'upload'
  | 'web'
  /** Nobody of ours: an operator, or a creditor's own system in the same account. */
  | 'operator';

/** What is decided for a function. Every line must be filled in before a new one compiles. */
export interface FunctionSettings {
  calledBy: readonly Caller[];
  /** MB. Processor time comes with it: 1,769 MB are one processor. */
  memory: number;
  /** Seconds. */
  timeout: number;
  /** MB of /tmp. */
  disk: 512 | 10_240;
  /** How many calls are set apart for it, which is also the most that run at once; `shared`: as many as the account has left. */
  concurrency: number | 'shared';
  may: readonly Permission[];
  starts: readonly MachineName[];
  /** Whom it hurts when it fails, and how, in a sentence: the alarm says so. */
  hurts: string;
}

/** Short work on one case. */
const small = { memory: 256, timeout: 60, disk: 512, concurrency: 'shared', starts: [] } as const;
/** A person or a server waits for the answer. HTTP API gives up after 30 seconds. */
const waitedFor = { memory: 1_024, timeout: 25, disk: 512, concurrency: 'shared', starts: [] } as const;
/** Goes through many cases, or a whole file. */
const long = { memory: 1_769, timeout: 900, disk: 512, concurrency: 'shared', starts: [] } as const;

const decides = ['read-table', 'write-table'] as const;
const books = [...decides, 'set-schedules'] as const;

export const settings: Record<FunctionName, FunctionSettings> = {
  'ask-person': {
    ...small,
    calledBy: ['machine'],
    may: [...books, 'answer-waits'],
    hurts: 'Cases wait for a decision that nobody was asked for.',
  },
  'assign-profile': {
    ...small,
    calledBy: ['machine'],
    may: decides,
    hurts: 'New cases get no journey: a person gets each of them as a task.',
  },
  'channel-feedback': {
    ...small,
    calledBy: ['mail-news'],
    may: books,
    hurts: 'A notice that bounced counts as served, and the debtor may be charged costs for it.',
  },
  'close-task': {
    ...small,
    calledBy: ['operator'],
    may: books,
    hurts: "A person's decision is not carried out; debtors who dispute wait for an answer.",
  },
  'correct-claim': {
    ...small,
    calledBy: ['operator'],
    may: decides,
    hurts: 'Debtors are asked for money that the creditor has credited or withdrawn.',
  },
  'creditor-api': {
    ...waitedFor,
    calledBy: ['web'],
    may: [
      ...books,
      'read-lists',
      'read-uploads',
      'write-uploads',
      'read-exports',
      'note-erasures',
      'forget-people',
    ],
    hurts: "A creditor's system cannot report payments: debtors who have paid are still asked.",
  },
  'debtor-page': {
    ...waitedFor,
    calledBy: ['web'],
    may: books,
    hurts: 'Debtors cannot see what they owe, pay, object or ask for help.',
  },
  'deliver-webhook': {
    ...small,
    calledBy: ['schedule'],
    may: books,
    hurts: 'Creditors are not told what happened in their cases.',
  },
  'end-journey': {
    ...small,
    calledBy: ['machine'],
    may: decides,
    hurts: 'Cases stay where their journey ended: a person gets each of them as a task.',
  },
  'follow-up-due': {
    ...small,
    calledBy: ['schedule'],
    may: books,
    hurts: 'Journeys go on up to a day late.',
  },
  'import-file': {
    ...long,
    calledBy: ['machine'],
    disk: 10_240,
    may: [...decides, 'write-rows', 'read-uploads'],
    hurts: "A creditor's file is not read: nobody asks for that money, and nobody is told.",
  },
  'import-part': {
    ...small,
    calledBy: ['machine'],
    memory: 512,
    timeout: 300,
    may: [...decides, 'write-rows', 'forget-people'],
    hurts: "Part of a creditor's file becomes no cases.",
  },
  'keep-lists': {
    ...small,
    calledBy: ['journal'],
    may: decides,
    hurts: 'Lists are behind: the daily sweep may miss a case that sleeps.',
  },
  'learn-score': {
    ...long,
    calledBy: ['machine'],
    // Ten thousand journals are in memory at once.
    memory: 2_048,
    may: ['read-table', 'read-lists', 'write-table'],
    hurts: 'Nothing new is learnt: cases are scored as before, by what may have grown old.',
  },
  'make-export': {
    ...long,
    calledBy: ['schedule'],
    may: ['read-table', 'read-lists', 'write-exports'],
    hurts: 'A creditor waits for an export that it asked for.',
  },
  'open-case': {
    ...small,
    calledBy: ['operator'],
    may: [...decides, 'forget-people'],
    hurts: 'A claim that was handed in opens no case.',
  },
  'pause-case': {
    ...small,
    calledBy: ['operator'],
    may: books,
    hurts: 'Debtors are asked although somebody decided to leave them in peace.',
  },
  'payment-webhook': {
    ...waitedFor,
    calledBy: ['web'],
    memory: 512,
    concurrency: 20,
    may: books,
    hurts: 'Debtors who have paid are still asked to pay.',
  },
  'promote-score': {
    ...small,
    calledBy: ['machine', 'operator'],
    may: decides,
    hurts: 'A better score was learnt and is not used: cases are scored as before.',
  },
  'publish-journal': {
    ...small,
    calledBy: ['stream'],
    // No table: what was written comes with the stream.
    may: ['tell-bus'],
    hurts:
      'Nobody hears what was written: journeys are not woken, and debtors who have paid are still asked.',
  },
  'receive-payment': {
    ...small,
    calledBy: ['operator'],
    concurrency: 10,
    may: books,
    hurts: 'Debtors who have paid are still asked to pay.',
  },
  'receive-reaction': {
    ...small,
    calledBy: ['operator'],
    may: books,
    hurts: 'What a debtor said is not taken in; asking goes on.',
  },
  'receive-upload': {
    ...small,
    calledBy: ['upload'],
    may: ['read-table', 'read-uploads'],
    starts: ['intake'],
    hurts: "A creditor's file lies there unread: nobody asks for that money.",
  },
  'report-failure': {
    ...small,
    calledBy: ['machine', 'failed-execution'],
    may: decides,
    hurts: "Cases whose journey broke down are in nobody's hands: nothing happens in them any more.",
  },
  'score-case': {
    ...small,
    calledBy: ['machine'],
    may: decides,
    hurts: 'New cases get no journey: a person gets each of them as a task.',
  },
  'send-and-wait': {
    ...small,
    calledBy: ['machine'],
    memory: 512,
    may: [...books, 'answer-waits', 'send-messages'],
    hurts: 'Messages may be held up, and of some nobody knows whether they left.',
  },
  'send-message': {
    ...small,
    calledBy: ['journal', 'schedule'],
    memory: 512,
    may: [...books, 'send-messages'],
    hurts: 'Answers and confirmations do not reach debtors, and of some nobody knows whether they left.',
  },
  'start-case': {
    ...small,
    calledBy: ['journal'],
    may: ['read-table'],
    starts: ['open-case'],
    hurts: 'New cases begin no journey until the daily sweep.',
  },
  'start-journey': {
    ...small,
    calledBy: ['machine'],
    may: decides,
    starts: Journey.options,
    hurts: 'Cases begin no journey: a person gets each of them as a task.',
  },
  'start-refits': {
    ...small,
    calledBy: ['schedule'],
    may: ['read-table'],
    starts: ['refit-score'],
    hurts: 'Scores are not learnt anew this month: cases are scored as before.',
  },
  sweep: {
    ...long,
    calledBy: ['schedule'],
    may: [...books, 'read-lists', 'answer-waits'],
    starts: ['open-case'],
    hurts: 'Cases that fell asleep are not woken: no reminder, no answer, no end.',
  },
  'tell-creditor': {
    ...small,
    calledBy: ['journal'],
    may: books,
    hurts: 'Creditors are not told what happened in their cases.',
  },
  'wake-case': {
    ...small,
    calledBy: ['journal'],
    may: ['read-table', 'answer-waits'],
    hurts: 'Debtors who paid, objected or agreed to a plan may be written to as if they had not.',
  },
  'write-message': {
    ...small,
    calledBy: ['machine'],
    may: [...decides, 'ask-model'],
    hurts: 'Journeys stand still before their next message.',
  },
};

/** Callers who leave their call with Lambda and go: what fails there is in no one's hands but a queue's. */
const leaves: ReadonlySet<Caller> = new Set([
  'journal',
  'schedule',
  'mail-news',
  'failed-execution',
  'upload',
]);

/** Whether calls of a function are tried again by Lambda, and end in a queue when they keep failing. */
export function isCalledAsynchronously({ calledBy }: FunctionSettings): boolean {
  return calledBy.some((caller) => leaves.has(caller));
}

/** Functions that have this caller, by name. */
export function functionsCalledBy(caller: Caller): FunctionName[] {
  return (Object.keys(settings) as FunctionName[]).filter((name) => settings[name].calledBy.includes(caller));
}

/** How many calls are set apart in a stage. */
export function reservedCalls(): number {
  return Object.values(settings).reduce(
    (sum, { concurrency }) => sum + (concurrency === 'shared' ? 0 : concurrency),
    0,
  );
}
