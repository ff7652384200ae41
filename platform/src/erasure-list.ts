// The list of erasures beside the database, ids only: what a restored backup would bring back is erased again from it.
//
// For whoever restores: `<data>/erasures/list.jsonl` belongs to the installation and not to the state a backup holds. Putting a backup back
// keeps the lines of the folder it replaces (`keepErasures(from, to)`, as `keepSigner` does for the signer's memory), and adds those of the
// backup. Nothing else is needed: at its next start the server compares the list with the database and erases again what is missing
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

const folderOf = (dataDir: string): string => join(dataDir, 'erasures');
const pathOf = (dataDir: string): string => join(folderOf(dataDir), 'list.jsonl');

/** All lines, in order. A last line without its end is left out: it was being written when the machine stopped, and is written again. */
export function readErasures(dataDir: string): ErasureLine[] {
  if (!existsSync(pathOf(dataDir))) return [];
  const lines = readFileSync(pathOf(dataDir), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as ErasureLine);
}

/** Makes the list hold these too, durable before it returns: rename and fsync. Returns how many were new. */
export function addErasures(dataDir: string, lines: readonly ErasureLine[]): number {
  const held = readErasures(dataDir);
  const known = new Set(held.map((it) => it.entry_id));
  const fresh = lines.filter((it) => !known.has(it.entry_id));
  if (fresh.length > 0) write(dataDir, [...held, ...fresh]);
  return fresh.length;
}

/** Carries the list of a replaced data folder into the one put in its place. Returns how many lines it took over. */
export const keepErasures = (replacedDir: string, dataDir: string): number => addErasures(dataDir, readErasures(replacedDir));

function write(dataDir: string, lines: readonly ErasureLine[]): void {
  mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
  const making = `${pathOf(dataDir)}.making`;
  const file = openSync(making, 'w', 0o600);
  try {
    writeSync(file, lines.map((it) => `${JSON.stringify(it)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(making, pathOf(dataDir));
  const folder = openSync(folderOf(dataDir), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
