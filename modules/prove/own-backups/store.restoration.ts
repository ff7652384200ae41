// SQL of a restore that waits for a second person. While a copy is held no ledger takes entries; both words enter with the first of the new epoch.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

export type KeptProposal = {
  reason: string;
  kept: string | null;
  asked_by: string;
  asked_by_name: string;
  asked_at: string;
  by_owner: boolean;
};

/** The proposal that waits, null when there is none. */
export async function readProposal(db: Database | Tx): Promise<KeptProposal | null> {
  const found = await sql<KeptProposal>`select r.reason, r.kept, r.asked_by, p.name as asked_by_name, r.asked_at, r.by_owner
    from holdfast.restoration r join holdfast.person p on p.id = r.asked_by`.execute(db);
  return found.rows[0] ?? null;
}

/** Keeps a proposal. Throws conflict when one waits already. */
export async function keepProposal(db: Database, it: Pick<KeptProposal, 'reason' | 'kept' | 'asked_by' | 'by_owner'>): Promise<void> {
  const kept = await sql`insert into holdfast.restoration (organisation_id, reason, kept, asked_by, by_owner)
    select id, ${it.reason}, ${it.kept}, ${it.asked_by}, ${it.by_owner} from holdfast.organisation on conflict do nothing returning 1`.execute(
    db,
  );
  if (kept.rows.length === 0) throw new Failure('conflict', 'restoration_proposed');
}

/** Takes a proposal back. */
export async function dropProposal(db: Database, asked_by: string): Promise<void> {
  await sql`delete from holdfast.restoration where asked_by = ${asked_by}`.execute(db);
}

/** Takes the proposal for good, inside the act that completes it. Returns the organisation's id. Throws conflict when it is gone. */
export async function takeProposal(tx: Tx): Promise<string> {
  const taken = await sql<{ organisation_id: string }>`delete from holdfast.restoration returning organisation_id`.execute(tx);
  if (taken.rows[0] === undefined) throw new Failure('conflict', 'nothing_proposed');
  return taken.rows[0].organisation_id;
}
