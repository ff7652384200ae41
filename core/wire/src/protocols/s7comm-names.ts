// S7comm's numbers as data: functions, user data groups and subfunctions, PI services, each with its class and ATT&CK lead.
// Siemens publishes no specification; the numbers are those of the S7-300/400 communication as documented by the open S7 projects.
import { CONFIGURE, DIAGNOSE, IDENTIFY, OTHER, PROGRAM, READ, SESSION, START, STOP, WRITE, attackIdOf } from '../words.ts';
import type { AttackTechnique } from '../words.ts';

/** One code: plain name, operation class, index into `attackTechniques`. */
export type S7Code = { readonly name: string; readonly operationClass: number; readonly attack: number };

const code = (name: string, operationClass: number, technique: AttackTechnique | null = null): S7Code => ({
  name,
  operationClass,
  attack: technique === null ? 0 : attackIdOf(technique),
});

/** Parameter function of job and ack-data PDUs. */
export const functions: Readonly<Record<number, S7Code>> = {
  0x00: code('CPU services', DIAGNOSE),
  0x04: code('read variable', READ),
  0x05: code('write variable', WRITE, 'T0855'),
  0x1a: code('request download', PROGRAM, 'T0843'),
  0x1b: code('download block', PROGRAM, 'T0843'),
  0x1c: code('download ended', PROGRAM, 'T0843'),
  0x1d: code('start upload', PROGRAM, 'T0845'),
  0x1e: code('upload', PROGRAM, 'T0845'),
  0x1f: code('end upload', PROGRAM, 'T0845'),
  0x28: code('PI service', CONFIGURE, 'T0858'),
  0x29: code('PLC stop', STOP, 'T0858'),
  0xf0: code('setup communication', SESSION),
};

/** Program invocation services of function 0x28, by name; the index is part of the code (`piServiceCode`). */
export const piServices: readonly (S7Code & { readonly service: string })[] = [
  { service: 'P_PROGRAM', ...code('PI service P_PROGRAM: start PLC', START, 'T0858') },
  { service: '_INSE', ...code('PI service _INSE: activate block', PROGRAM, 'T0889') },
  { service: '_INS2', ...code('PI service _INS2: activate block', PROGRAM, 'T0889') },
  { service: '_DELE', ...code('PI service _DELE: delete block', PROGRAM, 'T0889') },
  { service: '_GARB', ...code('PI service _GARB: compress memory', CONFIGURE) },
  { service: '_MODU', ...code('PI service _MODU: copy RAM to ROM', PROGRAM, 'T0889') },
  { service: '_MPRG', ...code('PI service _MPRG: memory to ROM', PROGRAM, 'T0889') },
  { service: '_NEWP', ...code('PI service _NEWP: new program', PROGRAM, 'T0889') },
  { service: '_N_LOGIN_', ...code('PI service _N_LOGIN_: NC log in', SESSION) },
  { service: '_N_LOGOUT', ...code('PI service _N_LOGOUT: NC log out', SESSION) },
  { service: '_N_SELECT', ...code('PI service _N_SELECT: select NC program', PROGRAM, 'T0821') },
  { service: '_N_F_DELE', ...code('PI service _N_F_DELE: delete NC file', PROGRAM, 'T0889') },
];

/** User data function groups. */
export const groupNames: Readonly<Record<number, string>> = {
  0: 'mode transition',
  1: 'programmer commands',
  2: 'cyclic services',
  3: 'block functions',
  4: 'CPU functions',
  5: 'security',
  6: 'BSEND/BRECV',
  7: 'time',
  15: 'NC programming',
};

