// The lists of erasures and of destroyed keys beside the database, ids only: what a restored backup would bring back is erased again from them.
//
// For whoever restores: `<data>/erasures/` belongs to the installation and not to the state a backup holds. Putting a backup back
// keeps the lines of the folder it replaces (`keepErasures(from, to)`, as `keepSigner` does for the signer's memory), and adds those of the
// backup. Nothing else is needed: a listed key opens nothing from the first moment on, and at its next start the server compares the list with the database and erases again what is missing
// (modules/govern/personal-data/jobs.ts), each as an act of its own in the log of the new epoch, which names the entry of the first erasure.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One erasure. `payloads`: entry ids with the number of the commitment. `person_id`: whose rows were emptied, and which parts of them. */
export type ErasureLine = {
  site_id: string;
  entry_id: string;
  by: string;
  asked_by: string;
  at: string;
  person_id: string | null;
  parts: string[];
  payloads: [string, number][];
};

/** A file's key that was destroyed: an older backup still holds it wrapped. Its id only; what the file was stays unsaid. */
export type DestroyedLine = { file_id: string; at: string };

const folderOf = (dataDir: string): string => join(dataDir, 'erasures');
const lists = { erasures: 'list.jsonl', keys: 'keys.jsonl' } as const;

/** All lines, in order. A last line without its end is left out: it was being written when the machine stopped, and is written again. */
export const readErasures = (dataDir: string): ErasureLine[] => read<ErasureLine>(dataDir, lists.erasures);

/** Makes the list hold these too, durable before it returns: rename and fsync. Returns how many were new. */
export const addErasures = (dataDir: string, lines: readonly ErasureLine[]): number =>
  add(dataDir, lists.erasures, lines, ({ entry_id }) => entry_id);

/** The keys that were destroyed. */
export const readDestroyedKeys = (dataDir: string): DestroyedLine[] => read<DestroyedLine>(dataDir, lists.keys);

/** As `addErasures`, of keys. */
export const addDestroyedKeys = (dataDir: string, lines: readonly DestroyedLine[]): number =>
  add(dataDir, lists.keys, lines, ({ file_id }) => file_id);

/** Carries both lists of a replaced data folder into the one put in its place. Returns how many lines it took over. */
export const keepErasures = (replacedDir: string, dataDir: string): number =>
  addErasures(dataDir, readErasures(replacedDir)) + addDestroyedKeys(dataDir, readDestroyedKeys(replacedDir));

function read<L>(dataDir: string, name: string): L[] {
  const path = join(folderOf(dataDir), name);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as L);
}

function add<L>(dataDir: string, name: string, lines: readonly L[], idOf: (line: L) => string): number {
  const held = read<L>(dataDir, name);
  const known = new Set(held.map(idOf));
  const fresh = lines.filter((it) => !known.has(idOf(it)));
  if (fresh.length > 0) write(dataDir, name, [...held, ...fresh]);
  return fresh.length;
}

function write(dataDir: string, name: string, lines: readonly unknown[]): void {
  mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const path = join(folderOf(dataDir), name);
  const making = `${path}.making`;
  const file = openSync(making, 'w', 0o600);
  try {
    writeSync(file, lines.map((it) => `${JSON.stringify(it)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(making, path);
  const folder = openSync(folderOf(dataDir), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
