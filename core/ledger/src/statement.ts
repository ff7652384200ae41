// The statement of a package: which files it holds, by digest, and what is said of them (in-toto Statement v1).
import canonicalize from 'canonicalize';
import { decodeUtf8, encodeUtf8, equalBytes } from './bytes.ts';
import { faultOfJson, type JsonObject, type JsonValue } from './json.ts';
import { refuse, type Result } from './result.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const STATEMENT_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A file: its path in the package, with forward slashes, and its SHA-256 in hexadecimal. */
export type StatementSubject = { name: string; sha256: string };
/** `predicate_type` a URI that says how to read `predicate`. */
export type Statement = { subjects: StatementSubject[]; predicate_type: string; predicate: JsonObject };

const sha256Hex = /^[0-9a-f]{64}$/;

/** The statement's bytes, to be sealed in an envelope. Refuses names that are there twice or leave the package, naming them. */
export function buildStatement({ subjects, predicate_type, predicate }: Statement): Result<Uint8Array> {
  const fault = faultOfSubjects(subjects) ?? faultOfPredicateType(predicate_type) ?? faultOfJson(predicate, 'predicate');
  if (fault !== null) return refuse('malformed', 0, fault);
  const subject = subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } }));
  const text = canonicalize({ _type: STATEMENT_TYPE, subject, predicateType: predicate_type, predicate });
  return { ok: true, value: encodeUtf8(text ?? '') };
}

/** Reads a statement's bytes, the one form `buildStatement` writes. */
export function parseStatement(bytes: Uint8Array): Result<Statement> {
  const text = decodeUtf8(bytes);
  if (!text.ok) return text;
  let value: JsonValue;
  try {
    value = JSON.parse(text.value) as JsonValue;
  } catch {
    return refuse('malformed', 0, 'not JSON');
  }
  const fault = faultOfJson(value, 'statement');
  if (fault !== null) return refuse('malformed', 0, fault);
  const statement = statementOf(value);
  if (statement === null) return refuse('malformed', 0, 'not an in-toto statement');
  const again = buildStatement(statement);
  if (!again.ok) return again;
  return equalBytes(again.value, bytes) ? { ok: true, value: statement } : refuse('malformed', 0, 'not canonical JSON');
}

function statementOf(value: JsonValue): Statement | null {
  if (!isObject(value) || value._type !== STATEMENT_TYPE || !Array.isArray(value.subject)) return null;
  const { predicateType, predicate } = value;
  if (typeof predicateType !== 'string' || !isObject(predicate)) return null;
  const subjects: StatementSubject[] = [];
  for (const subject of value.subject) {
    if (!isObject(subject) || typeof subject.name !== 'string' || !isObject(subject.digest)) return null;
    if (typeof subject.digest.sha256 !== 'string') return null;
    subjects.push({ name: subject.name, sha256: subject.digest.sha256 });
  }
  return { subjects, predicate_type: predicateType, predicate };
}

function faultOfSubjects(subjects: readonly StatementSubject[]): string | null {
  const names = new Set<string>();
  for (const { name, sha256 } of subjects) {
    if (!isPlainPath(name)) return `name ${JSON.stringify(name)}`;
    if (names.has(name)) return `${name} is there twice`;
    if (!sha256Hex.test(sha256)) return `digest of ${name}`;
    names.add(name);
  }
  return null;
}

const faultOfPredicateType = (text: string): string | null => (/^https:\/\/[\x21-\x7e]{1,500}$/.test(text) ? null : 'predicate type');

/** Relative, forward slashes, no empty, `.` or `..` part, nothing invisible. */
export function isPlainPath(path: string): boolean {
  if (path.length === 0 || path.length > 500 || !path.isWellFormed() || /[\\:\p{Cc}\p{Cf}]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
