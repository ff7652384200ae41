// Writes client/src/api.d.ts from the routes; `--check` only says whether it is up to date.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printClientTypes } from '../platform/src/client-types.ts';
import { openApiDocument } from '../platform/src/openapi.ts';
import type { Routes } from '../platform/src/route.ts';

export const clientTypesFile = fileURLToPath(new URL('../client/src/api.d.ts', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** The text client/src/api.d.ts must have for these routes, formatted like every file of the repository. Throws Error when oxfmt fails. */
export function clientTypesOf(routes: Routes): string {
  const text = printClientTypes(openApiDocument(routes, '1'));
  const formatted = spawnSync(`${root}/node_modules/.bin/oxfmt`, ['--stdin-filepath=client/src/api.d.ts'], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (formatted.status !== 0) throw new Error(`oxfmt could not format the client types: ${formatted.stderr}`);
  return formatted.stdout;
}

/** True when the file in the repository is what the routes give. */
export function isClientCurrent(routes: Routes): boolean {
  return readFileSync(clientTypesFile, 'utf8') === clientTypesOf(routes);
}

if (import.meta.main) {
  const { listRoutes } = await import('../apps/server/src/routes.ts');
  const routes = listRoutes();
  if (!process.argv.includes('--check')) writeFileSync(clientTypesFile, clientTypesOf(routes));
  else if (!isClientCurrent(routes)) {
    console.error('client/src/api.d.ts is not what the routes give: run node scripts/generate-client.ts');
    process.exitCode = 1;
  }
}
