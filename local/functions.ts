import { askPerson } from '../functions/ask-person/handler.ts';
import { assignProfile } from '../functions/assign-profile/handler.ts';
import { channelFeedback } from '../functions/channel-feedback/handler.ts';
import { closeTask } from '../functions/close-task/handler.ts';
import { correctClaim } from '../functions/correct-claim/handler.ts';
import { creditorApi } from '../functions/creditor-api/handler.ts';
import { debtorPage } from '../functions/debtor-page/handler.ts';
import type { FunctionDefinition } from '../functions/define.ts';
import { deliverWebhook } from '../functions/deliver-webhook/handler.ts';
import { endJourney } from '../functions/end-journey/handler.ts';
import { followUpDue } from '../functions/follow-up-due/handler.ts';
import { importFile } from '../functions/import-file/handler.ts';
import { importPart } from '../functions/import-part/handler.ts';
import { keepLists } from '../functions/keep-lists/handler.ts';
import { learnScore } from '../functions/learn-score/handler.ts';
import { makeExport } from '../functions/make-export/handler.ts';
import { openCase } from '../functions/open-case/handler.ts';
import { pauseCase } from '../functions/pause-case/handler.ts';
import { paymentWebhook } from '../functions/payment-webhook/handler.ts';
import { promoteScore } from '../functions/promote-score/handler.ts';
import { publishJournal } from '../functions/publish-journal/handler.ts';
import { receivePayment } from '../functions/receive-payment/handler.ts';
import { receiveReaction } from '../functions/receive-reaction/handler.ts';
import { receiveUpload } from '../functions/receive-upload/handler.ts';
import { reportFailure } from '../functions/report-failure/handler.ts';
import { scoreCase } from '../functions/score-case/handler.ts';
import { sendAndWait } from '../functions/send-and-wait/handler.ts';
import { sendMessage } from '../functions/send-message/handler.ts';
import { startCase } from '../functions/start-case/handler.ts';
import { startJourney } from '../functions/start-journey/handler.ts';
import { startRefits } from '../functions/start-refits/handler.ts';
import { sweep } from '../functions/sweep/handler.ts';
import { tellCreditor } from '../functions/tell-creditor/handler.ts';
import { wakeCase } from '../functions/wake-case/handler.ts';
import { writeMessage } from '../functions/write-message/handler.ts';

const all = [
  askPerson,
  assignProfile,
  channelFeedback,
  closeTask,
  correctClaim,
  creditorApi,
  debtorPage,
  deliverWebhook,
  endJourney,
  followUpDue,
  importFile,
  importPart,
  keepLists,
  learnScore,
  makeExport,
  openCase,
  pauseCase,
  paymentWebhook,
  promoteScore,
  publishJournal,
  receivePayment,
  receiveReaction,
  receiveUpload,
  reportFailure,
  scoreCase,
  sendAndWait,
  sendMessage,
  startCase,
  startJourney,
  startRefits,
  sweep,
  tellCreditor,
  wakeCase,
  writeMessage,
] as unknown as FunctionDefinition[];

/** Every function by its name: what a cloud account has as Lambdas. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  all.map((definition) => [definition.name, definition]),
);
