// Short conversations of ordinary IT between two devices, each as one act.
import type { ProtocolName } from '@holdfast/core-wire/words';
import { writeUdp } from '../frames.ts';
import type { Device } from '../plant.ts';
import { makeRandom } from '../random.ts';
import { dnsAnswer, dnsQuery } from '../protocols/names.ts';
import {
  httpRequest,
  httpResponse,
  sshBanner,
  sshExchangeInit,
  sshExchangeReply,
  sshKeyInit,
  tlsClientHello,
  tlsData,
  tlsFinish,
  tlsServerHello,
} from '../protocols/web.ts';
import {
  kerberosError,
  kerberosRequest,
  ldapResult,
  ldapSearch,
  rdpConfirm,
  rdpRequest,
  smbEncrypted,
  smbNegotiate,
  smbNegotiated,
} from '../protocols/windows.ts';
import { nextPort, udpBetween } from '../stage.ts';
import type { Act, FlowOptions, Stage } from '../stage.ts';
import { acknowledge, close, connect, exchange, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';

export type Talk = { stage: Stage; client: Device; server: Device; options?: FlowOptions };

const session = (talk: Talk, port: number, protocol: ProtocolName): Session =>
  makeSession(talk.stage, talk.client, talk.server, port, protocol, talk.options);
const secret = (talk: Talk): Uint8Array =>
  makeRandom(talk.stage.plant.seed, `${talk.client.key} ${talk.server.key} ${talk.stage.wire.nowUs}`).bytes(32);

/** One question and answer over UDP. */
export function* askUdp(
  talk: Talk,
  port: number,
  protocol: ProtocolName,
  request: Uint8Array,
  response: Uint8Array,
  clientPort?: number,
): Act {
  const { stage, client, server } = talk;
  const { up, down } = udpBetween(stage, client, server, port, protocol, talk.options);
  const from = clientPort ?? nextPort(stage, client);
  writeUdp(stage.wire, up, from, port, request);
  yield 700;
  writeUdp(stage.wire, down, port, from, response);
  yield 500;
}

/** Looks a name up. */
export function* lookUp(talk: Talk, name: string, ip: number | null): Act {
  const id = (talk.stage.wire.nowUs >>> 4) & 0xffff;
  yield* askUdp(talk, 53, 'dns', dnsQuery(id, name), dnsAnswer(id, name, ip));
}

/** Opens TLS and fetches some bytes. */
export function* visit(talk: Talk, host: string, bytes: number, port = 443): Act {
  const over = session(talk, port, 'tls');
  yield* secure(over, secret(talk), host, bytes);
  yield* close(over);
}

function* secure(over: Session, key: Uint8Array, host: string, bytes: number): Act {
  yield* connect(over);
  yield* exchange(over, tlsClientHello(host, key), tlsServerHello(key));
  send(over, false, tlsFinish(key));
  yield 300;
  yield* exchange(over, tlsData(key, 180), tlsData(key, Math.min(bytes, 16_000)));
}

/** Fetches a page without encryption. */
export function* browse(talk: Talk, host: string, path: string, software: string, body: string, port = 80): Act {
  const over = session(talk, port, 'http');
  yield* connect(over);
  yield* exchange(over, httpRequest(host, path), httpResponse(software, body));
  yield* close(over);
}

/** Opens a share and moves some bytes. */
export function* useShare(talk: Talk, bytes: number): Act {
  const over = session(talk, 445, 'smb');
  const key = secret(talk);
  yield* connect(over);
  yield* exchange(over, smbNegotiate(key.subarray(0, 16)), smbNegotiated(key.subarray(16)));
  for (let left = bytes; left > 0; left -= 4000) yield* exchange(over, smbEncrypted(key, 120), smbEncrypted(key, Math.min(left, 4000)));
  yield* close(over);
}

/** Opens a remote desktop and looks at it for a while; not closed. */
export function* useDesktop(talk: Talk, user: string, screens: number): Act {
  const over = session(talk, 3389, 'rdp');
  const key = secret(talk);
  yield* connect(over);
  yield* exchange(over, rdpRequest(user), rdpConfirm());
  yield* exchange(over, tlsClientHello(talk.server.name ?? '', key), tlsServerHello(key));
  send(over, false, tlsFinish(key));
  yield 500;
  for (let screen = 0; screen < screens; screen++) {
    send(over, false, tlsData(key, 40 + (screen % 30)));
    yield 30_000;
    send(over, true, tlsData(key, 300 + (screen % 7) * 150));
    yield 2000;
    acknowledge(over, false);
    yield 6_000_000;
  }
}

/** Opens a shell and types a little. */
export function* useShell(talk: Talk, software: string): Act {
  const over = session(talk, 22, 'ssh');
  const key = secret(talk);
  yield* connect(over);
  yield* exchange(over, sshBanner('OpenSSH_9.2p1'), sshBanner(software));
  yield* exchange(over, sshKeyInit(key), sshKeyInit(key));
  yield* exchange(over, sshExchangeInit(key), sshExchangeReply(key));
  yield* close(over);
}

/** Signs in to a domain: Kerberos, then a directory search. */
export function* signIn(talk: Talk, user: string, realm: string): Act {
  yield* askUdp(talk, 88, 'kerberos', kerberosRequest(user, realm, 4711), kerberosError(realm));
  const over = session(talk, 389, 'ldap');
  yield* connect(over);
  yield* exchange(
    over,
    ldapSearch(),
    ldapResult(
      realm
        .split('.')
        .map((part) => `DC=${part.toLowerCase()}`)
        .join(','),
    ),
  );
  yield* close(over);
}

/** Lines of text in turn, the server first (mail). */
export function* chat(
  talk: Talk,
  port: number,
  protocol: ProtocolName,
  greeting: Uint8Array,
  turns: readonly (readonly [Uint8Array, Uint8Array])[],
): Act {
  const over = session(talk, port, protocol);
  yield* connect(over);
  send(over, true, greeting);
  yield over.rttUs;
  for (const [request, response] of turns) yield* exchange(over, request, response);
  yield* close(over);
}
