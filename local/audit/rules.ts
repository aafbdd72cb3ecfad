/**
 * Every rule the auditor checks, with a sentence of what a violation of it means.
 * Names are stable: they stand in reports and are compared between runs.
 */
export const rules = {
  // The journal as a journal
  'entry-unfit': 'The entry does not fit the schema; the audit goes on without it.',
  'sequence-broken': 'A sequence number is missing, repeated or out of order.',
  'time-goes-back': 'An entry was learnt before the one it follows.',
  'outside-id-twice': 'One outside event was booked twice in one journal.',
  'case-opened-not-first': 'A journal does not begin with case-opened, or has it again.',
  'claim-added-twice': 'A claim was added although the case already had it.',
  'claim-unknown': 'An entry speaks of a claim that the case does not have.',
  'task-not-open': 'A task was opened although it existed, or closed although it was not open.',
  'entry-after-closing': 'Something was written after the case was closed that only an open case can have.',
  'reopened-after-final-end':
    'A case was reopened that had not ended by payment, waiver or credit, or taken back that was not handed over.',

  // The law
  'creditor-unknown':
    'The policy of the case’s creditor is not known, and with it not the law of its contracts.',
  'asked-without-law': 'Somebody was asked, or given notice, in a country whose law is not written down.',
  'asked-unknown-person':
    'Somebody was asked, or given notice, before anybody knew whether they owe as a consumer or in business.',
  'asked-time-barred': 'Somebody was asked, or given notice, for a claim that was time-barred.',

  // Journeys
  'journey-number-wrong': 'Journeys of a case are not numbered 1, 2, 3.',
  'two-journeys-running': 'A journey was started while another was running.',
  'journey-ended-not-running': 'A journey ended that was not the running one.',
  'wait-without-journey': 'A wait was opened for a journey that was not running.',

  // Money
  'cents-not-sum-of-parts':
    'The cents of an entry are not the sum of its parts, or a move gives another amount than it takes.',
  'bucket-below-zero':
    'Of a claim more was paid and waived than charged, or one of these fell below nothing.',
  'part-in-wrong-place': 'A part lies in a claim or a bucket that its entry cannot touch.',
  'payment-booked-twice': 'A payment with the same id was booked again.',
  'reversal-above-payment': 'A reversal takes back an unknown payment, or more than it brought.',
  'refund-above-credit': 'More was refunded, or taken back from credit, than the debtor had in credit.',
  'closed-with-outstanding':
    'A case was closed, other than by hand-over, and still has something outstanding.',
  'stated-not-adding-up': 'The amounts stated in a message do not add up.',
  'stated-too-much': 'An ask or notice states more than the books said was owed when it was sent.',

  // Contacts
  'contact-written-twice': 'One contact was written twice.',
  'contact-claimed-twice': 'One contact was claimed twice, so it may have been sent twice.',
  'contact-sent-twice': 'One contact was sent twice.',
  'claimed-without-written': 'A contact was claimed that was not written.',
  'sent-without-claimed': 'A contact was sent that was not claimed.',
  'contact-differs':
    'A contact was sent with another step, purpose or channel than was written, or its purpose is not its step’s.',
  'feedback-without-claimed':
    'Delivery, bounce, return, opening or click of a contact that was never claimed.',
  'outside-contact-window':
    'Somebody was approached outside the hours of the country where they live, on a Sunday or on a holiday.',
  'outbox-row-twice': 'The outbox holds one contact twice.',
  'outbox-without-claimed': 'The outbox holds a contact that the journal neither claimed nor sent.',
  'sent-without-outbox': 'The journal says sent, but the outbox has no such message.',
  'outbox-channel-differs': 'The outbox and the journal name different channels.',

  // Asking
  'ask-when-nothing-owed': 'Somebody was asked who owed nothing.',
  'ask-while-paused': 'Somebody was asked on a day of a pause; the day `until` belongs to the pause.',
  'ask-while-suspended': 'Somebody was asked while the law had suspended the case.',
  'ask-during-dispute': 'Somebody was asked while a dispute was unanswered.',
  'ask-after-hardship': 'Somebody was asked after hardship was reported and before its task was closed.',
  'ask-during-blocking-task': 'Somebody was asked while a person still had to look.',
  'ask-after-closing': 'Somebody was asked in a case that was closed or merged.',
  'ask-before-promise': 'Somebody was asked before the day of a promise had passed.',
  'ask-during-deferral': 'Somebody was asked before the day of a deferral had passed.',
  'ask-beside-plan': 'Somebody with a running plan was asked for something else than its instalments.',
  'handed-over-unanswered': 'A case was handed over while a person still had to look, or a dispute was open.',

  // The person
  'contacted-after-opt-out': 'Somebody was contacted by a channel that they had asked us not to use.',
  'contacted-deceased': 'A contact was sent to somebody who had been reported deceased.',
  'asked-protected-person':
    'Somebody was asked who was reported a minor, insolvent, under administration, in debt help or represented.',

  // Arrangements
  'added-after-settlement':
    'Interest, costs or a notice followed for a claim that had been settled for less.',
  'interest-during-plan': 'Interest was charged, once a plan was agreed, for days on which it ran.',
  'missed-before-due': 'An instalment was called missed before its day had passed, or was in no plan.',

  // The notice
  'notice-by-sms': 'A notice was written for a channel that cannot carry it.',
  'notice-without-terms': 'A notice does not say for which claims it is and what costs will follow.',
  'notice-announces-too-much': 'A notice announces higher costs than the law allows.',
  'notice-before-default': 'A notice was sent for a claim that was not yet in default.',
  'notice-served-wrongly':
    'Served, though it was not sent, came back, was void, was served before or, by e-mail, had no proof of delivery.',
  'notice-served-differs': 'Served for other claims or other costs than the notice that was written.',
  'notice-term-too-short': 'Delivery, last free day or first day of costs lie earlier than the law allows.',

  // Costs
  'costs-without-notice': 'Costs were charged without a served notice for that claim that still stands.',
  'costs-too-early': 'Costs were charged before the free term of the notice and its buffer were over.',
  'costs-above-scale':
    'Costs are higher than the law allows over the principal that was unpaid on the last free day.',
  'costs-stacked':
    'Costs of notices within half a year are higher than those of one notice over all of their claims.',
  'costs-above-announced': 'Costs are higher than the notice announced.',
  'costs-twice': 'Costs were charged again for one notice without having been withdrawn.',
  'claim-bears-costs-twice': 'A claim that bears the costs of one notice was charged those of another.',
  'vat-above-rate': 'More of the costs is called VAT than its rate makes, or the creditor may add none.',
  'costs-uncleared': 'Costs were charged for a claim whose contract terms nobody has cleared.',
  'costs-withdrawn-above-charged': 'More costs of a notice were withdrawn than were charged.',
  'costs-not-withdrawn':
    'A payment or credit from within the free term became known late, and too much costs were kept.',
  'costs-kept-after-void':
    'A notice turned out void, or came back, after its costs were charged, and they were kept.',

  // Interest
  'interest-uncleared': 'Interest was charged for a claim whose contract terms nobody has cleared.',
  'interest-without-rate':
    'Interest was charged for no day at all or for days for which the table has no rate.',
  'interest-twice': 'Interest was charged twice for the same days of one claim.',
  'interest-before-default': 'Interest was charged for days before the law lets it run.',
  'interest-above-law': 'Interest is higher than the rate of the law over the whole principal gives.',

  // Receipts
  'charge-without-source':
    'Interest or costs were charged without a receipt that names each rule, its source and how sure we are of it.',
  'rates-untold': 'Interest was charged without saying for all of its days by which rate.',

  // Waking
  'case-sleeps': 'An open case has no open wait and no open task: nothing will ever wake it.',
  'wake-up-overdue': 'An open case has only waits and tasks whose day is long past.',
} as const satisfies Record<string, string>;

export type RuleName = keyof typeof rules;

/** Notes a violation. `detail` may hold numbers, days, ids and kinds; never anything about a person. */
export type Report = (seq: number, rule: RuleName, detail?: string) => void;
