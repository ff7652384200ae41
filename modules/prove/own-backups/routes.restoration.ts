// Routes of a restored copy: what it lacks, the proposal to go on, and the second word that begins the next epochs.
import { ledgerClient, type Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { beginEpoch, type EpochPlan, type SecondWord } from '@holdfast/platform/restore-epochs';
import { type Context, type Database, route } from '@holdfast/platform/route';
import { tell } from '@holdfast/notices/store';
import type { z } from 'zod';
import { approveRestoration, proposeRestoration, seeOwnBackups } from './access.ts';
import { judgeCode } from './restore-code.ts';
import { isOwner, type Proposal, requireSecond, whyNotCode, whyNotSecond } from './rules.ts';
import { begun, type CodeKind, newApproval, newProposal, type Restoration, restoration, type RestoredLog } from './schema.ts';
import { type KeptCode, listCodes, spendCode } from './store.code.ts';
import { dropProposal, keepProposal, readProposal, takeProposal } from './store.restoration.ts';
import { listRestorers } from './store.ts';

/** What these routes need of the server. */
export type RestorationNeeds = {
  isHeld(): boolean;
  /** The logs the signer refuses; empty while nothing is held. */
  refusedLogs(): Promise<RestoredLog[]>;
  /** Seals all that waits and plans the next epoch of every log. `kept`: a signed checkpoint from outside. */
  plan(kept: string | null): Promise<EpochPlan>;
  /** Compares the signer again and has the new epochs signed. */
  goOn(): Promise<void>;
};

const base = '/api/v1/restoration';

async function read(needs: RestorationNeeds, { db, principal }: Context): Promise<Restoration> {
  const held = needs.isHeld();
  const it = held ? await readProposal(db) : null;
  if (it === null) return { held, logs: await needs.refusedLogs(), proposed: null };
  const { reason, asked_by, asked_by_name, asked_at } = it;
  const mine_to_approve = whyNotSecond(it, principal.person_id, isOwner(principal.grants)) === null;
  const mine_to_withdraw = asked_by === principal.person_id;
  const proposed = { reason, asked_by, asked_by_name, asked_at, mine_to_approve, mine_to_withdraw, codes: await codesFor(db, it) };
  return { held, logs: await needs.refusedLogs(), proposed };
}

async function codesFor(db: Database, it: Proposal): Promise<CodeKind[]> {
  const could = await listRestorers(db);
  const paper = (await listCodes(db)).filter(({ kind }) => kind === 'paper');
  const kinds = [...paper, { kind: 'console' as const, made_by: null }];
  return kinds.filter((code) => whyNotCode(it, code, could) === null).map(({ kind }) => kind);
}

function requireHeld(needs: RestorationNeeds): void {
  if (!needs.isHeld()) throw new Failure('conflict', 'nothing_restored');
}

const wordOf = (code: KeptCode | null): SecondWord =>
  code === null ? { is: 'person' } : { is: code.kind, code_made_by: code.made_by, code_made_at: new Date(code.made_at).toISOString() };

async function useCode(tx: Tx, code: KeptCode): Promise<void> {
  if (!(await spendCode(tx, code.hash))) throw new Failure('forbidden', 'restore_code_none');
  const to = { sentence: seeOwnBackups, zone_ids: [] };
  await tell(tx, { kind: 'restored_by_code', site_id: null, opens: '/own-backups', params: {}, to });
}

async function approve(
  needs: RestorationNeeds,
  { db, act, permit, principal }: Context,
  entered: string | null,
): Promise<z.infer<typeof begun>> {
  requireHeld(needs);
  const it = await readProposal(db);
  if (it === null) throw new Failure('conflict', 'nothing_proposed');
  const code = entered === null ? null : await judgeCode(db, it, entered);
  if (code === null) requireSecond(it, permit.actor_id, isOwner(principal.grants));
  const { epochs, gone } = await needs.plan(it.kept);
  const told = epochs.map(({ former, log, here, lost }) => ({ origin: log.origin, former: former.origin, size: here.size, lost }));
  const second = wordOf(code);
  const { reason, asked_by } = it;
  const by = { reason, asked_by, approved_by: permit.actor_id, second, at: new Date().toISOString(), via: permit.via };
  const made = await act(permit, { site: null, kind: 'ledger.restoration_approved', reason }, async (tx) => {
    const organisation_id = await takeProposal(tx);
    if (code !== null) await useCode(tx, code);
    for (const epoch of epochs) await beginEpoch(ledgerClient(tx), epoch, gone, by);
    const facts = { epochs: told, asked_by, second_word: second.is };
    return { subject: { type: 'organisation', id: organisation_id }, facts, result: { epochs: told } };
  });
  await needs.goOn();
  return made;
}

export const restorationRoutes = (needs: RestorationNeeds) => [
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
    summary: 'Say the second word, as another person or with a code: the next epoch of every log begins',
    access: approveRestoration,
    body: newApproval,
    output: begun,
    handle: ({ body, context }) => approve(needs, context, body.code),
  }),
];
