import { Hono } from 'hono';
import { API_BASE } from '../../core/api/route.ts';
import type { Live } from './live.ts';

/** Where the exports that were made can be fetched, as from a bucket: on this computer by whoever knows the name. */
export function exportFiles(live: Live): Hono {
  const app = new Hono();
  app.get(`${API_BASE}/exports/:name/content`, (c) => {
    const name = c.req.param('name');
    const made = live.laptop.archive.read(name);
    if (!made) return c.notFound();
    return c.body(made.content, 200, {
      'content-type': made.type,
      'content-disposition': `attachment; filename="${name}"`,
    });
  });
  return app;
}
