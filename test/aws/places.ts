import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const emulator = `${root}.amicable/emulator`;

/** Where the emulator and what it leaves behind are. */
export const places = {
  root,
  emulator,
  python: `${emulator}/bin/python`,
  /** One folder a stage: the emulator's log, the synthesised app, what functions keep in their /tmp. */
  stages: `${root}.amicable/aws`,
  cdk: `${root}node_modules/aws-cdk/bin/cdk`,
  launcher: fileURLToPath(new URL('launch.py', import.meta.url)),
};
