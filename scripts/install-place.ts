// Puts an unpacked bundle in its place beside the other versions.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layout, switchTo, writeLayout } from './install-layout.ts';

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Moves the unpacked files to their version's folder, and lets `current` lead there. */
export function place(layout: Layout, { unpacked, version }: { unpacked: string; version: string }): void {
  const folder = join(layout.home, version);
  rmSync(folder, { recursive: true, force: true });
  // Checked by now against the key of the first bundle, or against the one the operator gave.
  writeFileSync(join(layout.home, 'bundle-key'), readFileSync(join(unpacked, 'bundle-key')), { mode: 0o644 });
  renameSync(unpacked, folder);
  writeLayout(layout);
  switchTo(layout.home, version);
}
