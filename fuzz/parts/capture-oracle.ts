// The oracle for captures: no bytes throw, hang or blow up; how they arrive changes nothing; what is reported is of the closed lists.
import {
  attackTechniques,
  attributeNames,
  createInspection,
  deviceKinds,
  operationClasses,
  protocolNames,
  purdueLevels,
  type CaptureFile,
  type Report,
} from '@holdfast/core-wire';

/** Small, so that what happens past the limits is reached too. */
const limits = { addresses: 600, connections: 128, conversations: 32, flows: 200, operations: 400, events: 200, observations: 500 };
const slowMs = 3000;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const otherSources = ['ethernet', 'mac-registry', 'inference'];

/** What is wrong with how these bytes are read, null when nothing is. Where they are cut follows from the bytes themselves. */
export function faultOfCapture(bytes: Uint8Array): string | null {
  const began = performance.now();
  const whole = inspect(bytes, []);
  const took = performance.now() - began;
  if (took > slowMs) return `slow: ${took.toFixed(0)} ms for ${bytes.length} bytes`;
  const text = JSON.stringify(whole);
  const cut = JSON.stringify(inspect(bytes, cutsOf(bytes)));
  if (text !== cut) return `chunks matter: ${firstDifference(text, cut)}`;
  if (text.length > 300_000 + 400 * bytes.length) return `swells: ${text.length} characters of ${bytes.length} bytes`;
  return faultOfReport(whole.report, bytes.length);
}

function inspect(bytes: Uint8Array, cuts: readonly number[]): { file: CaptureFile; report: Report } {
  const inspection = createInspection({ limits });
  const capture = inspection.openCapture('fuzz.pcap');
  let from = 0;
  for (const cut of cuts) {
    // A buffer that is overwritten afterwards: nothing may be kept of it.
    const chunk = bytes.slice(from, cut);
    capture.push(chunk);
    chunk.fill(0xaa);
    from = cut;
  }
  capture.push(bytes.subarray(from));
  const file = capture.end();
  return { file, report: inspection.report() };
}

/** Cuts at every byte of a short input, else at places chosen by the input. */
function cutsOf(bytes: Uint8Array): number[] {
  if (bytes.length < 400) return Array.from(bytes, (_, at) => at);
  const cuts: number[] = [];
  let state = bytes.length;
  for (let at = 0; at < bytes.length;) {
    state = Math.imul(state ^ bytes[at]!, 0x9e3779b1) >>> 0;
    at += 1 + ((state >>> 8) % 700);
    if (at < bytes.length) cuts.push(at);
  }
  return cuts;
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `${a.slice(Math.max(0, at - 60), at + 60)} and ${b.slice(at, at + 60)}`;
}

function faultOfReport(report: Report, length: number): string | null {
  return faultOfFlows(report) ?? faultOfAssets(report) ?? faultOfProtocols(report, length) ?? faultOfEvents(report);
}

function faultOfFlows({ flows, capture }: Report): string | null {
  let packets = 0;
  for (const flow of flows) {
    packets += flow.packets;
    if (!isIn(flow.protocol, protocolNames)) return `flow of protocol ${flow.protocol}`;
    if (!isIn(flow.first, isoTime) || !isIn(flow.last, isoTime) || flow.first > flow.last) return `flow from ${flow.first} to ${flow.last}`;
    if (!Number.isSafeInteger(flow.packets) || flow.packets < 1) return `flow of ${flow.packets} packets`;
    if (flow.server_port !== null && !(flow.server_port >= 0 && flow.server_port <= 65535)) return `server port ${flow.server_port}`;
    for (const { key, name, class: kind, count, errors } of flow.operations) {
      if (key === '' || name === '' || !isIn(kind, operationClasses)) return `operation ${key}, ${name}, ${kind}`;
      if (!Number.isSafeInteger(count) || errors > count) return `${key}: ${errors} errors of ${count}`;
    }
  }
  return packets > capture.packets ? `${packets} packets in flows of ${capture.packets}` : null;
}

function faultOfAssets({ assets, capture }: Report): string | null {
  for (const asset of assets) {
    if (!isIn(asset.kind, deviceKinds)) return `kind ${asset.kind}`;
    if (asset.purdue_level !== null && !isIn(asset.purdue_level, purdueLevels)) return `level ${asset.purdue_level}`;
    if (!isIn(asset.first, isoTime) || !isIn(asset.last, isoTime)) return `asset from ${asset.first} to ${asset.last}`;
    for (const { name, value, protocol, frame, confidence } of asset.attributes) {
      if (!isIn(name.replace(/^module\.[^.]+\./, ''), attributeNames)) return `attribute ${name}`;
      if (value === '' || value.length > 256 || !value.isWellFormed())
        return `${name} of ${value.length} characters, ${JSON.stringify(value)}`;
      if (/\p{Cc}/u.test(value)) return `${name} with control characters: ${JSON.stringify(value)}`;
      if (!isIn(protocol, protocolNames) && !isIn(protocol, otherSources)) return `${name} read in ${protocol}`;
      // A conclusion about a device of which no attribute was read has no frame, and none about its kind makes its level uncertain.
      const isConcluded = protocol === 'inference';
      if (!(frame >= (isConcluded ? 0 : 1) && frame <= capture.packets)) return `${name} read in frame ${frame} of ${capture.packets}`;
      if (!(confidence >= (isConcluded ? 0 : 0.01) && confidence <= 1)) return `${name} of confidence ${confidence}`;
    }
  }
  return null;
}

function faultOfProtocols({ protocols }: Report, length: number): string | null {
  for (const [name, { messages, undecoded, errors, operations }] of Object.entries(protocols)) {
    if (!isIn(name, protocolNames)) return `protocol ${name}`;
    const sum = Object.values(operations).reduce((all, count) => all + count, 0);
    if (sum + undecoded !== messages) return `${name}: ${messages} messages are not ${sum} operations and ${undecoded} undecoded`;
    if (errors > messages || messages > length) return `${name}: ${errors} errors of ${messages} messages in ${length} bytes`;
  }
  return null;
}

function faultOfEvents({ events, capture }: Report): string | null {
  for (const { time, frame, protocol, operation, class: kind, attack, client, server } of events) {
    if (!isIn(time, isoTime) || !(frame >= 1 && frame <= capture.packets)) return `event at ${time}, frame ${frame}`;
    if (!isIn(protocol, protocolNames) || !isIn(kind, operationClasses) || operation === '')
      return `event ${protocol} ${operation} ${kind}`;
    if (!isIn(attack, attackTechniques) || client === '' || server === '') return `event by ${client} on ${server}, ${attack}`;
  }
  return null;
}

function isIn(word: string | null, list: readonly (string | null)[] | RegExp): boolean {
  return list instanceof RegExp ? word !== null && list.test(word) : list.includes(word);
}