/** Subfunctions by `group << 8 | subfunction`. */
export const subfunctions: Readonly<Record<number, S7Code>> = {
  0x000: code('STOP', DIAGNOSE, 'T0858'),
  0x001: code('warm restart', DIAGNOSE, 'T0858'),
  0x002: code('RUN', DIAGNOSE, 'T0858'),
  0x003: code('hot restart', DIAGNOSE, 'T0858'),
  0x004: code('HOLD', DIAGNOSE, 'T0858'),
  0x006: code('cold restart', DIAGNOSE, 'T0858'),
  0x009: code('RUN redundant', DIAGNOSE, 'T0858'),
  0x00b: code('link-up', DIAGNOSE),
  0x00c: code('update', DIAGNOSE),
  0x101: code('block status', DIAGNOSE),
  0x102: code('variable status', READ),
  0x103: code('output ISTACK', DIAGNOSE),
  0x104: code('output BSTACK', DIAGNOSE),
  0x105: code('output LSTACK', DIAGNOSE),
  0x106: code('time measurement', DIAGNOSE),
  0x107: code('force selection', DIAGNOSE),
  0x108: code('modify variable', WRITE, 'T0836'),
  0x109: code('force', WRITE, 'T0835'),
  0x10a: code('breakpoint', CONFIGURE, 'T0858'),
  0x10b: code('exit HOLD', START, 'T0858'),
  0x10c: code('memory reset', CONFIGURE, 'T0809'),
  0x10d: code('disable job', DIAGNOSE),
  0x10e: code('enable job', DIAGNOSE),
  0x10f: code('delete job', DIAGNOSE),
  0x110: code('read job list', DIAGNOSE),
  0x111: code('read job', DIAGNOSE),
  0x112: code('replace job', DIAGNOSE),
  0x113: code('block status v2', DIAGNOSE),
  0x116: code('flash LED', IDENTIFY),
  0x201: code('cyclic transfer', READ),
  0x204: code('unsubscribe', READ),
  0x205: code('change-driven transfer', READ),
  0x207: code('change-driven transfer, modify', READ),
  0x208: code('read record', READ),
  0x301: code('list blocks', DIAGNOSE),
  0x302: code('list blocks of type', DIAGNOSE),
  0x303: code('get block info', DIAGNOSE),
  0x401: code('read SZL', DIAGNOSE),
  0x402: code('message service', SESSION),
  0x403: code('diagnostic message', DIAGNOSE),
  0x405: code('ALARM_8 indication', DIAGNOSE),
  0x406: code('NOTIFY indication', DIAGNOSE),
  0x407: code('ALARM_8 lock', CONFIGURE, 'T0878'),
  0x408: code('ALARM_8 unlock', CONFIGURE, 'T0838'),
  0x409: code('SCAN indication', DIAGNOSE),
  0x40b: code('alarm acknowledgement', OTHER),
  0x40c: code('alarm acknowledgement indication', DIAGNOSE),
  0x40d: code('alarm lock indication', DIAGNOSE),
  0x40e: code('alarm unlock indication', DIAGNOSE),
  0x411: code('ALARM_SQ indication', DIAGNOSE),
  0x412: code('ALARM_S indication', DIAGNOSE),
  0x413: code('alarm query', DIAGNOSE),
  0x416: code('NOTIFY_8 indication', DIAGNOSE),
  0x501: code('PLC password', SESSION),
  0x701: code('read clock', DIAGNOSE),
  0x702: code('set clock', CONFIGURE, 'T0836'),
  0x703: code('read clock', DIAGNOSE),
  0x704: code('set clock', CONFIGURE, 'T0836'),
  0xf01: code('NC request download', PROGRAM, 'T0843'),
  0xf02: code('NC download block', PROGRAM, 'T0843'),
  0xf03: code('NC continue download', PROGRAM, 'T0843'),
  0xf04: code('NC download ended', PROGRAM, 'T0843'),
  0xf06: code('NC start upload', PROGRAM, 'T0845'),
  0xf07: code('NC upload', PROGRAM, 'T0845'),
  0xf08: code('NC continue upload', PROGRAM, 'T0845'),
};

/** What is in no table above: counted, class not known. */
export const unknownCode: S7Code = code('', OTHER);
/** A read SZL for a list that says who the module is (0x11, 0x1c). */
export const readIdentification: S7Code = code('read SZL (identification)', IDENTIFY, 'T0888');
/** BSEND/BRECV has no subfunctions worth telling apart. */
export const blockSend: S7Code = code('BSEND/BRECV', WRITE);
/** An acknowledgement without parameters. */
export const acknowledgement: S7Code = code('acknowledgement', OTHER);
