// The door of core/ledger: Merkle tree, proofs, notes, cosignatures, witnesses, tiles, policies, envelopes, entries, verification.
export { bytesToHex, concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8, equalBytes, hexToBytes } from './bytes.ts';
export { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint, parseSize } from './checkpoint-text.ts';
export { compareNotes, type NoteComparison } from './compare.ts';
export {
  bytesToSign,
  type GoodSignature,
  type NoteSignature,
  signCheckpointText,
  toNoteSignature,
  verifySignature,
} from './cosignature.ts';
export type { LedgerCrypto, SignatureCrypto, SignBytes, VerifyBytes } from './crypto.ts';
export { bytesToSignOf, envelopeKeyId, formatEnvelope, openEnvelope, type OpenedEnvelope, sealEnvelope } from './dsse.ts';
export {
  buildEntry,
  buildParts,
  commitTo,
  type Entry,
  type EntryContent,
  type EntryParts,
  type EntrySubject,
  isLeafOf,
  isUuidV7,
  MAX_BODY_BYTES,
  parseEntry,
  SALT_BYTES,
  type SealedEntry,
} from './entry.ts';
export { faultOfJson, isCanonical, type JsonObject, type JsonValue } from './json.ts';
export {
  ED25519_COSIGNATURE_TYPE,
  ED25519_NOTE_TYPE,
  formatVerifierKey,
  isKeyName,
  keyIdOf,
  keySizes,
  type KeyType,
  ML_DSA_44_COSIGNATURE_TYPE,
  parseVerifierKey,
  type SigningKey,
  typeOfKey,
  type VerifierKey,
  verifierKeyOf,
} from './keys.ts';
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
  formatSignatures,
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  type Note,
  type OpenedNote,
  openNote,
  openSignatures,
  parseNote,
  parseSignatures,
  signNote,
  verifySignatures,
} from './note.ts';
export {
  formatPolicy,
  MAX_POLICY_LINES_PER_KIND,
  parsePolicy,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  policyOf,
  type PolicyWitness,
} from './policy.ts';
export { judgePolicy, openWithPolicy, type PolicyVerdict, type WitnessVerdict } from './policy-verdict.ts';
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
export {
  buildStatement,
  isPlainPath,
  parseStatement,
  type Statement,
  STATEMENT_PAYLOAD_TYPE,
  STATEMENT_TYPE,
  type StatementSubject,
} from './statement.ts';
export { consistencyFromTiles, type FetchTile, inclusionFromTiles, rootFromTiles, tilesHolding } from './tile-proofs.ts';
export {
  type Bundle,
  bundlePath,
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  nodesOfTile,
  parseTilePath,
  type Tile,
  TILE_HEIGHT,
  TILE_WIDTH,
  tilePath,
  type TilePath,
  tileWidth,
} from './tiles.ts';
export { formatTlogProof, parseTlogProof, type TlogProof, verifyTlogProof } from './tlog-proof.ts';
export {
  type AddCheckpoint,
  CONFLICT_MEDIA_TYPE,
  formatAddCheckpoint,
  formatConflict,
  MAX_ADD_CHECKPOINT_BYTES,
  MAX_PROOF_LINES,
  parseAddCheckpoint,
  parseConflict,
  witnessStatus,
} from './witness.ts';
export {
  addSignatures,
  judgeAddCheckpoint,
  judgeExtension,
  openCosignatures,
  type TreeHead,
  type WitnessDecision,
  type WitnessedLog,
  type WitnessRefusal,
} from './witnessing.ts';
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
