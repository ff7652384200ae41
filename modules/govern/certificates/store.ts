// What the page of certificates shows, gathered from the running TLS and the certificates that were made.
import { type CertificateRow, listCertificates } from '@holdfast/platform/plant-ca-store';
import { certificateWarnings, renewBeforeMs, type Tls } from '@holdfast/platform/tls';
import { authorityPath } from '@holdfast/platform/tls-redirect';
import type { CertificateState, MachineCertificate } from './schema.ts';
import { machineKind } from './schema.ts';

/** The state; with TLS off there is nothing shown. */
export async function stateOf(tls: Tls | null): Promise<CertificateState> {
  const off = {
    shown: null,
    authorities: [],
    public_url: null,
    names: [],
    strict_transport: false,
    warnings: [],
    authority_path: authorityPath,
  };
  if (tls === null) return off;
  const { kind, row } = tls.shown();
  const roots = await listCertificates(tls.parts.db, ['root']);
  const renewed_from = kind === 'own' ? null : new Date(new Date(row.not_after).getTime() - renewBeforeMs).toISOString();
  return {
    ...off,
    shown: { kind, renewed_from, from_files: tls.parts.files !== null, ...pick(row), names: row.names },
    authorities: roots.map((root) => ({
      ...pick(root),
      name: root.name,
      pem: root.pem,
      state: root.state === 'revoked' ? 'past' : root.state,
    })),
    names: [...tls.parts.names()],
    strict_transport: tls.isTransportStrict(),
    warnings: await certificateWarnings(tls),
  };
}

const pick = ({ fingerprint, not_before, not_after }: CertificateRow) => ({ fingerprint, not_before, not_after });

/** A machine's certificate as the list shows it; what is over says so. */
export function machineOfRow(row: CertificateRow, now: Date): MachineCertificate {
  const isOver = new Date(row.not_after) <= now;
  return {
    fingerprint: row.fingerprint,
    machine_kind: machineKind.parse(row.machine_kind),
    machine_id: row.machine_id ?? '',
    name: row.name,
    state: row.state === 'revoked' ? 'revoked' : isOver ? 'ended' : 'current',
    not_after: row.not_after,
    made_at: row.made_at,
    revoked_at: row.revoked_at,
  };
}
