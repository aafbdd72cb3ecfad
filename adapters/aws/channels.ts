import type { Message } from '../../core/message/message.ts';
import type { Channels } from '../../core/ports.ts';
import type { Mail } from './mime.ts';
import type { Settings } from './settings.ts';

/** How a message becomes what its channel carries. */
export interface Renderers {
  email(message: Message): Promise<Mail>;
  sms(message: Message): Promise<{ text: string }>;
  letter(message: Message): Promise<Uint8Array>;
}

/** The channels of a stage; a client is loaded and made when something goes through its channel. */
export function openChannels(settings: Settings, render: Renderers): Channels {
  return {
    email: async (message) => (await import('./mail.ts')).openMail(settings, render.email)(message),
    sms: async (message) => (await import('./sms.ts')).openSms(settings, render.sms)(message),
    letter: async (message) => (await import('./letters.ts')).openLetters(settings, render.letter)(message),
  };
}
