// TCP conversations: handshake, data in segments, acknowledgements, closing (RFC 9293).
import type { ProtocolName } from '@holdfast/core-wire/words';
import { ACK, FIN, makeLane, PSH, SYN, TCP, writeTcp } from './frames.ts';
import type { Lane, Wire } from './frames.ts';
import type { Device } from './plant.ts';
import { hashOf } from './random.ts';
import { flowBetween, nextPort, pathBetween } from './stage.ts';
import type { Act, FlowOptions, Stage } from './stage.ts';
import type { FlowTally } from './tally.ts';

/** One connection. `up` is client to server; sequences are unsigned 32 bits and wrap. */
export type Session = {
  wire: Wire;
  flow: FlowTally;
  up: Lane;
  down: Lane;
  upPorts: number;
  downPorts: number;
  upSequence: number;
  downSequence: number;
  rttUs: number;
};

const nothing = new Uint8Array(0);
const segmentBytes = 1460;

/** Prepares a connection; nothing is written yet. */
export function makeSession(
  stage: Stage,
  client: Device,
  server: Device,
  port: number,
  protocol: ProtocolName,
  options: FlowOptions = {},
): Session {
  const flow = flowBetween(stage, client, server, 'tcp', port, protocol, options);
  const path = pathBetween(stage, client, server);
  const clientPort = nextPort(stage, client);
  const seed = hashOf(stage.plant.seed, `${client.key} ${server.key} ${clientPort}`);
  return {
    wire: stage.wire,
    flow,
    up: makeLane(path.client, path.server, path.vlan, TCP, flow.load),
    down: makeLane(path.server, path.client, path.vlan, TCP, flow.load),
    upPorts: (clientPort << 16) | port,
    downPorts: (port << 16) | clientPort,
    upSequence: seed,
    downSequence: Math.imul(seed, 0x9e3779b1) >>> 0,
    rttUs: client.zone === server.zone ? 400 : client.purdue_level === '5' || server.purdue_level === '5' ? 18_000 : 900,
  };
}

/** Sends bytes one way, in segments of at most 1460. */
export function send(session: Session, fromServer: boolean, payload: Uint8Array, length = payload.length): void {
  for (let start = 0; start < length; start += segmentBytes) {
    const end = Math.min(length, start + segmentBytes);
    segment(session, fromServer, end === length ? PSH | ACK : ACK, payload, start, end);
    if (fromServer) session.downSequence = (session.downSequence + end - start) >>> 0;
    else session.upSequence = (session.upSequence + end - start) >>> 0;
  }
}

/** Acknowledges what was received. */
export const acknowledge = (session: Session, fromServer: boolean): void => segment(session, fromServer, ACK, nothing, 0, 0);

function segment(session: Session, fromServer: boolean, flags: number, payload: Uint8Array, start: number, end: number): void {
  const { wire, upSequence, downSequence } = session;
  if (fromServer) writeTcp(wire, session.down, session.downPorts, downSequence, upSequence, flags, payload, start, end);
  else writeTcp(wire, session.up, session.upPorts, upSequence, downSequence, flags, payload, start, end);
}

/** The three-way handshake. */
export function* connect(session: Session): Act {
  segment(session, false, SYN, nothing, 0, 0);
  session.upSequence = (session.upSequence + 1) >>> 0;
  yield session.rttUs;
  segment(session, true, SYN | ACK, nothing, 0, 0);
  session.downSequence = (session.downSequence + 1) >>> 0;
  yield session.rttUs / 2;
  acknowledge(session, false);
  yield 200;
}

/** An orderly end, begun by the client. */
export function* close(session: Session): Act {
  segment(session, false, FIN | ACK, nothing, 0, 0);
  session.upSequence = (session.upSequence + 1) >>> 0;
  yield session.rttUs;
  segment(session, true, FIN | ACK, nothing, 0, 0);
  session.downSequence = (session.downSequence + 1) >>> 0;
  yield session.rttUs / 2;
  acknowledge(session, false);
}

/** A question and its answer, the answer acknowledged. */
export function* exchange(session: Session, request: Uint8Array, response: Uint8Array): Act {
  send(session, false, request);
  yield session.rttUs;
  send(session, true, response);
  yield session.rttUs / 2;
  acknowledge(session, false);
  yield 300;
}
