import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCreditors } from '../adapters/aws/creditors.ts';
import { createTable } from '../adapters/aws/table.ts';
import type { Creditors } from '../core/ports.ts';
import { readCreditor } from '../local/policy.ts';
import { WrongUse } from '../local/stored.ts';
import { openStage, type Stage, type StageFlags } from './stage.ts';

export type ListedCreditors = Creditors & { all(): Promise<string[]> };

/** The creditors of a stage, or those in a restored table that it does not use yet. */
export function creditorsOf(stage: Stage, table = stage.settings.table): ListedCreditors {
  return dynamoCreditors(createTable(new DynamoDBClient(), table));
}

/** @throws WrongUse when there is no such creditor: a typing error must not look like success */
export async function needCreditor(creditors: ListedCreditors, id: string): Promise<void> {
  const all = await creditors.all();
  if (all.includes(id)) return;
  throw new WrongUse(`There is no creditor ${id}. There are: ${all.join(', ') || 'none'}.`);
}

/** `creditor set`: a policy that is validated first. Functions that run go by it within a minute. */
export async function setCreditor(file: string, flags: StageFlags): Promise<void> {
  const creditor = readCreditor(file);
  await creditorsOf(await openStage(flags)).put(creditor);
  console.log(flags.json ? JSON.stringify({ creditor: creditor.id }) : `${creditor.id} is set.`);
}

export interface StopOrder {
  creditor?: string;
  all?: boolean;
  lift?: boolean;
}

/**
 * Sets a stop order or lifts it. Every send looks for it at the last moment, so it counts from the next one on.
 *
 * @returns in words whom it is about, and whether one stands for them now
 * @throws WrongUse
 */
export async function orderStop(
  creditors: ListedCreditors,
  { creditor, all = false, lift = false }: StopOrder,
): Promise<{ creditor: string; stands: boolean }> {
  if ((creditor !== undefined) === all) throw new WrongUse('Say for whom: --creditor <id>, or --all.');
  if (creditor === undefined) {
    await creditors.stop('*', !lift);
    return { creditor: '*', stands: !lift };
  }
  await needCreditor(creditors, creditor);
  await creditors.stop(creditor, !lift);
  return { creditor, stands: await creditors.stopped(creditor) };
}

/** `stop`, and `stop --lift`. */
export async function stop(flags: StageFlags & StopOrder & { table?: string }): Promise<void> {
  const { creditor, stands } = await orderStop(creditorsOf(await openStage(flags), flags.table), flags);
  const whom = creditor === '*' ? 'everybody' : creditor;
  const words = flags.lift
    ? `Lifted for ${whom}.${stands ? ' The stop order for everybody still stands.' : ''}`
    : `Stopped for ${whom}: from now on nothing is sent.`;
  console.log(flags.json ? JSON.stringify({ creditor, stands }) : words);
}
