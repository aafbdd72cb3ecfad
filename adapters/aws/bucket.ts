import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { patient } from './patience.ts';

/** A bucket as its adapters use it. */
export interface Bucket {
  put(key: string, type: string, content: string): Promise<void>;
  /** Writes an object of any size piece by piece; it is there when all of it is written. */
  write(key: string, type: string, pieces: AsyncIterable<string>): Promise<void>;
  /** Writes an object into a file. */
  download(key: string, path: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Keys that begin with a prefix, in order, page by page. */
  keys(prefix: string): AsyncIterable<string>;
  /** An address at which whoever has it can fetch an object, for so many seconds. */
  linkToFetch(key: string, seconds: number, filename: string): Promise<string>;
  /** An address to which whoever has it can put an object, for so many seconds. */
  linkToPut(key: string, seconds: number): Promise<string>;
}

/** Characters that are sent as one part: S3 wants at least 5 MB of all but the last. */
const PART = 8_000_000;

/** A client that adds no checksums of its own: in an address to put something to it would be that of an empty object. */
export function s3Client(): S3Client {
  return new S3Client({ ...patient, requestChecksumCalculation: 'WHEN_REQUIRED' });
}

/** @param client made by `s3Client` */
export function createBucket(client: S3Client, name: string): Bucket {
  const place = (key: string) => ({ Bucket: name, Key: key });

  const put: Bucket['put'] = async (key, type, content) => {
    // As bytes: of an empty text the client would think that it is a stream.
    const Body = Buffer.from(content);
    await client.send(new PutObjectCommand({ ...place(key), ContentType: type, Body }));
  };

  return {
    put,
    write: async (key, type, pieces) => {
      let upload: string | undefined;
      const parts: { ETag: string | undefined; PartNumber: number }[] = [];
      const send = async (content: string) => {
        const PartNumber = parts.length + 1;
        const part = { ...place(key), UploadId: upload, PartNumber, Body: content };
        const { ETag } = await client.send(new UploadPartCommand(part));
        parts.push({ ETag, PartNumber });
      };
      let content = '';
      try {
        for await (const piece of pieces) {
          content += piece;
          if (content.length < PART) continue;
          upload ??= (
            await client.send(new CreateMultipartUploadCommand({ ...place(key), ContentType: type }))
          ).UploadId;
          await send(content);
          content = '';
        }
        if (upload === undefined) return await put(key, type, content);
        if (content !== '') await send(content);
        const whole = { ...place(key), UploadId: upload, MultipartUpload: { Parts: parts } };
        await client.send(new CompleteMultipartUploadCommand(whole));
      } catch (error) {
        // Parts of what never became an object would cost something for ever.
        if (upload) await client.send(new AbortMultipartUploadCommand({ ...place(key), UploadId: upload }));
        throw error;
      }
    },
    download: async (key, path) => {
      const { Body } = await client.send(new GetObjectCommand(place(key)));
      await pipeline(Body as Readable, createWriteStream(path));
    },
    has: async (key) => {
      try {
        await client.send(new HeadObjectCommand(place(key)));
        return true;
      } catch (error) {
        if ((error as Error).name === 'NotFound') return false;
        throw error;
      }
    },
    keys: async function* (prefix) {
      let from: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken: from }),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
        from = page.NextContinuationToken;
      } while (from !== undefined);
    },
    linkToFetch: async (key, seconds, filename) => {
      const disposition = `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`;
      const command = new GetObjectCommand({ ...place(key), ResponseContentDisposition: disposition });
      return await getSignedUrl(client, command, { expiresIn: seconds });
    },
    linkToPut: async (key, seconds) =>
      await getSignedUrl(client, new PutObjectCommand(place(key)), { expiresIn: seconds }),
  };
}
