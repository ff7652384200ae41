// Every file of the package against the statement: nothing missing, nothing added, nothing changed. Read in pieces, kept nowhere.
import {
  bytesToHex,
  decodeBase64,
  decodeUtf8,
  parseStatement,
  type Result,
  type Statement,
  STATEMENT_PAYLOAD_TYPE,
} from '@holdfast/core-ledger';
import { files as names, PREDICATE_TYPE, type PackagePredicate, readPredicate } from './predicate.ts';
import { checked, fault, type Findings, type PackageCrypto } from './verdict.ts';
import type { PlacedFile } from './zip-layout.ts';
import type { ByteSource } from './zip-read.ts';

const PIECE_BYTES = 1024 * 1024;
const MAX_SMALL_BYTES = 256 * 1024;
const MAX_STATEMENT_BYTES = 192 * 1024 * 1024;

/** A package opened: its files by name, and what its statement says, believed by nobody yet. */
export type OpenedPackage = {
  source: ByteSource;
  placed: ReadonlyMap<string, PlacedFile>;
  envelope: Uint8Array;
  statement: Statement;
  predicate: PackagePredicate;
};

/** A file the size of a proof or an entry, or of `most` bytes; null when it is not there or larger. */
export async function readSmall(
  { source, placed }: Pick<OpenedPackage, 'source' | 'placed'>,
  name: string,
  most = MAX_SMALL_BYTES,
): Promise<Uint8Array | null> {
  const file = placed.get(name);
  if (file === undefined || file.size_bytes > most) return null;
  return source.read(file.data_offset, file.data_offset + file.size_bytes);
}

/** Reads the statement, its signature not yet judged. Null when it cannot be read, which is a fault. */
export async function readStatement(
  found: Findings,
  source: ByteSource,
  placed: ReadonlyMap<string, PlacedFile>,
): Promise<OpenedPackage | null> {
  const file = placed.get(names.statement);
  if (file === undefined) fault(found, 'incomplete', 'statement_missing', names.statement);
  if (file === undefined) return null;
  if (file.size_bytes > MAX_STATEMENT_BYTES) return refused(found, 'too large');
  const envelope = await source.read(file.data_offset, file.data_offset + file.size_bytes);
  const statement = peek(envelope);
  if (!statement.ok) return refused(found, statement.error.what);
  const predicate = statement.value.predicate_type === PREDICATE_TYPE ? readPredicate(statement.value.predicate) : null;
  if (predicate === null) return refused(found, 'predicate');
  return { source, placed, envelope, statement: statement.value, predicate };
}

function refused(found: Findings, detail: string): null {
  fault(found, 'tampered', 'statement_unreadable', names.statement, detail);
  return null;
}

function peek(envelope: Uint8Array): Result<Statement> {
  const no = (what: string): Result<Statement> => ({ ok: false, error: { kind: 'malformed', offset: 0, what } });
  const text = decodeUtf8(envelope);
  if (!text.ok) return text;
  try {
    const { payload, payloadType } = JSON.parse(text.value) as { payload?: unknown; payloadType?: unknown };
    if (payloadType !== STATEMENT_PAYLOAD_TYPE || typeof payload !== 'string') return no('not an envelope of a statement');
    const bytes = decodeBase64(payload);
    return bytes.ok ? parseStatement(bytes.value) : bytes;
  } catch {
    return no('not JSON');
  }
}

/** Hashes every file and compares with the statement; `progress` is told bytes read so far. */
export async function checkFiles(
  found: Findings,
  opened: OpenedPackage,
  crypto: PackageCrypto,
  progress: (bytes: number) => void,
): Promise<void> {
  const said = new Map(opened.statement.subjects.map(({ name, sha256 }) => [name, sha256]));
  let [same, bytes] = [0, 0];
  for (const file of opened.placed.values()) {
    const { sha256, crc } = await digestOf(opened.source, file, crypto, (piece) => progress((bytes += piece)));
    if (crc !== file.crc32) fault(found, 'tampered', 'checksum_differs', file.name);
    if (file.name === names.statement) continue;
    const expected = said.get(file.name);
    if (expected === undefined) fault(found, 'tampered', 'file_added', file.name);
    else if (expected !== sha256) fault(found, 'tampered', 'file_changed', file.name);
    else same += 1;
    said.delete(file.name);
  }
  for (const name of said.keys()) fault(found, 'incomplete', 'file_missing', name);
  checked(found, 'files', { files: same, bytes });
}

async function digestOf(
  source: ByteSource,
  { data_offset, size_bytes }: PlacedFile,
  crypto: PackageCrypto,
  progress: (bytes: number) => void,
): Promise<{ sha256: string; crc: number }> {
  const hash = crypto.startSha256();
  let crc = 0;
  for (let at = 0; at < size_bytes; at += PIECE_BYTES) {
    const piece = await source.read(data_offset + at, data_offset + Math.min(size_bytes, at + PIECE_BYTES));
    hash.update(piece);
    crc = crypto.crc32(piece, crc);
    progress(piece.length);
  }
  return { sha256: bytesToHex(hash.digest()), crc };
}
