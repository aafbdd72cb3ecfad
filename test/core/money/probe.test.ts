import { test } from 'vitest';
import { makeRow, tell } from '../make-case.ts';
import { happen, type Move } from './make-steps.ts';
test('probe', async () => {
  const [claims, costs, moves] = [[{"cents":27851,"ago":221}],true,[{"move":"pay","share":3,"late":4,"designated":false},{"move":"pay","share":13,"late":0,"designated":false},{"move":"pay","share":3,"late":4,"designated":false},{"move":"pay-stated"},{"move":"pay","share":32,"late":4,"designated":false},{"move":"reverse","which":1},{"move":"pay","share":9,"late":4,"designated":false},{"move":"days","days":1},{"move":"settle","share":1},{"move":"credit","which":0,"share":30}]] as const;
  const s = await tell({ rows: claims.map(({cents, ago}, i) => makeRow({ invoice: `I${i}`, cents, dueOn: `2025-${String((ago % 12) + 1).padStart(2, '0')}-10` })) });
  if (costs) await s.chargeCosts();
  for (const m of moves) {
    await happen(s, m as Move);
    console.log(JSON.stringify(m), JSON.stringify([...(await s.case()).claims.values()].map(c=>c.books)), (await s.case()).closed?.outcome, s.audit());
  }
  const skip = new Set(['contact-written','wait-opened','contact-claimed','contact-sent','task-opened','task-closed']);
  for (const e of await s.entries()) { if (skip.has(e.kind)) continue; const { receipt: _, ...r } = e; console.log(JSON.stringify(r)); }
});
