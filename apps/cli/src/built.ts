// Whether the command's modules were built into a few files (`scripts/build-cli.ts`), and no source is newer: those load faster.
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** In the folder of the built files: the paths of all sources, from the app's folder. */
export const SOURCES_FILE = 'sources.json';

const app = new URL('../', import.meta.url);
/** What `inspect.ts` is there. */
export const builtInspect = new URL('dist/inspect.js', app).href;

const dist = new URL('dist/', app);

/** True when the built files are there and as new as their sources. */
export function isBuilt(folderOfBuilt: URL = dist): boolean {
  try {
    const list = fileURLToPath(new URL(SOURCES_FILE, folderOfBuilt));
    const built = statSync(list).mtimeMs;
    const sources = JSON.parse(readFileSync(list, 'utf8')) as string[];
    const folder = fileURLToPath(app);
    return sources.every((path) => statSync(folder + path).mtimeMs <= built);
  } catch {
    return false;
  }
}
