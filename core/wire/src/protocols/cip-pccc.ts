// PCCC commands inside CIP (Execute PCCC, class 0x67): Rockwell 1770-6.5.16 "DF1 Protocol and Command Set", chapters 6 and 7.
import type { ByteReader } from '../byte-reader.ts';
import { CONFIGURE, DIAGNOSE, IDENTIFY, OTHER, PROGRAM, READ, SESSION, START, STOP, WRITE } from '../words.ts';
import type { AttackTechnique } from '../words.ts';

/** Codes of PCCC commands start here: 0x100 for each of command 0x0f, 0x06, 0x07, the plain commands, and CPU modes. */
const PCCC_CODE = 0xc000;
const commandBases: Readonly<Record<number, number>> = { 0x0f: 0xc000, 0x06: 0xc100, 0x07: 0xc200 };
const PLAIN_COMMANDS = 0xc300;
const CPU_MODES = 0xc400;
const SET_CPU_MODES = 0xc500;
const CODE_END = 0xc600;

type PcccCode = readonly [name: string, operationClass: number, attack?: AttackTechnique];

const codes: Readonly<Record<number, PcccCode>> = {
  0xc000: ['word range write', WRITE, 'T0855'],
  0xc001: ['word range read', READ],
  0xc002: ['bit write', WRITE, 'T0855'],
  0xc003: ['file write', WRITE, 'T0855'],
  0xc004: ['file read', READ],
  0xc005: ['download request', PROGRAM, 'T0843'],
  0xc006: ['upload', PROGRAM, 'T0845'],
  0xc007: ['shutdown', STOP, 'T0858'],
  0xc008: ['physical write', PROGRAM, 'T0843'],
  0xc009: ['physical read', PROGRAM, 'T0845'],
  0xc00a: ['restart request', START, 'T0816'],
  0xc011: ['get edit resource', SESSION],
  0xc012: ['return edit resource', SESSION],
  0xc017: ['read bytes physical', PROGRAM, 'T0845'],
  0xc018: ['write bytes physical', PROGRAM, 'T0843'],
  0xc026: ['read-modify-write', WRITE, 'T0855'],
  0xc029: ['read section size', DIAGNOSE],
  0xc03a: ['set CPU mode', CONFIGURE, 'T0858'],
  0xc041: ['disable forces', WRITE, 'T0835'],
  0xc050: ['download all request', PROGRAM, 'T0843'],
  0xc052: ['download completed', PROGRAM, 'T0843'],
  0xc053: ['upload all request', PROGRAM, 'T0845'],
  0xc055: ['upload completed', PROGRAM, 'T0845'],
  0xc057: ['initialize memory', CONFIGURE, 'T0809'],
  0xc05e: ['modify PLC-2 compatibility file', CONFIGURE, 'T0836'],
  0xc067: ['typed write', WRITE, 'T0855'],
  0xc068: ['typed read', READ],
  0xc079: ['read-modify-write N', WRITE, 'T0855'],
  0xc080: ['change CPU mode', CONFIGURE, 'T0858'],
  0xc081: ['open file', SESSION],
  0xc082: ['close file', SESSION],
  0xc088: ['execute multiple commands', OTHER],
  0xc08f: ['apply port configuration', CONFIGURE, 'T0836'],
  0xc0a1: ['protected typed logical read, two address fields', READ],
  0xc0a2: ['protected typed logical read, three address fields', READ],
  0xc0a3: ['protected typed logical read, bit', READ],
  0xc0a7: ['protected typed file read', READ],
  0xc0a9: ['protected typed logical write, two address fields', WRITE, 'T0855'],
  0xc0aa: ['protected typed logical write, three address fields', WRITE, 'T0855'],
  0xc0ab: ['protected typed logical masked write', WRITE, 'T0855'],
  0xc0af: ['protected typed file write', WRITE, 'T0855'],
  0xc100: ['echo', DIAGNOSE],
  0xc101: ['read diagnostic counters', DIAGNOSE],
  0xc102: ['set variables', CONFIGURE],
  0xc103: ['diagnostic status', IDENTIFY, 'T0888'],
  0xc104: ['set timeout', CONFIGURE],
  0xc105: ['set NAKs', CONFIGURE],
  0xc106: ['set ENQs', CONFIGURE],
  0xc107: ['reset diagnostic counters', CONFIGURE],
  0xc108: ['set data table size', CONFIGURE],
  0xc109: ['read link parameters', DIAGNOSE],
  0xc10a: ['set link parameters', CONFIGURE],
  0xc200: ['disable outputs', WRITE, 'T0835'],
  0xc201: ['enable outputs', WRITE, 'T0835'],
  0xc203: ['enable PLC scanning', START, 'T0858'],
  0xc204: ['enter download mode', PROGRAM, 'T0843'],
  0xc205: ['exit download/upload mode', PROGRAM],
  0xc206: ['enter upload mode', PROGRAM, 'T0845'],
  0xc300: ['protected write', WRITE, 'T0855'],
  0xc301: ['unprotected read', READ],
  0xc302: ['protected bit write', WRITE, 'T0855'],
  0xc305: ['unprotected bit write', WRITE, 'T0855'],
  0xc308: ['unprotected write', WRITE, 'T0855'],
  0xc401: ['change CPU mode: remote program', STOP, 'T0858'],
  0xc406: ['change CPU mode: remote run', START, 'T0858'],
  0xc407: ['change CPU mode: remote test, continuous', STOP, 'T0858'],
  0xc408: ['change CPU mode: remote test, single', STOP, 'T0858'],
  0xc409: ['change CPU mode: remote test, debug', STOP, 'T0858'],
  0xc500: ['set CPU mode: program', STOP, 'T0858'],
  0xc501: ['set CPU mode: remote test', STOP, 'T0858'],
  0xc502: ['set CPU mode: run', START, 'T0858'],
};

