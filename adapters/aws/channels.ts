import type { Message } from '../../core/message/message.ts';
import type { Channels } from '../../core/ports.ts';
import type { Mail } from './mail.ts';
import { whenUsed } from './ports.ts';
import type { Settings } from './settings.ts';

/** How a message becomes what its channel carries. */
export interface Renderers {
  email(message: Message): Promise<Mail>;
  sms(message: Message): Promise<{ text: string }>;
  letter(message: Message): Promise<Uint8Array>;
}

/** The channels of a stage; each is loaded when something goes through it. */
export function openChannels(settings: Settings, render: Renderers): Channels {
  const email = whenUsed(async () => {
    const { openMail } = await import('./mail.ts');
    return { send: openMail(settings, render.email) };
  });
  const sms = whenUsed(async () => {
    const { openSms } = await import('./sms.ts');
    return { send: openSms(settings, render.sms) };
  });
  const letter = whenUsed(async () => {
    const { openLetters } = await import('./letters.ts');
    return { send: openLetters(settings, render.letter) };
  });
  return {
    email: (message) => email.send(message),
    sms: (message) => sms.send(message),
    letter: (message) => letter.send(message),
  };
}
