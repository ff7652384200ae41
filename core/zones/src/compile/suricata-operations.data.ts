// What Suricata can tell apart inside protocols, by operation class: the keywords and bytes of each operation (Suricata 7 user guide, "Rules").
// The classes are those of the wire engine's dissectors, so that list, sensor and Suricata mean the same.
import type { OperationClass } from '../words.ts';

/** `options` are rule options that are true of the operation and of no other of its protocol. */
export type SuricataOperation = { name: string; options: string };
export type SuricataProtocol = Readonly<Partial<Record<OperationClass, readonly SuricataOperation[]>>>;

const modbusFunctions: readonly [OperationClass, number, string][] = [
  ['read', 1, 'read coils'],
  ['read', 2, 'read discrete inputs'],
  ['read', 3, 'read holding registers'],
  ['read', 4, 'read input registers'],
  ['read', 20, 'read file record'],
  ['read', 24, 'read FIFO queue'],
  ['write', 5, 'write single coil'],
  ['write', 6, 'write single register'],
  ['write', 15, 'write multiple coils'],
  ['write', 16, 'write multiple registers'],
  ['write', 21, 'write file record'],
  ['write', 22, 'mask write register'],
  ['write', 23, 'read and write multiple registers'],
  ['diagnose', 7, 'read exception status'],
  ['diagnose', 8, 'diagnostics'],
  ['diagnose', 11, 'get comm event counter'],
  ['diagnose', 12, 'get comm event log'],
  ['identify', 17, 'report server id'],
  ['identify', 43, 'encapsulated interface transport'],
];

/** CIP service, and class where the service means something else elsewhere (CIP Vol 1 appendix A; 1756-PM020). */
const cipServices: readonly [OperationClass, string, string][] = [
  ['read', '76', 'read tag'],
  ['read', '82,107', 'read tag fragmented'],
  ['read', '85,107', 'list tags'],
  ['write', '77', 'write tag'],
  ['write', '78,107', 'read modify write tag'],
  ['write', '83', 'write tag fragmented'],
  ['write', '16,4', 'set attribute of an assembly'],
  ['program', '8,104', 'create program'],
  ['program', '9,104', 'delete program'],
  ['program', '79,106', 'download to controller'],
  ['program', '80,106', 'download to controller'],
  ['program', '75,55', 'initiate upload of a file'],
  ['program', '76,55', 'initiate download of a file'],
  ['program', '80,55', 'download transfer of a file'],
  ['program', '8,172', 'change of the project'],
  ['program', '75,161', 'write to non-volatile storage'],
  ['program', '76,161', 'write to non-volatile storage'],
  ['program', '77,161', 'write to non-volatile storage'],
  ['start', '6,142', 'start controller'],
  ['start', '5,1', 'reset of the device'],
  ['stop', '7,142', 'stop controller'],
  ['configure', '2', 'set attributes all'],
  ['configure', '16,245', 'set the network address'],
  ['configure', '16,1', 'set attribute of the identity'],
  ['configure', '21', 'restore'],
  ['configure', '22', 'save'],
];

/** S7comm: TPKT and COTP data take 7 bytes; then 0x32, the PDU's type, and of a job the function at byte 17. */
const JOB = 'content:"|32 01|"; offset:7; depth:2; ';
const USER_DATA = 'content:"|32 07|"; offset:7; depth:2; ';
const s7Functions: readonly [OperationClass, string, string][] = [
  ['read', '04', 'read variable'],
  ['write', '05', 'write variable'],
  ['program', '1a', 'request download'],
  ['program', '1b', 'download block'],
  ['program', '1c', 'download ended'],
  ['program', '1d', 'start upload'],
  ['program', '1e', 'upload'],
  ['program', '1f', 'end upload'],
  ['stop', '29', 'PLC stop'],
];
const s7Services: readonly [OperationClass, string, string][] = [
  ['start', 'P_PROGRAM', 'start PLC'],
  ['program', '_INSE', 'activate block'],
  ['program', '_DELE', 'delete block'],
  ['program', '_MODU', 'copy RAM to ROM'],
  ['program', '_NEWP', 'new program'],
  ['configure', '_GARB', 'compress memory'],
];
/** User data: request (4) and function group, then the subfunction, at bytes 22 and 23. */
const s7UserData: readonly [OperationClass, string, string][] = [
  ['write', '41 08', 'modify variable'],
  ['write', '41 09', 'force'],
  ['configure', '41 0a', 'breakpoint'],
  ['configure', '41 0c', 'memory reset'],
  ['start', '41 0b', 'exit HOLD'],
  ['configure', '44 07', 'lock alarms'],
  ['configure', '47 02', 'set clock'],
  ['configure', '47 04', 'set clock'],
];

function byClass(rows: readonly { is: OperationClass; name: string; options: string }[]): SuricataProtocol {
  const classes: Partial<Record<OperationClass, SuricataOperation[]>> = {};
  for (const { is, name, options } of rows) (classes[is] ??= []).push({ name, options });
  return classes;
}

/** Protocols by the names of the wire engine. Classes that are absent cannot be told apart in Suricata. */
export const suricataProtocols: Readonly<Record<string, SuricataProtocol>> = {
  modbus: byClass([
    ...modbusFunctions.map(([is, code, name]) => ({ is, name: `Modbus ${name}`, options: `modbus: function ${code}; ` })),
    { is: 'other', name: 'Modbus user-defined function', options: 'modbus: function user; ' },
    { is: 'other', name: 'Modbus unassigned function', options: 'modbus: function unassigned; ' },
  ]),
  cip: byClass(cipServices.map(([is, service, name]) => ({ is, name: `CIP ${name}`, options: `cip_service:${service}; ` }))),
  s7comm: byClass([
    ...s7Functions.map(([is, code, name]) => ({ is, name: `S7 ${name}`, options: `${JOB}content:"|${code}|"; offset:17; depth:1; ` })),
    ...s7Services.map(([is, text, name]) => ({
      is,
      name: `S7 ${name}`,
      options: `${JOB}content:"|28|"; offset:17; depth:1; content:"${text}"; offset:18; `,
    })),
    ...s7UserData.map(([is, bytes, name]) => ({
      is,
      name: `S7 ${name}`,
      options: `${USER_DATA}content:"|${bytes}|"; offset:22; depth:2; `,
    })),
  ]),
};
