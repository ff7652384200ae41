// The time stamps of a package: each must be over its checkpoint as the log signed it; who stamped it is judged by what the auditor brought.
import { encodeUtf8, formatNote, parseNote } from '@holdfast/core-ledger';
import { files as names } from './predicate.ts';
import { judgeStamp } from './time-stamp.ts';
import { checked, fault, type Findings, notChecked, type PackageCrypto } from './verdict.ts';
import { type OpenedPackage, readSmall } from './verify-files.ts';
import type { Trust } from './verify-trust.ts';

/** Judges every time stamp; says so when there is none. */
export async function checkStamps(found: Findings, opened: OpenedPackage, trust: Trust, crypto: PackageCrypto): Promise<void> {
  const stamps = [...opened.placed.keys()].filter((name) => name.startsWith('tsa/'));
  if (stamps.length === 0) return notChecked(found, 'time');
  const { origin, as_of } = opened.predicate;
  const note = parseNote((await readSmall(opened, names.checkpoint)) ?? new Uint8Array());
  if (!note.ok) return;
  // Witnesses signed later: the stamp is over the log's own lines.
  const signatures = note.value.signatures.filter(({ name }) => name === origin);
  const digest = crypto.sha256(encodeUtf8(signatures.length === 0 ? '' : formatNote({ text: note.value.text, signatures })));
  for (const name of stamps) {
    const bytes = await readSmall(opened, name);
    if (name !== `tsa/${as_of.size}.tsr`) fault(found, 'tampered', 'stamp_other', name);
    else if (bytes !== null) checkStamp(found, name, bytes, digest, trust, crypto);
  }
}

function checkStamp(found: Findings, name: string, bytes: Uint8Array, digest: Uint8Array, trust: Trust, crypto: PackageCrypto): void {
  const stamps = trust.stamps ?? { certificates: [], fingerprints: [] };
  const verdict = judgeStamp(bytes, digest, stamps, crypto.verifyEd25519);
  if (!verdict.ok && verdict.what === 'unknown_algorithm') return notChecked(found, 'stamp_algorithm', { file: name });
  if (!verdict.ok) return fault(found, 'tampered', `stamp_${verdict.what}`, name);
  const { authority, fingerprint } = verdict;
  const told = { at: new Date(verdict.at).toISOString(), authority, fingerprint };
  if (verdict.trusted) return checked(found, 'stamp', told);
  // Brought authorities that do not stand behind it are as foreign keys are.
  if (trust.stamps !== null) return fault(found, 'untrusted', 'stamp_not_by_your_authority', name, fingerprint);
  notChecked(found, 'stamp_authority', told);
}
