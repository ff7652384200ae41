// Which files below a folder this process holds open, in any of its threads: for tests that nothing is left to the garbage collector.
import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Paths below `folder` that are open now. Throws where the system does not tell (no /proc). */
function openBelow(folder: string): string[] {
  const below: string[] = [];
  for (const name of readdirSync('/proc/self/fd')) {
    try {
      const path = readlinkSync(`/proc/self/fd/${name}`);
      if (path.startsWith(`${folder}/`)) below.push(path);
    } catch {
      // Closed since the folder was read.
    }
  }
  return below;
}

/** As `openBelow`, after at most a second in which what is being closed may close. The collector does not run for so little. */
export async function leftOpenBelow(folder: string): Promise<string[]> {
  for (let n = 0; n < 20 && openBelow(folder).length > 0; n += 1) await wait(50);
  return openBelow(folder);
}