/** Whether a CIP code is one of PCCC's. */
export const isPcccCode = (code: number): boolean => code >= PCCC_CODE && code < CODE_END;

export const describePccc = (code: number): string => `PCCC: ${codes[code]?.[0] ?? `command 0x${(code - PCCC_CODE).toString(16)}`}`;
export const pcccClass = (code: number): number => codes[code]?.[1] ?? OTHER;
export const pcccAttack = (code: number): AttackTechnique | null => codes[code]?.[2] ?? null;

/** The code of the PCCC command in an Execute PCCC request; the reader stands on the requestor id. -1 when it is cut. */
export function readPcccRequest(reader: ByteReader): number {
  skipRequestor(reader);
  const command = reader.u8('PCCC command') & 0x0f;
  reader.skip(3, 'PCCC status and transaction');
  const base = commandBases[command];
  if (base === undefined) return reader.fault ? -1 : PLAIN_COMMANDS + command;
  const code = base + reader.u8('PCCC function');
  if (reader.fault) return -1;
  if (code !== 0xc080 && code !== 0xc03a) return code;
  const withMode = (code === 0xc080 ? CPU_MODES : SET_CPU_MODES) + reader.u8('CPU mode');
  return codes[withMode] ? withMode : code;
}

/** Status of the PCCC answer (0 is success); the reader stands on the requestor id and is left on the data. */
export function readPcccAnswer(reader: ByteReader): number {
  skipRequestor(reader);
  reader.skip(1, 'PCCC command');
  const status = reader.u8('PCCC status');
  reader.skip(2, 'PCCC transaction');
  return status;
}

/**
 * Catalogue name in the answer to `diagnostic status` of SLC 500 and MicroLogix: five bytes of mode, types and
 * series, then eleven characters. '' when it is none.
 */
export function readCatalogueName(reader: ByteReader): string {
  reader.skip(5, 'PCCC processor type');
  const name = reader.text(11, 'PCCC catalogue name');
  return /^\d{4}-[A-Z0-9]+/.test(name) ? name : '';
}

function skipRequestor(reader: ByteReader): void {
  reader.skip(reader.u8('requestor id length') - 1, 'requestor id');
}
