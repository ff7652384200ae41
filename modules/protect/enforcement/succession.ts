// Ends the certificates an enforcer had before, once it is seen with its newest one: a key of before opens nothing for the rest of its days.
import { Failure } from '@holdfast/platform/failure';
import { revokeMachineCertificate } from '@holdfast/platform/plant-ca';
import { listCertificates } from '@holdfast/platform/plant-ca-store';
import type { Tls } from '@holdfast/platform/tls';
import { permitCertificates } from './access.ts';

/**
 * A machine uses a new certificate only after it has put it down; so long after it was made, what was put down has reached the disk too, and a
 * machine that lost its power in between has come back with the one it still has.
 */
const graceMs = 3_600_000;

type Seen = { id: string; fingerprint: string | null };

/** Told with each report: which enforcer, and the certificate it showed. Looks into the certificates once for each new one. */
export function createSuccession(tls: Tls): (it: Seen, shown: string, now: Date) => Promise<void> {
  const settled = new Map<string, string>();
  return async ({ id, fingerprint }, shown, now) => {
    // INVARIANT: only the newest ends the others. Whoever shows an older one has not stored the newest yet, and may need it still.
    if (fingerprint !== shown || settled.get(id) === shown) return;
    const own = await listOwn(tls, id);
    const newest = own.find((it) => it.fingerprint === shown);
    if (newest === undefined || now.getTime() - new Date(newest.made_at).getTime() < graceMs) return;
    const former = own.filter((it) => it.fingerprint !== shown);
    for (const it of former) await endCertificate(tls, it.fingerprint, 'succeeded by a newer one that the enforcer uses');
    if (former.length > 0) await tls.reload();
    settled.set(id, shown);
  };
}

/** Ends every certificate a machine has, renewed ones too. */
export async function endCertificates(tls: Tls, enforcer_id: string): Promise<void> {
  for (const { fingerprint } of await listOwn(tls, enforcer_id)) await endCertificate(tls, fingerprint, 'enforcer ended or replaced');
  await tls.reload();
}

const listOwn = async (tls: Tls, enforcer_id: string) =>
  (await listCertificates(tls.parts.db, ['client'])).filter((row) => row.machine_id === enforcer_id && row.state === 'current');

/** Another process of the server may have ended it a moment ago. */
async function endCertificate(tls: Tls, fingerprint: string, reason: string): Promise<void> {
  await revokeMachineCertificate(tls.parts, permitCertificates(), { fingerprint, reason }).catch((thrown: unknown) => {
    if (!(thrown instanceof Failure && thrown.code === 'certificate_missing')) throw thrown;
  });
}
