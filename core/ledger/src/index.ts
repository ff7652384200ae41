// The door of core/ledger: Merkle tree, proofs, signed notes, checkpoints, entries, verification.
export { bytesToHex, concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, equalBytes, hexToBytes } from './bytes.ts';
export { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
export {
  buildEntry,
  commitTo,
  type Entry,
  type EntryContent,
  type EntrySubject,
  isLeafOf,
  isUuidV7,
  MAX_BODY_BYTES,
  parseEntry,
  SALT_BYTES,
  type SealedEntry,
} from './entry.ts';
export { faultOfJson, type JsonObject, type JsonValue } from './json.ts';
export {
  appendLeaf,
  emptyRoot,
  foldPeaks,
  type Frontier,
  frontierAt,
  type Hash,
  HASH_BYTES,
  hashLeaf,
  hashNode,
  type NodeLookup,
  perfectSubtrees,
  type Position,
  rootOf,
  sha256,
} from './merkle.ts';
export {
  formatNote,
  formatVerifierKey,
  isKeyName,
  keyIdOf,
  MAX_NOTE_SIGNATURES,
  type Note,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseNote,
  parseVerifierKey,
  type SignBytes,
  signNote,
  type VerifierKey,
  type VerifyBytes,
} from './note.ts';
export {
  type ConsistencyClaim,
  consistencyRanges,
  type InclusionClaim,
  inclusionRanges,
  type LeafRange,
  makeProof,
  positionsOf,
  verifyConsistency,
  verifyInclusion,
} from './proofs.ts';
export type { LedgerFault, Refused, Result, Verdict } from './result.ts';
export {
  type CheckpointRow,
  type EntryRow,
  type FaultPlace,
  type LogFault,
  type LogToVerify,
  type LogVerdict,
  type NodeRow,
  verifyLog,
} from './verify.ts';
