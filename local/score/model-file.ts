import { readFileSync, writeFileSync } from 'node:fs';
import { type Model, readModel } from '../../core/score/glass-box/model.ts';
import { WrongUse } from '../stored.ts';

/** @throws WrongUse for a file that is no model, or was changed */
export function openModel(file: string): Model {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongUse(`${file} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  const read = readModel(json);
  if (!read.ok) throw new WrongUse(`${file} cannot be used. ${read.reason}`);
  return read.model;
}

/** Writes a model, one feature a line, and returns the bytes of the file. */
export function keepModel(file: string, model: Model): number {
  const { features, pairs, ...rest } = model;
  const lines = (parts: readonly unknown[]) =>
    parts.length === 0 ? '[]' : `[\n${parts.map((part) => `    ${JSON.stringify(part)}`).join(',\n')}\n  ]`;
  const head = JSON.stringify(rest, undefined, 2).replace(/\n\}$/, '');
  const text = `${head},\n  "features": ${lines(features)},\n  "pairs": ${lines(pairs)}\n}\n`;
  writeFileSync(file, text);
  return Buffer.byteLength(text);
}
