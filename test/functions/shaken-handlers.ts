import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The code that each function can reach, by its name: what is left when all that it never calls is taken out. */
export async function shakenHandlers(names: readonly string[]): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: `${root}functions/${name}/handler.ts`, out: name })),
    outdir: '/nowhere',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/.*\/|\.js$/g, ''), text]));
}
