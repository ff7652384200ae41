// Verifying an evidence package: layout, files, signatures, proofs, completeness. Nothing is unpacked, nothing believed that it brings itself.
import { parseVerifierKey, type Result, sha256, type VerifierKey } from '@holdfast/core-ledger';
import { checked, fault, notChecked, type PackageCrypto, type PackageVerdict, startFindings, verdictOf } from './verdict.ts';
import { checkBundles } from './verify-bundles.ts';
import { checkEntries, checkOmissions } from './verify-entries.ts';
import { checkFiles, readStatement } from './verify-files.ts';
import { checkStamps } from './verify-stamps.ts';
import { checkGrowth, checkHead, checkLeaves, checkSince, checkStatement, openSince, type Trust } from './verify-trust.ts';
import { type ByteSource, readLayout } from './zip-read.ts';

/**
 * Verifies a package read through `source` against what the auditor brought. Reads it in pieces of at most a mebibyte; memory grows with the
 * number of entries and files, not with their bytes. Never throws on bytes; throws what `source.read` throws.
 */
export async function verifyPackage(
  source: ByteSource,
  trust: Trust,
  crypto: PackageCrypto,
  progress: (bytes: number) => void = () => {},
): Promise<PackageVerdict> {
  const found = startFindings();
  const layout = await readLayout(source);
  if (!layout.ok) {
    fault(found, 'tampered', layout.fault.what, layout.fault.name);
    return verdictOf(found);
  }
  checked(found, 'layout', { files: layout.files.length });
  const opened = await readStatement(found, source, new Map(layout.files.map((file) => [file.name, file])));
  if (opened === null) return verdictOf(found);
  await checkFiles(found, opened, crypto, progress);
  await checkStatement(found, opened, trust, crypto);
  const head = await checkHead(found, opened, trust, crypto);
  if (head === null) return verdictOf(found);
  const since = openSince(found, opened, trust, crypto);
  const isBundled = opened.predicate.entries.bundled === true;
  const { leaves } = await (isBundled ? checkBundles : checkEntries)(found, opened, head, crypto);
  checkOmissions(found, opened, leaves, head.size);
  const all = await checkLeaves(found, opened, head, leaves, since?.size ?? null, crypto);
  const previous = await checkGrowth(found, opened, head, trust, crypto);
  if (since !== null) checkSince(found, since, head, previous, all);
  notChecked(found, 'truth');
  await checkStamps(found, opened, trust, crypto);
  return verdictOf(found);
}

/** The keys in a file the auditor brought, one a line, `#` begins a remark. Refuses a line that is no key, and a file without any. */
export function readTrustedKeys(text: string): Result<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const [offset, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const key = parseVerifierKey(line.trim(), sha256);
    if (!key.ok) return { ok: false, error: { ...key.error, offset } };
    keys.push(key.value);
  }
  return keys.length > 0 ? { ok: true, value: keys } : { ok: false, error: { kind: 'malformed', offset: 0, what: 'no key' } };
}
