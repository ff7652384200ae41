// What verifying a package finds: faults with their weight, and what was and was not checked, as codes.
import type { LedgerCrypto } from '@holdfast/core-ledger';

/** A hash fed piece by piece. */
export type RunningHash = { update(bytes: Uint8Array): void; digest(): Uint8Array };
export type PackageCrypto = LedgerCrypto & {
  startSha256(): RunningHash;
  /** CRC-32 of `bytes` after bytes with checksum `before`. */
  crc32(bytes: Uint8Array, before: number): number;
};

export type FaultKind = 'tampered' | 'incomplete' | 'untrusted';
/** `what` is a code, `detail` what an engine said. */
export type PackageFault = { kind: FaultKind; what: string; file: string | null; detail: string | null };
export type Told = { what: string; params: Readonly<Record<string, string | number>> };

/** 0 holds, 1 tampered, 2 incomplete, 3 not signed by a key that was brought. */
export type ExitCode = 0 | 1 | 2 | 3;
export type PackageVerdict = {
  exit: ExitCode;
  faults: PackageFault[];
  /** Faults there are beyond those listed. */
  more_faults: number;
  checked: Told[];
  not_checked: Told[];
};

const MAX_FAULTS = 100;

export type Findings = {
  faults: PackageFault[];
  counts: Record<FaultKind, number>;
  checked: Told[];
  not_checked: Told[];
};

export const startFindings = (): Findings => ({
  faults: [],
  counts: { tampered: 0, incomplete: 0, untrusted: 0 },
  checked: [],
  not_checked: [],
});

export function fault(found: Findings, kind: FaultKind, what: string, file: string | null = null, detail: string | null = null): void {
  found.counts[kind] += 1;
  if (found.faults.length < MAX_FAULTS) found.faults.push({ kind, what, file, detail });
}

export function checked(found: Findings, what: string, params: Told['params'] = {}): void {
  found.checked.push({ what, params });
}

export function notChecked(found: Findings, what: string, params: Told['params'] = {}): void {
  found.not_checked.push({ what, params });
}

/** A change weighs more than a foreign key, and that more than something missing: what is missing under a foreign key says nothing. */
export function verdictOf(found: Findings): PackageVerdict {
  const { tampered, untrusted, incomplete } = found.counts;
  const exit = tampered > 0 ? 1 : untrusted > 0 ? 3 : incomplete > 0 ? 2 : 0;
  const more_faults = tampered + untrusted + incomplete - found.faults.length;
  return { exit, faults: found.faults, more_faults, checked: found.checked, not_checked: found.not_checked };
}
