// The form of a file encrypted at rest: a header, chunks with a nonce and a tag each (AES-256-GCM, NIST SP 800-38D), and an end that says how long it is.
// Hot path: a gigabyte goes through `sealPiece`; each output's memory is given back at once.
import { createCipheriv, createDecipheriv, randomFillSync, type CipherGCM } from 'node:crypto';

/** A file's own key. `file_id` (a UUID) stands in its header and binds every chunk to it. */
export type DataKey = { file_id: string; key: Uint8Array };

/** Plain bytes of every chunk but the last. */
export const chunkBytes = 256 << 10;
export const headerBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** What a chunk takes more than its plain bytes. */
export const sealBytes = nonceBytes + tagBytes;
export const strideBytes = chunkBytes + sealBytes;
const lengthBytes = 8;
export const endBytes = lengthBytes + sealBytes;

/** What the cipher gets at once: its output is taken from memory that was just given back, and is still in the processor's cache. */
const stepBytes = 64 << 10;

const magic = Buffer.from('HFFILE\0\x01', 'latin1');

/** Eight bytes of name and version, the file's id, the size of chunks. It is authenticated with every chunk. */
export function headerOf(file_id: string): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.write(file_id.replaceAll('-', ''), 8, 'hex');
  header.writeUInt32BE(chunkBytes, 24);
  return header;
}

/** The id in a file's first bytes; null when it is no encrypted file of this form. */
export function readHeader(bytes: Uint8Array): string | null {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (header.length < headerBytes || !header.subarray(0, 8).equals(magic) || header.readUInt32BE(24) !== chunkBytes) return null;
  const hex = header.toString('hex', 8, 24);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** How long the plain file is whose encrypted form has so many bytes; null when there is no such file. */
export function plainSize(sealed_bytes: number): number | null {
  const body = sealed_bytes - headerBytes - endBytes;
  if (body < 0) return null;
  const chunks = Math.ceil(body / strideBytes);
  const plain = body - chunks * sealBytes;
  return chunks > 0 && plain <= (chunks - 1) * chunkBytes ? null : plain;
}

/** Header, number of the chunk, and whether it is the end: so chunks can be neither reordered, nor cut off, nor moved to another file. */
function boundTo(header: Buffer, number: number, isEnd: boolean): Buffer {
  const bound = Buffer.alloc(headerBytes + 9);
  header.copy(bound);
  bound.writeBigUInt64BE(BigInt(number), headerBytes);
  bound[headerBytes + 8] = isEnd ? 1 : 0;
  return bound;
}

// Nonces are random and lie before their chunk: an upload that goes on after a break writes chunks anew, and a nonce never comes twice.
function nextNonce(): Buffer {
  return randomFillSync(Buffer.allocUnsafe(nonceBytes));
}

/** Encrypts a file from its chunk `number` on. */
export class FileSealer {
  /** Plain bytes of the current chunk so far. */
  filled = 0;
  private number: number;
  private cipher: CipherGCM | null = null;
  private readonly header: Buffer;
  private readonly key: Uint8Array;

  constructor({ file_id, key }: DataKey, number = 0) {
    this.header = headerOf(file_id);
    this.key = key;
    this.number = number;
  }

  /** How much of what waits belongs to the current chunk. */
  get room(): number {
    return chunkBytes - this.filled;
  }

  /** Encrypts at most `room` bytes; `put` gets at most as many and `sealBytes`, and keeps none of the memory. */
  sealPiece(piece: Uint8Array, put: (bytes: Uint8Array) => void): void {
    if (this.cipher === null) {
      const nonce = nextNonce();
      this.cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(boundTo(this.header, this.number, false));
      put(nonce);
    }
    for (let at = 0; at < piece.length; at += stepBytes) {
      const sealed = this.cipher.update(piece.subarray(at, at + stepBytes));
      put(sealed);
      giveBack(sealed);
    }
    this.filled += piece.length;
    if (this.filled === chunkBytes) this.endChunk(put);
  }

  /** Ends the last chunk and writes the end, which says how long the plain file is. */
  end(put: (bytes: Uint8Array) => void): void {
    const plain = this.number * chunkBytes + this.filled;
    if (this.cipher !== null) this.endChunk(put);
    const nonce = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(boundTo(this.header, this.number, true));
    const length = Buffer.alloc(lengthBytes);
    length.writeBigUInt64BE(BigInt(plain));
    for (const bytes of [nonce, cipher.update(length), cipher.final(), cipher.getAuthTag()]) put(bytes);
  }

  private endChunk(put: (bytes: Uint8Array) => void): void {
    this.cipher!.final();
    put(this.cipher!.getAuthTag());
    this.cipher = null;
    this.number += 1;
    this.filled = 0;
  }
}

/** The plain bytes of a chunk, into `to`; returns how many. Null when it is not what was written there: nothing of it is let out. */
export function openChunk({ file_id, key }: DataKey, number: number, sealed: Uint8Array, to: Uint8Array): number | null {
  const length = sealed.length - sealBytes;
  return unseal(key, boundTo(headerOf(file_id), number, false), sealed, to) ? length : null;
}

/** How long the end of a file of so many chunks says it is; null when it is not the one that was written. */
export function openEnd({ file_id, key }: DataKey, chunks: number, sealed: Uint8Array): number | null {
  const plain = Buffer.alloc(lengthBytes);
  if (sealed.length !== endBytes || !unseal(key, boundTo(headerOf(file_id), chunks, true), sealed, plain)) return null;
  return Number(plain.readBigUInt64BE());
}

/** Into `to`; what is not genuine is wiped there. */
function unseal(key: Uint8Array, bound: Buffer, sealed: Uint8Array, to: Uint8Array): boolean {
  if (sealed.length < sealBytes) return false;
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(end));
  for (let at = nonceBytes; at < end; at += stepBytes) {
    const plain = decipher.update(sealed.subarray(at, Math.min(end, at + stepBytes)));
    to.set(plain, at - nonceBytes);
    giveBack(plain);
  }
  try {
    decipher.final();
    return true;
  } catch {
    to.fill(0, 0, end - nonceBytes);
    return false;
  }
}

/** Left to the collector, every few dozen megabytes cost a walk through the whole heap. */
function giveBack(bytes: Buffer): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length && bytes.length > 0) buffer.transfer(0);
}
