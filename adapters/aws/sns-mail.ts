import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { EventShape } from './event-shape.ts';

const Told = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), tags: z._default(z.record(z.string(), z.array(z.string())), {}) }),
  bounce: z.optional(z.object({ bounceType: z.string(), feedbackId: z.string() })),
  complaint: z.optional(z.object({ feedbackId: z.string(), complaintFeedbackType: z.nullish(z.string()) })),
});
type Told = z.infer<typeof Told>;

/**
 * What SES tells of mails, through a topic. What is not of a mail of ours, or says nothing new, is left. What somebody
 * else tells (a print house of letters that came back, a gateway of text messages) comes as plain input.
 */
export const mailFeedback: EventShape = async (event, call) => {
  const { Records } = event as Partial<SNSEvent>;
  if (!Records) return await call(event);
  const heard = await Promise.allSettled(
    Records.map(async ({ Sns }) => {
      const told = Told.safeParse(parsed(Sns.Message));
      const input = told.success ? feedbackOf(told.data) : undefined;
      if (input) await call(input);
    }),
  );
  const wrong = heard.find((one) => one.status === 'rejected');
  if (wrong) throw wrong.reason;
  return {};
};

function feedbackOf(told: Told): object | undefined {
  const { messageId, tags } = told.mail;
  const [id] = tags.case ?? [];
  const [contact] = tags.contact ?? [];
  if (!id || !contact) return undefined;
  // The same mail can be opened many times: each kind of feedback is told once.
  const of = (what: string, its = what) => ({ case: id, contact, id: `ses:${messageId}:${its}`, what });
  switch (told.eventType) {
    case 'Delivery':
      return of('delivered');
    case 'Open':
      return of('opened');
    case 'Click':
      return of('clicked');
    case 'Bounce':
      return {
        ...of('bounced', `bounced:${told.bounce?.feedbackId ?? ''}`),
        permanent: told.bounce?.bounceType === 'Permanent',
      };
    // Found to hold a virus: it never left. That says nothing of the address.
    case 'Reject':
      return { ...of('bounced', 'rejected'), permanent: false };
    case 'Complaint':
      return told.complaint?.complaintFeedbackType === 'not-spam' ? undefined : of('complained');
    default:
      return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
