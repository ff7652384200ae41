// An entry's body: what happened, as RFC 8785 canonical JSON whose bytes are hashed and never rewritten.
import canonicalize from 'canonicalize';
import { bytesToHex, concatBytes, decodeUtf8, encodeUtf8, equalBytes } from './bytes.ts';
import { canonicalText, faultOfJson, isCanonical, type JsonObject, type JsonValue } from './json.ts';
import { type Hash, HASH_BYTES, hashLeaf, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** Stays below the uint16 length of a C2SP tlog-tiles entry. */
export const MAX_BODY_BYTES = 60_000;
export const SALT_BYTES = 32;

/** The thing the act was about; `version` is the record's own counter after the act, null where it has none. */
export type EntrySubject = { type: string; id: string; version: number | null };
/** A stored file the act refers to; `sha256` in hexadecimal. */
export type EntryContent = { sha256: string; size_bytes: number; type: string };

/**
 * One act. No bare personal data and no free text: those stand behind `commitments`, SHA-256(salt || payload) in hexadecimal.
 * `id` UUIDv7 made before the act; `at` UTC, `2026-11-21T20:36:05.123Z`, need not rise with the index; `site` null in the
 * organisation's log; `actor` a pseudonymous id; `via` ui, api or the collector's id; `prev` the subject's previous entry.
 */
export type Entry = {
  v: 1;
  id: string;
  kind: string;
  at: string;
  site: string | null;
  actor: string;
  via: string;
  subject: EntrySubject;
  facts: JsonObject;
  content: EntryContent[];
  commitments: string[];
  prev: string | null;
};

/** What is stored: the exact bytes, and the leaf hash over them. */
export type SealedEntry = { body: Uint8Array; leaf: Uint8Array };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const dottedName = /^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$/;
const token = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/;
const sha256Hex = /^[0-9a-f]{64}$/;
const utcMillisecond = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;

type Check = (value: JsonValue | undefined) => boolean;
const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && value.length <= 200 && pattern.test(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && faultOfFields(value, fields) === null;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

const draftFields: Record<Exclude<keyof Entry, 'v' | 'commitments' | 'prev'>, Check> = {
  id: matches(uuidV7),
  kind: matches(dottedName),
  at: (value) => typeof value === 'string' && isUtcMillisecond(value),
  site: orNull(matches(uuid)),
  actor: matches(token),
  via: matches(token),
  subject: record({ type: matches(dottedName), id: matches(token), version: orNull(isCount) }),
  facts: (value) => isObject(value),
  content: listOf(record({ sha256: matches(sha256Hex), size_bytes: isCount, type: matches(mediaType) })),
};
const entryFields: Record<keyof Entry, Check> = {
  v: (value) => value === 1,
  ...draftFields,
  commitments: listOf(matches(sha256Hex)),
  prev: orNull(matches(uuidV7)),
};

/** Turns an act into bytes and their leaf hash. Refuses what could be read in two ways, naming the field. */
export function buildEntry(entry: Entry, hash: Hash = sha256): Result<SealedEntry> {
  const fault = faultOfJson(entry) ?? faultOfFields(entry as unknown as JsonObject, entryFields);
  if (fault !== null) return refuse('malformed', 0, fault);
  const body = encodeUtf8(canonicalize(entry) ?? '');
  if (body.length > MAX_BODY_BYTES) return refuse('out_of_range', MAX_BODY_BYTES, 'body longer than 60000 bytes');
  return { ok: true, value: { body, leaf: hashLeaf(body, hash) } };
}

/** What of an entry is JSON of its own: canonical texts, to be put into a body by whoever knows `commitments` and `prev`. */
export type EntryParts = { facts: string; content: string };

/**
 * Checks an entry whose body is put together elsewhere, with a `prev` and so many commitments. Refuses what `buildEntry` refuses, naming the
 * field.
 */
export function buildParts(entry: Omit<Entry, 'v' | 'commitments' | 'prev'>, commitments: number): Result<EntryParts> {
  // The patterns of the other fields let only ASCII through.
  const fault = faultOfFields(entry as unknown as JsonObject, draftFields) ?? faultOfJson(entry.facts, 'entry.facts', 1);
  if (fault !== null) return refuse('malformed', 0, fault);
  const parts = { facts: canonicalText(entry.facts), content: entry.content.length === 0 ? '[]' : canonicalText(entry.content) };
  // What is far from too long need not be counted: a unit of text has three bytes at most, and all the other fields have some 1,300.
  const atMost = parts.facts.length * 3 + parts.content.length + commitments * 67 + 2000;
  if (atMost > MAX_BODY_BYTES && lengthOfBody(entry, parts, commitments) > MAX_BODY_BYTES)
    return refuse('out_of_range', MAX_BODY_BYTES, 'body longer than 60000 bytes');
  return { ok: true, value: parts };
}

function lengthOfBody(entry: Omit<Entry, 'v' | 'commitments' | 'prev'>, { facts, content }: EntryParts, commitments: number): number {
  const { id, at, kind, actor, via, site, subject } = entry;
  const named = `${id}${at}${kind}${actor}${via}${site === null ? null : `"${site}"`}${subject.type}${subject.id}${subject.version}`;
  return bareBody.length + named.length + commitments * 67 - Math.min(commitments, 1) + content.length + encodeUtf8(facts).length;
}

const bareBody =
  '{"actor":"","at":"","commitments":[],"content":,"facts":,"id":"","kind":"","prev":"00000000-0000-7000-8000-000000000000","site":,' +
  '"subject":{"id":"","type":"","version":},"v":1,"via":""}';

/** Reads a body. Bytes that are not the one canonical form of an entry are refused: repeated keys, unsafe numbers, stray spaces. */
export function parseEntry(body: Uint8Array): Result<Entry> {
  if (body.length > MAX_BODY_BYTES) return refuse('out_of_range', MAX_BODY_BYTES, 'body longer than 60000 bytes');
  const text = decodeUtf8(body);
  if (!text.ok) return text;
  let value: JsonValue;
  try {
    value = JSON.parse(text.value) as JsonValue;
  } catch {
    return refuse('malformed', 0, 'not JSON');
  }
  if (!isObject(value)) return refuse('malformed', 0, 'not an object');
  const fault = faultOfJson(value) ?? faultOfFields(value, entryFields);
  if (fault !== null) return refuse('malformed', 0, fault);
  // One text for one value (RFC 8785): a repeated key or an inexact number does not come back as it was written.
  if (!isCanonical(text.value, value)) return refuse('malformed', 0, 'not canonical JSON');
  return { ok: true, value: value as unknown as Entry };
}

/** SHA-256(salt || payload) in hexadecimal. Throws TypeError unless the salt has 32 bytes, which must be random and used once. */
export function commitTo(salt: Uint8Array, payload: Uint8Array, hash: Hash = sha256): string {
  if (salt.length !== SALT_BYTES) throw new TypeError('salt is not 32 bytes');
  return bytesToHex(hash(concatBytes(salt, payload)));
}

/** Whether `leaf` is the leaf hash of `body`. */
export function isLeafOf(leaf: Uint8Array, body: Uint8Array, hash: Hash = sha256): boolean {
  return leaf.length === HASH_BYTES && equalBytes(leaf, hashLeaf(body, hash));
}

/** Whether text is a UUIDv7 (RFC 9562, 5.7) in lower case. */
export const isUuidV7 = (text: string): boolean => uuidV7.test(text);

function faultOfFields(value: JsonObject, fields: Readonly<Record<string, Check>>): string | null {
  for (const key in value) if (!Object.hasOwn(fields, key)) return `unknown field ${key}`;
  for (const key in fields) if (!fields[key]!(value[key])) return `field ${key}`;
  return null;
}

function isUtcMillisecond(text: string): boolean {
  if (text.length !== 24 || !utcMillisecond.test(text)) return false;
  // Every month has 28 days; only later ones need a calendar.
  return text.slice(8, 10) <= '28' || new Date(text).toISOString() === text;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
