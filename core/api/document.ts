import { openApi } from './openapi.ts';
import { apiRoutes } from './routes.ts';

let written: string | undefined;

/**
 * The document of the API as it is served. Made once: that takes tens of milliseconds, and anybody may ask for it. In a
 * bundle it is made beforehand.
 */
export function apiDocument(): string {
  written ??= JSON.stringify(openApi(apiRoutes));
  return written;
}
