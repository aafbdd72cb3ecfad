import { test } from 'vitest';
test('x', async () => { const t=Date.now(); await import('./templates.ts'); console.log(Date.now()-t); });
