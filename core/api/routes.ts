import { caseRoutes } from './cases.ts';
import { deliveryRoutes } from './deliveries.ts';
import { exportRoutes } from './exports.ts';
import { fileRoutes } from './files.ts';
import { holdingRoutes } from './holding.ts';
import { moneyRoutes } from './money.ts';
import { personRoutes } from './persons.ts';
import { policyRoutes } from './policy.ts';
import type { Route } from './route.ts';
import { taskRoutes } from './tasks.ts';

/** Everything that a creditor's system can ask. */
export const apiRoutes: readonly Route[] = [
  ...caseRoutes,
  ...moneyRoutes,
  ...holdingRoutes,
  ...taskRoutes,
  ...fileRoutes,
  ...policyRoutes,
  ...personRoutes,
  ...exportRoutes,
  ...deliveryRoutes,
];
