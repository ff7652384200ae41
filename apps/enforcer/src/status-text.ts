// What `holdfast enforcer status` prints, for somebody who stands at the machine.
import type { Report } from '@holdfast/core-policy';
import type { ConduitNow } from './holder.ts';

export type Status = Omit<Report, 'events' | 'counters'> & {
  name: string;
  server: string;
  untold: number;
  was_damaged: boolean;
  unkept: string | null;
  certificate_until: string;
  conduits: ConduitNow[];
};

const modeWords = { normal: 'by its list', essential: 'essential only', isolated: 'ISOLATED' } as const;

export function statusText(status: Status, isRunning: boolean): string {
  const lines = [
    `enforcer   ${status.name}`,
    `server     ${status.server}`,
    `running    ${isRunning ? 'yes' : 'no: what was loaded stays in the kernel, but nobody watches it'}`,
    `list       ${listLine(status)}`,
    ...(isRunning ? [`kernel     ${status.is_as_applied ? 'holds what was loaded' : 'does not hold what was loaded'}`] : []),
    ...(status.was_damaged ? ['memory     was damaged and lies aside (state.damaged); compare what is held with the page'] : []),
    ...(status.unkept === null
      ? []
      : [`disk       took nothing: ${status.unkept}. What is held now would be lost in a restart; make room`]),
    ...(status.certificate_until === '' ? ['key        is lost: enrol again; what is held stays'] : []),
    ...(status.untold > 0 ? [`to tell    ${status.untold} events the server has not heard of`] : []),
    ...(status.conduits.length === 0 ? [] : ['', 'conduits']),
    ...status.conduits.map(({ name, mode, is_local }) => `  ${modeWords[mode].padEnd(15)} ${name}${is_local ? '  (set here)' : ''}`),
  ];
  return `${lines.join('\n')}\n`;
}

function listLine({ list_sequence, waiting }: Status): string {
  const kept = list_sequence === null ? 'none yet' : `number ${list_sequence}, confirmed`;
  return waiting === null
    ? kept
    : `number ${waiting.list_sequence} is tried, rolled back in ${waiting.seconds_left} s unless confirmed; before: ${kept}`;
}
