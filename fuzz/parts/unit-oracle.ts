// The oracle for one dissector read directly: it never throws, stays within the unit, says only words of the closed lists, and bounded ones.
import type { Dissector, Reading } from '@holdfast/core-wire';
import { ByteReader } from '../../core/wire/src/byte-reader.ts';
import { ConversationPool } from '../../core/wire/src/conversation.ts';
import { describeElement } from '../../core/wire/src/elements.ts';
import { attackTechniques, attributeNames, operationClasses, protocolNames, signKinds } from '../../core/wire/src/words.ts';
import type { Unit } from './corpus.ts';

const padding = 24;
const slowMs = 500;
const mostUnitBytes = 1 << 20;

/** What is wrong with how `dissector` reads these units, one after the other in one conversation. */
export function faultOfUnits(dissector: Dissector, units: readonly Unit[]): string | null {
  const began = performance.now();
  const zeros = listen(dissector, units, 0x00);
  const took = performance.now() - began;
  const ones = listen(dissector, units, 0xff);
  const at = zeros.said.findIndex((line, index) => line !== ones.said[index]);
  if (zeros.fault ?? ones.fault) return zeros.fault ?? ones.fault;
  if (at >= 0 || zeros.said.length !== ones.said.length)
    return `reads outside the unit: ${zeros.said[at] ?? 'nothing'} or ${ones.said[at] ?? 'nothing'}, depending on what lies around it`;
  if (took > slowMs) return `slow: ${took.toFixed(0)} ms`;
  return null;
}

type Heard = { said: string[]; fault: string | null };

/** Plays the units with bytes of `around` on both sides of each. */
function listen(dissector: Dissector, units: readonly Unit[], around: number): Heard {
  const heard: Heard = { said: [], fault: null };
  const reading = readingInto(dissector, heard);
  const reader = new ByteReader();
  for (const { fromServer, bytes } of units) {
    const start = padding;
    const end = start + bytes.length;
    const buffer = new Uint8Array(end + padding).fill(around);
    buffer.set(bytes, start);
    reading.fromServer = fromServer;
    const before = heard.said.length;
    const isRecognised = dissector.recognises(buffer, start, end);
    heard.said.push(`recognises ${isRecognised}`);
    heard.fault ??= faultOfLength(dissector, buffer, start, end, heard.said);
    // The engine hands over only these; of anything else a dissector may say nonsense, but it stays within its bounds all the same.
    const isUnit = isRecognised || dissector.unitLength?.(buffer, start, end) === bytes.length;
    const spoken = heard.fault;
    reader.reset(buffer, start, end);
    dissector.read(reader, reading);
    if (!isUnit) heard.fault = spoken;
    heard.said.push(`fault ${reader.fault?.kind} at ${reader.fault?.offset}: ${reader.fault?.what}`);
    const words = heard.said.length - before;
    if (words > 80 + 4 * bytes.length) heard.fault ??= `says ${words} things of ${bytes.length} bytes`;
    if (reader.fault !== null && !(reader.fault.offset >= 0 && reader.fault.offset <= bytes.length))
      heard.fault ??= `fault at ${reader.fault.offset} of ${bytes.length} bytes`;
  }
  return heard;
}

/** What a beginning says of the unit's length must be what the whole says of it, or that it is too short to tell. */
function faultOfLength(dissector: Dissector, bytes: Uint8Array, start: number, end: number, said: string[]): string | null {
  if (dissector.unitLength === undefined || end === start) return null;
  const whole = dissector.unitLength(bytes, start, end);
  said.push(`length ${whole}`);
  if (!Number.isInteger(whole) || whole < -1 || whole > mostUnitBytes) return `unit length ${whole}`;
  for (const part of new Set([1, 2, 4, 7, 9, 16, end - start - 1])) {
    if (part <= 0 || part >= end - start) continue;
    const told = dissector.unitLength(bytes, start, start + part);
    if (told > 0 && told !== whole) return `unit length ${told} from ${part} bytes, ${whole} from ${end - start}`;
    if (told < 0 && whole > 0) return `unit refused from ${part} bytes, ${whole} long from ${end - start}`;
  }
  return null;
}

function readingInto(dissector: Dissector, heard: Heard): Reading {
  const speakers = new Map([dissector, ...(dissector.carries ?? [])].map((one) => [one.name as string, one]));
  const pool = new ConversationPool(1);
  const blame = (fault: string): void => void (heard.fault ??= fault);
  return {
    conversation: pool.get(pool.lend())!,
    fromServer: false,
    operation(protocol, code, operationClass, flags, attack = 0) {
      const name = protocolNames[protocol] ?? '';
      const speaker = speakers.get(name);
      if (speaker === undefined) return blame(`operation of protocol ${protocol} ${name}`);
      if (!Number.isInteger(code) || code < 0 || code > 0xffff) blame(`${name} code ${code}`);
      if (operationClasses[operationClass] === undefined) blame(`${name} class ${operationClass}`);
      if (attackTechniques[attack] === undefined || !(flags >= 0 && flags <= 15)) blame(`${name} attack ${attack}, flags ${flags}`);
      const told = speaker.describe(code & 0xffff);
      if (told.key === '' || told.name === '') blame(`${name} code ${code} has no name`);
      heard.said.push(`${name} ${code} ${operationClass} ${flags} ${attack}`);
    },
    element(element, value) {
      const told = describeElement(element, value);
      if (!(operationClasses as readonly string[]).includes(told.class)) blame(`element of class ${told.class}`);
      if (told.protocol === 'modbus' && !(told.from <= told.to && told.to <= 0xffff)) blame(`addresses ${told.from} to ${told.to}`);
      heard.said.push(JSON.stringify(told));
    },
    sign(kind, detail) {
      if (signKinds[kind] === undefined || detail.length > 16) blame(`sign ${kind} ${detail}`);
      heard.said.push(`${signKinds[kind]} ${detail}`);
    },
    again() {
      heard.said.push('again');
    },
    undecoded(protocol) {
      if (protocolNames[protocol] === undefined) blame(`undecoded of protocol ${protocol}`);
      heard.said.push(`undecoded ${protocol}`);
    },
    identity(about, name, value, confidence, protocol) {
      if (!(attributeNames as readonly string[]).includes(name.replace(/^module\.[^.]+\./, ''))) blame(`attribute ${name}`);
      if (typeof value !== 'string' || typeof about !== 'string') blame(`${name} is a ${typeof value} about a ${typeof about}`);
      else if (!value.isWellFormed()) blame(`${name} with a lone surrogate`);
      if (!(confidence > 0 && confidence <= 1) || protocolNames[protocol] === undefined) blame(`${name} of confidence ${confidence}`);
      heard.said.push(`${about} ${name}=${value}`);
    },
  };
}
