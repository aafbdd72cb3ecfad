import type { Message } from '../../core/message/message.ts';

/** Renderers of messages whose code is loaded when one is sent: most calls of what sends have nothing to send yet. */
export const whenSent = {
  email: async (message: Message) => (await import('./email.ts')).renderEmail(message),
  sms: async (message: Message) => (await import('./sms.ts')).renderSms(message),
  letter: async (message: Message) => (await import('./letter.ts')).renderLetter(message),
};
