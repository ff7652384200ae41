// HTTP/1.1 (RFC 9112), TLS 1.3 as it looks from outside (RFC 8446), SSH (RFC 4253).
import { be16, be32, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

export const httpRequest = (host: string, path: string) =>
  pack(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n`);
export function httpResponse(server: string, body: string): Uint8Array<ArrayBuffer> {
  return pack(`HTTP/1.1 200 OK\r\nServer: ${server}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

const record = (type: number, version: number, ...content: Part[]): Part => {
  const body = pack(...content);
  return [type, be16(version), be16(body.length), body];
};
const handshake = (type: number, ...content: Part[]): Part => {
  const body = pack(...content);
  return [type, 0, be16(body.length), body];
};
const extension = (type: number, ...content: Part[]): Part => {
  const body = pack(...content);
  return [be16(type), be16(body.length), body];
};
const list16 = (...content: Part[]): Part => {
  const body = pack(...content);
  return [be16(body.length), body];
};

/** ClientHello with server name, groups, versions, key share. */
export function tlsClientHello(host: string, random: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = [...random];
  const extensions = [
    extension(0, list16(0, list16(host))),
    extension(10, list16(be16(0x001d))),
    extension(13, list16(be16(0x0403), be16(0x0804))),
    extension(43, 4, be16(0x0304), be16(0x0303)),
    extension(51, list16(be16(0x001d), list16(key))),
  ];
  return pack(record(22, 0x0301, handshake(1, be16(0x0303), key, 32, key, list16(be16(0x1301), be16(0x1302)), 1, 0, list16(extensions))));
}

/** ServerHello, ChangeCipherSpec and the first encrypted record. */
export function tlsServerHello(random: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = [...random];
  const extensions = [extension(43, be16(0x0304)), extension(51, be16(0x001d), list16(key))];
  return pack(
    record(22, 0x0303, handshake(2, be16(0x0303), key, 32, key, be16(0x1301), 0, list16(extensions))),
    record(20, 0x0303, 1),
    tlsData(random, 900),
  );
}

export const tlsFinish = (random: Uint8Array) => pack(record(20, 0x0303, 1), tlsData(random, 53));

/** One record of application data: bytes that say nothing. */
export function tlsData(random: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(5 + length);
  out.set([23, 3, 3, length >> 8, length & 255]);
  for (let at = 5; at < out.length; at++) out[at] = (random[at & 31] ?? 0) ^ (at * 31);
  return out;
}

export const sshBanner = (software: string) => pack(`SSH-2.0-${software}\r\n`);

/** One unencrypted SSH packet (6). */
const sshPacket = (...content: Part[]): Uint8Array<ArrayBuffer> => {
  const body = pack(...content);
  const padding = 4 + ((8 - ((body.length + 9) % 8)) % 8);
  return pack(be32(body.length + padding + 1), padding, body, zeros(padding));
};
const nameList = (names: string): Part => [be32(names.length), names];

/** Key exchange: algorithms, ephemeral keys, new keys (7.1, RFC 5656). */
export const sshKeyInit = (random: Uint8Array) =>
  sshPacket(
    20,
    random.subarray(0, 16),
    nameList('curve25519-sha256'),
    nameList('ssh-ed25519'),
    nameList('aes256-ctr'),
    nameList('aes256-ctr'),
    nameList('hmac-sha2-256'),
    nameList('hmac-sha2-256'),
    nameList('none'),
    nameList('none'),
    nameList(''),
    nameList(''),
    0,
    be32(0),
  );
export const sshExchangeInit = (random: Uint8Array) => sshPacket(30, be32(32), random);
export const sshExchangeReply = (random: Uint8Array) => {
  const key = pack(be32(11), 'ssh-ed25519', be32(32), random);
  const signature = pack(be32(11), 'ssh-ed25519', be32(64), random, random);
  return pack(sshPacket(31, be32(key.length), key, be32(32), random, be32(signature.length), signature), sshPacket(21));
};
