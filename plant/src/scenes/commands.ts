// Operations that change a device: counted like any other, and told as events.
import type { AttackTechnique, OperationClass, ProtocolName } from '@holdfast/core-wire/words';
import type { Stage } from '../stage.ts';
import { cellOf, noteEvent } from '../tally.ts';
import type { FlowTally } from '../tally.ts';

/** What one changing operation is, for the truth. */
export type Command = { protocol: ProtocolName; key: number | string; class: OperationClass; attack: AttackTechnique | null };

/** Counts the request of a command and notes it as an event; `intended` false is the incident. */
export function countCommand(stage: Stage, flow: FlowTally, command: Command, intended = true): void {
  cellOf(flow, command.protocol, command.key).count++;
  noteEvent(stage.tally, {
    time_us: stage.wire.nowUs,
    client: flow.client,
    server: flow.server,
    protocol: command.protocol,
    operation: String(command.key),
    class: command.class,
    attack: command.attack,
    intended,
  });
}

/** Counts one unit that changes nothing, or the answer to one that does. */
export const count = (flow: FlowTally, protocol: ProtocolName, key: number | string, times = 1): void => {
  cellOf(flow, protocol, key).count += times;
};

export const countError = (flow: FlowTally, protocol: ProtocolName, key: number | string): void => {
  const cell = cellOf(flow, protocol, key);
  cell.count++;
  cell.errors++;
};

export const commands = {
  modbusWriteRegister: { protocol: 'modbus', key: 6, class: 'write', attack: 'T0836' },
  modbusWriteRegisters: { protocol: 'modbus', key: 16, class: 'write', attack: 'T0836' },
  s7Write: { protocol: 's7comm', key: 5, class: 'write', attack: 'T0855' },
  s7Stop: { protocol: 's7comm', key: 0x29, class: 'stop', attack: 'T0858' },
  s7Start: { protocol: 's7comm', key: 0x28, class: 'start', attack: 'T0858' },
  s7RequestDownload: { protocol: 's7comm', key: 0x1a, class: 'program', attack: 'T0843' },
  s7DownloadBlock: { protocol: 's7comm', key: 0x1b, class: 'program', attack: 'T0843' },
  s7DownloadEnded: { protocol: 's7comm', key: 0x1c, class: 'program', attack: 'T0843' },
  cipWriteTag: { protocol: 'cip', key: 0x4d, class: 'write', attack: 'T0855' },
  cipStop: { protocol: 'cip', key: 0x07, class: 'stop', attack: 'T0858' },
  cipStart: { protocol: 'cip', key: 0x06, class: 'start', attack: 'T0858' },
} as const satisfies Record<string, Command>;
