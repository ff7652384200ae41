// Words of certificates: what the server shows, the authority behind it, and the machines that were let in.
import { id, name, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** SHA-256 of a certificate, lower-case hex. */
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** One thing people should know; `code` is worded in the pages under `warning.<code>`. */
export const certificateWarning = z.object({ code: z.string(), params: z.record(z.string(), z.string()) });
export type CertificateWarning = z.infer<typeof certificateWarning>;

export const shownCertificate = z.object({
  /** `own`: the plant brought it. `plant`: made by the plant authority, and renewed by itself. */
  kind: z.enum(['own', 'plant']),
  fingerprint,
  names: z.array(z.string()),
  not_before: time,
  not_after: time,
  /** Renewed by itself from this day on; null for one of your own. */
  renewed_from: time.nullable(),
  /** Read from files the operator named, so it is changed there and not here. */
  from_files: z.boolean(),
});

export const authority = z.object({
  fingerprint,
  name: z.string(),
  state: z.enum(['current', 'next', 'past']),
  not_before: time,
  not_after: time,
  pem: z.string(),
});
export type Authority = z.infer<typeof authority>;

export const certificateState = z.object({
  /** Null: plain HTTP on this machine only. */
  shown: shownCertificate.nullable(),
  authorities: z.array(authority),
  public_url: z.string().nullable(),
  names: z.array(z.string()),
  strict_transport: z.boolean(),
  warnings: z.array(certificateWarning),
  /** For the address of the authority's certificate on the plain port. */
  authority_path: z.string(),
});
export type CertificateState = z.infer<typeof certificateState>;

export const warningList = z.object({ rows: z.array(certificateWarning) });

const pem = z.string().trim().min(20).max(100_000);
export const broughtCertificate = z.object({ certificate_pem: pem, key_pem: pem });
/** What was found in a certificate before it is taken. */
export const checkedCertificate = z.object({
  faults: z.array(certificateWarning),
  warnings: z.array(certificateWarning),
  names: z.array(z.string()),
  not_after: time.nullable(),
});
export type CheckedCertificate = z.infer<typeof checkedCertificate>;

export const strictTransport = z.object({ strict_transport: z.boolean() });

export const machineKind = z.enum(['sensor', 'enforcer', 'signer', 'witness', 'integration']);
export const machineCertificate = z.object({
  fingerprint,
  machine_kind: machineKind,
  machine_id: id,
  name: z.string(),
  state: z.enum(['current', 'revoked', 'ended']),
  not_after: time,
  made_at: time,
  revoked_at: time.nullable(),
});
export type MachineCertificate = z.infer<typeof machineCertificate>;
export const machinePage = page(machineCertificate);

export const machineRequest = z.object({
  csr_pem: pem,
  machine_kind: machineKind,
  machine_id: id,
  name,
  days: z.number().int().min(1).max(90).default(30),
});
export const issuedCertificate = z.object({ fingerprint, pem: z.string(), authority_pem: z.string(), not_after: time });
export const revocation = z.object({ reason });
