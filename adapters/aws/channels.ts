import type { Message } from '../../core/message/message.ts';
import type { Channels } from '../../core/ports.ts';
import { openLetters } from './letters.ts';
import { openMail } from './mail.ts';
import type { Mail } from './mime.ts';
import type { Settings } from './settings.ts';
import { openSms } from './sms.ts';

/** How a message becomes what its channel carries. */
export interface Renderers {
  email(message: Message): Promise<Mail>;
  sms(message: Message): Promise<{ text: string }>;
  letter(message: Message): Promise<Uint8Array>;
}

/** The channels of a stage; a client is made when something goes through its channel. */
export function openChannels(settings: Settings, render: Renderers): Channels {
  return {
    email: (message) => openMail(settings, render.email)(message),
    sms: (message) => openSms(settings, render.sms)(message),
    letter: (message) => openLetters(settings, render.letter)(message),
  };
}
