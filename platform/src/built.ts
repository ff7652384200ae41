// Whether a program's modules were built into a few files (`scripts/build-programs.ts`), and no source is newer: those load faster.
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** In the folder of the built files: the paths of all sources, from the program's folder. */
export const SOURCES_FILE = 'sources.json';

/** True when the built files of a program (`apps/<name>/`) are there and as new as their sources. */
export function isBuilt(app: URL, folderOfBuilt: URL = new URL('dist/', app)): boolean {
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
