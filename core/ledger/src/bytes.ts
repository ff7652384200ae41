// Bytes and text, strictly: one text for one value, both ways.
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Result, refuse } from './result.ts';

// Every runtime has it (WHATWG Encoding, 7.1); the pure project has no DOM or Node types to say so.
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

export { bytesToHex, hexToBytes };

/** UTF-8 of well-formed text; text with a lone surrogate must have been refused before. */
export const encodeUtf8 = (text: string): Uint8Array => utf8ToBytes(text);

/** Text of well-formed UTF-8, a byte order mark kept; anything else is refused. */
export function decodeUtf8(bytes: Uint8Array): Result<string> {
  try {
    return { ok: true, value: decoder.decode(bytes) };
  } catch {
    return refuse('malformed', 0, 'not UTF-8');
  }
}

/** Standard base64 with padding (RFC 4648, 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet[word >> 18]! + alphabet[(word >> 12) & 63]!;
    text += (left > 1 ? alphabet[(word >> 6) & 63]! : '=') + (left > 2 ? alphabet[word & 63]! : '=');
  }
  return text;
}

/** The bytes of canonical base64: padded, no white space, unused bits zero (RFC 4648, 3.5). */
export function decodeBase64(text: string): Result<Uint8Array> {
  if (text.length % 4 !== 0) return refuse('malformed', text.length, 'base64 length');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  for (let i = 0; i < text.length; i++) {
    const value = i >= text.length - padding ? 0 : (values[text.charCodeAt(i)] ?? -1);
    if (value < 0) return refuse('malformed', i, 'base64 character');
    word = (word << 6) | value;
    if (i % 4 === 3) {
      bytes.set([(word >> 16) & 255, (word >> 8) & 255, word & 255].slice(0, bytes.length - ((i - 3) / 4) * 3), ((i - 3) / 4) * 3);
      word = 0;
    }
  }
  return encodeBase64(bytes) === text ? { ok: true, value: bytes } : refuse('malformed', text.length, 'base64 not canonical');
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
