// Which boot of the machine this is, and how long it has been up: a clock nobody sets.
import { readFileSync } from 'node:fs';

export type Boot = { id: string; up_s: () => number };

export function readBoot(): Boot {
  return {
    id: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    up_s: () => Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]),
  };
}
