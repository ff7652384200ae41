// CPU time a PostgreSQL has spent, by whom it worked for: on a busy machine the fairest measure of what something costs.
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of user and system time since each process began. `other`: the writers and whoever else. */
export type DatabaseCpu = { app: number; sequencer: number; other: number };

// Linux counts in hundredths of a second.
const tickMs = 10;

/** Reads it from /proc; null where there is none. Connections that have ended are no longer counted. */
export function readDatabaseCpu(postmaster: number): DatabaseCpu | null {
  const spent: DatabaseCpu = { app: 0, sequencer: 0, other: 0 };
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const [name, fields] = readProcess(pid);
      if (fields === undefined || Number(fields[1]) !== postmaster) continue;
      const who = name.includes('holdfast_app') ? 'app' : name.includes('holdfast_sequencer') ? 'sequencer' : 'other';
      spent[who] += (Number(fields[11]) + Number(fields[12])) * tickMs;
    }
    return spent;
  } catch {
    return null;
  }
}

// proc(5): after the name in brackets come state, parent and, as the 14th and 15th of all, user and system time.
function readProcess(pid: string): [string, string[] | undefined] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), stat.slice(stat.lastIndexOf(')') + 2).split(' ')];
  } catch {
    return ['', undefined];
  }
}
