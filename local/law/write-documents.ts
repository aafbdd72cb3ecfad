import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lawDocuments } from './documents.ts';

// Writes docs/law from the packs: npm run docs:law

const folder = fileURLToPath(new URL('../../docs/law/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of lawDocuments()) writeFileSync(`${folder}${name}`, text);
