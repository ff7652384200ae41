// The only way to write: business rows, ledger entry and outgoing jobs in one transaction.
import type { Transaction } from 'kysely';
import type { Permit } from './permit.ts';

export type Tx = Transaction<Record<string, never>>;

/** What an act is: `site` null for the organisation's log; `reason` is free text and enters the ledger only as a salted commitment. */
export type What = { site: string | null; kind: string; reason?: string | undefined; idempotency_key?: string | undefined };

export type Subject = { type: string; id: string; version?: number };

/** What an act tells: `facts` go into the ledger in clear (no personal data, no free text); `personal` only as salted commitments. */
export type Told<R> = {
  subject: Subject;
  facts: Record<string, unknown>;
  personal?: Record<string, string>;
  files?: { sha256: string; size_bytes: number; type: string }[];
  jobs?: { name: string; payload: Record<string, unknown>; key?: string }[];
  result: R;
};

/**
 * Runs `work` in one transaction and appends its ledger entry to the site's (or the organisation's) log. No change without evidence, no
 * evidence without change. With an `idempotency_key` seen before (same actor and kind) nothing is done again and the first result returns.
 */
export type Act = <R>(permit: Permit, what: What, work: (tx: Tx, entry_id: string) => Promise<Told<R>>) => Promise<R>;

/** Telemetry: like `act`, for a process that read the wire; one entry a batch. */
export type Observe = Act;
