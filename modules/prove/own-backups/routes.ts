// Routes of a restored copy: what it lacks, the proposal to go on from it, and the second person's approval, which begins the next epochs.
import { ledgerClient } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { beginEpoch, type EpochPlan } from '@holdfast/platform/restore-epochs';
import { type Context, route } from '@holdfast/platform/route';
import { z } from 'zod';
import { approveRestoration, proposeRestoration } from './access.ts';
import { isOwner, requireSecond, whyNotSecond } from './rules.ts';
import { begun, newProposal, type Restoration, restoration, type RestoredLog } from './schema.ts';
import { dropProposal, keepProposal, readProposal, takeProposal } from './store.restoration.ts';

/** What these routes need of the server. */
export type OwnBackupNeeds = {
  isHeld(): boolean;
  /** The logs the signer refuses; empty while nothing is held. */
  refusedLogs(): Promise<RestoredLog[]>;
  /** Seals all that waits and plans the next epoch of every log. `kept`: a signed checkpoint from outside. */
  plan(kept: string | null): Promise<EpochPlan>;
  /** Compares the signer again and has the new epochs signed. */
  goOn(): Promise<void>;
};

const base = '/api/v1/restoration';

async function read(needs: OwnBackupNeeds, { db, principal }: Context): Promise<Restoration> {
  const held = needs.isHeld();
  const it = held ? await readProposal(db) : null;
  if (it === null) return { held, logs: await needs.refusedLogs(), proposed: null };
  const { reason, asked_by, asked_by_name, asked_at } = it;
  const mine_to_approve = whyNotSecond(it, principal.person_id, isOwner(principal.grants)) === null;
  const proposed = { reason, asked_by, asked_by_name, asked_at, mine_to_approve, mine_to_withdraw: asked_by === principal.person_id };
  return { held, logs: await needs.refusedLogs(), proposed };
}

function requireHeld(needs: OwnBackupNeeds): void {
  if (!needs.isHeld()) throw new Failure('conflict', 'nothing_restored');
}

async function approve(needs: OwnBackupNeeds, { db, act, permit, principal }: Context): Promise<z.infer<typeof begun>> {
  requireHeld(needs);
  const it = await readProposal(db);
  if (it === null) throw new Failure('conflict', 'nothing_proposed');
  requireSecond(it, permit.actor_id, isOwner(principal.grants));
  const { epochs, gone } = await needs.plan(it.kept);
  const told = epochs.map(({ former, log, here, lost }) => ({ origin: log.origin, former: former.origin, size: here.size, lost }));
  const by = { reason: it.reason, asked_by: it.asked_by, approved_by: permit.actor_id, at: new Date().toISOString(), via: permit.via };
  const made = await act(permit, { site: null, kind: 'ledger.restoration_approved', reason: it.reason }, async (tx) => {
    const organisation_id = await takeProposal(tx);
    for (const epoch of epochs) await beginEpoch(ledgerClient(tx), epoch, gone, by);
    const facts = { epochs: told, asked_by: it.asked_by };
    return { subject: { type: 'organisation', id: organisation_id }, facts, result: { epochs: told } };
  });
  await needs.goOn();
  return made;
}

export const ownBackupRoutes = (needs: OwnBackupNeeds) => [
  route({
    method: 'GET',
    path: base,
    summary: 'Whether this is a restored copy that waits for a decision, and what it lacks',
    access: 'signed_in',
    output: restoration,
    handle: ({ context }) => read(needs, context),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Propose to go on from the restored copy',
    access: proposeRestoration,
    body: newProposal,
    output: restoration,
    handle: async ({ body, context }) => {
      requireHeld(needs);
      // A checkpoint nobody can use is said now, not to the second person.
      await needs.plan(body.kept);
      const { actor_id: asked_by } = context.permit;
      await keepProposal(context.db, { ...body, asked_by, by_owner: isOwner(context.principal.grants) });
      return read(needs, context);
    },
  }),
  route({
    method: 'DELETE',
    path: base,
    summary: 'Take the own proposal back',
    access: proposeRestoration,
    output: restoration,
    handle: async ({ context }) => {
      await dropProposal(context.db, context.permit.actor_id);
      return read(needs, context);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/approval`,
    summary: 'Approve it as the second person: the next epoch of every log begins',
    access: approveRestoration,
    body: z.object({}),
    output: begun,
    handle: ({ context }) => approve(needs, context),
  }),
];
