// Builds the offline verifier: one file for Node and one page, each all there is to it. The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const app = join(root, 'apps/verifier');

async function bundle(input: string, platform: 'node' | 'browser'): Promise<string> {
  const build = await rolldown({ input: join(app, input), platform, treeshake: true, logLevel: 'warn' });
  const { output } = await build.generate({ format: 'esm', minify: platform === 'browser', codeSplitting: false });
  await build.close();
  const [chunk, ...more] = output;
  if (chunk === undefined || more.length > 0) throw new Error(`${input} gave ${output.length} files, not one`);
  return chunk.code;
}

/** Writes `holdfast-verify.mjs` and `holdfast-verify.html` into `dir`; returns their SHA-256 by name. */
export async function buildVerifier(dir: string): Promise<Record<string, string>> {
  mkdirSync(dir, { recursive: true });
  const program = await bundle('src/main.ts', 'node');
  const script = await bundle('page/page.ts', 'browser');
  const style = readFileSync(join(app, 'page/page.css'), 'utf8');
  const page = readFileSync(join(app, 'page/page.html'), 'utf8')
    .replace('/* style */', () => style)
    .replace('/* script */', () => script.replaceAll('</script', '<\\/script'));
  const made: Record<string, string> = { 'holdfast-verify.mjs': program, 'holdfast-verify.html': page };
  for (const [name, text] of Object.entries(made)) writeFileSync(join(dir, name), text);
  return Object.fromEntries(Object.entries(made).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]));
}

if (import.meta.main) {
  for (const [name, sha256] of Object.entries(await buildVerifier(join(app, 'dist')))) process.stdout.write(`${sha256}  ${name}\n`);
}
