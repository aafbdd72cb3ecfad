import type { Message } from '../../core/message/message.ts';
import { amicable, countryWords } from './country-words.ts';
import { smsParts, towardsGsm7 } from './gsm-7.ts';
import { approvedText, fill } from './templates.ts';
import { withPlainSpaces } from './text.ts';
import { valuesOf } from './values.ts';

export { smsParts };

/** A rendered SMS and the number of parts it is paid for. It names nobody: phones lie on tables. */
export interface Sms {
  text: string;
  parts: number;
}

/**
 * Renders a message as an SMS.
 *
 * @throws NoApprovedText for a notice: the law wants more said than an SMS can hold
 */
export function renderSms(message: Message): Sms {
  const { language, variant, country, from } = message;
  const filled = fill(approvedText('sms', language, variant, country), valuesOf(message, 'sms'));
  const said = [filled, amicable(from, countryWords(country, language))?.sms ?? ''].join(' ');
  const text = towardsGsm7(withPlainSpaces(said).replace(/\s+/g, ' ').trim());
  return { text, parts: smsParts(text) };
}
