import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Message } from '../../core/message/message.ts';
import type { Handed } from '../../core/ports.ts';
import { patient } from './patience.ts';
import type { Settings } from './settings.ts';

/** What a print house must know of a letter: one JSON file beside each PDF, written after it. */
export interface LetterEntry {
  contact: string;
  /** Key of the PDF in the same bucket. */
  file: string;
  /** Day that is printed on it. */
  date: string;
  language: string;
  pages: number;
  bytes: number;
  /** SHA-256 of the PDF, hex. */
  sha256: string;
  /** Customer number at the creditor. */
  reference: string;
  /** Lines of the address as they stand in the window of the envelope. */
  address: { name?: string; street: string; postcode: string; city: string; country: string } | 'at-creditor';
}

export function openLetters({ buckets }: Settings, render: (message: Message) => Promise<Uint8Array>) {
  return letterChannel(new S3Client(patient), render, buckets.letters);
}

/** Letters into a bucket, from which a print house takes them. The same letter again changes nothing. */
export function letterChannel(
  client: S3Client,
  render: (message: Message) => Promise<Uint8Array>,
  bucket: string,
): (message: Message) => Promise<Handed> {
  const putNew = async (key: string, type: string, body: Uint8Array | string) => {
    try {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: type, Body: body, IfNoneMatch: '*' }),
      );
    } catch (error) {
      if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
    }
  };
  return async (message) => {
    const { postal, name, reference, postalHeldByCreditor } = message.to;
    if (!postal && !postalHeldByCreditor) return { refused: 'no-address' };
    const pdf = await render(message);
    const file = `letters/${message.date}/${message.contact}.pdf`;
    const entry: LetterEntry = {
      contact: message.contact,
      file,
      date: message.date,
      language: message.language,
      pages: pagesOf(pdf),
      bytes: pdf.byteLength,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      reference,
      address: postalHeldByCreditor || !postal ? 'at-creditor' : { ...(name && { name }), ...postal },
    };
    await putNew(file, 'application/pdf', pdf);
    await putNew(
      `letters/${message.date}/${message.contact}.json`,
      'application/json',
      JSON.stringify(entry),
    );
    return { accepted: file };
  };
}

/** A PDF that we made: its objects are not compressed. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}
