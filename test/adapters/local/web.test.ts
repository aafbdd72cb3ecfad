import { expect, test } from 'vitest';
import { localWeb } from '../../../adapters/local/web.ts';

test.each(['https://example.com/hooks', 'http://127.0.0.1.example.com/', 'http://10.0.0.1/'])(
  '%s is not called: what happens here is made up',
  async (url) => {
    await expect(localWeb.post(url, {}, '{}')).rejects.toMatchObject({ name: 'ForbiddenAddress' });
  },
);
