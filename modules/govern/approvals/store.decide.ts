// Deciding a request: the word of each person, and with the last one the act itself, in the same transaction.
import type { Told, Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { dropNotices, tell } from '@holdfast/notices/store';
import type { Permit, Sentence } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { permitToDecide, permitToEnd } from './access.ts';
import { isOver, outcomeOf, partiesOf } from './rules.ts';
import { listOverdue, readApproval, type Request } from './store.ts';

/** Who settled a request, and the entry that tells of it. */
export type By = { person_id: string | null; reason: string; entry_id: string };
export type Outcome = 'approved' | 'refused' | 'withdrawn' | 'expired';

/**
 * What a practice asks approvals for. `settle` does what was asked for (approved) or undoes the waiting (else), inside the deciding act, and
 * tells the ledger: `kind` of the entry is `<kind>_<outcome>`.
 */
export type ApprovalKind = {
  kind: string;
  /** Who may decide it. */
  sentence: Sentence;
  settle(tx: Tx, request: Request, outcome: Outcome, by: By): Promise<Omit<Told<unknown>, 'result'>>;
};

type Where = { site_id: string; approval_id: string };
type Deciding = Pick<Context, 'db' | 'act' | 'principal'>;

/**
 * One person's word on a request. Throws forbidden for who asked, already spoke or lacks the right (also through a deputy), conflict for what
 * waits no more. Returns what became of it: null while further people are needed.
 */
export async function decideRequest(
  context: Deciding,
  kind: ApprovalKind,
  { site_id, approval_id }: Where,
  it: { decision: 'approved' | 'refused'; reason: string },
): Promise<Outcome | null> {
  const asked = await readApproval(context.db, site_id, approval_id);
  if (asked.kind !== kind.kind) throw new Failure('not_found', 'approval_not_found');
  const permit = permitToDecide(context.principal, kind.sentence, site_id, asked);
  return context.act(permit, { site: site_id, kind: `${kind.kind}_${it.decision}`, reason: it.reason }, async (tx, entry_id) => {
    const request = await lockWaiting(tx, site_id, approval_id);
    requireOutsider(permit, request);
    const outcome = outcomeOf(request, it.decision);
    await sql`insert into holdfast.approval_vote (site_id, approval_id, person_id, for_person_id, decision, reason)
      values (${site_id}, ${approval_id}, ${permit.actor_id}, ${permit.deputy_for ?? null}, ${it.decision}, ${it.reason})`.execute(tx);
    const people = { ...askedFacts(request), decided_by: [...request.votes.map((vote) => vote.person_id), permit.actor_id] };
    if (outcome === null) {
      const missing = request.people_needed - request.votes.length - 2;
      return { kind: `${kind.kind}_seconded`, subject: subjectOf(request), facts: { ...people, people_missing: missing }, result: null };
    }
    const told = await settle(tx, kind, request, outcome, { person_id: permit.actor_id, reason: it.reason, entry_id });
    return { ...told, facts: { ...people, ...told.facts }, result: outcome };
  });
}

/** Takes a request back: only who asked for it, or in whose name it was asked. `permit` is the caller's own to change things here. */
export async function withdrawRequest(
  context: Pick<Context, 'act'>,
  permit: Permit,
  kind: ApprovalKind,
  { site_id, approval_id }: Where,
  reason: string,
): Promise<void> {
  await context.act(permit, { site: site_id, kind: `${kind.kind}_withdrawn`, reason }, async (tx, entry_id) => {
    const request = await lockWaiting(tx, site_id, approval_id);
    if (![request.asked_by, request.asked_for].includes(permit.actor_id)) throw new Failure('forbidden', 'only_who_asked_withdraws');
    const told = await settle(tx, kind, request, 'withdrawn', { person_id: permit.actor_id, reason, entry_id });
    return { ...told, facts: { ...askedFacts(request), ...told.facts }, result: null };
  });
}

/** Ends what nobody decided in time; for a job. Returns how many. */
export async function expireRequests(context: Pick<Context, 'db' | 'act'>, kinds: readonly ApprovalKind[]): Promise<number> {
  const overdue = await listOverdue(context.db);
  for (const it of overdue) {
    const asked = await readApproval(context.db, it.site_id, it.id);
    const kind = kinds.find((known) => known.kind === asked.kind);
    if (kind === undefined) continue;
    // Somebody who withdrew it just now was first.
    await expire(context, kind, it).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
    });
  }
  return overdue.length;
}

async function expire(context: Pick<Context, 'act'>, kind: ApprovalKind, { site_id, id }: { site_id: string; id: string }): Promise<void> {
  await context.act(permitToEnd(site_id), { site: site_id, kind: `${kind.kind}_expired` }, async (tx, entry_id) => {
    const request = await lockOpen(tx, site_id, id);
    const told = await settle(tx, kind, request, 'expired', { person_id: null, reason: 'Nobody decided in time.', entry_id });
    return { ...told, facts: { ...askedFacts(request), ...told.facts }, result: null };
  });
}

const askedFacts = (request: Request) => ({
  approval_id: request.id,
  asked_by: request.asked_by,
  ...(request.asked_for === null ? {} : { asked_for: request.asked_for }),
});
const subjectOf = (request: Request) => ({ type: request.subject_type, id: request.subject_id });

async function settle(tx: Tx, kind: ApprovalKind, request: Request, outcome: Outcome, by: By) {
  await sql`update holdfast.approval set state = ${outcome}, decided_by = ${by.person_id}, decided_at = now(), decision_reason = ${by.reason}
    where site_id = ${request.site_id} and id = ${request.id}`.execute(tx);
  await dropNotices(tx, 'approval_waiting', ['approval_id', request.id]);
  if (outcome !== 'withdrawn')
    await tell(tx, {
      kind: 'approval_decided',
      site_id: request.site_id,
      opens: request.opens,
      params: { title: request.title, about: request.subject_type, decision: outcome },
      count_alike: { param: 'decision', opens: 'approvals?show=all' },
      to: { person_ids: [request.asked_by, ...(request.asked_for === null ? [] : [request.asked_for])] },
    });
  return kind.settle(tx, request, outcome, by);
}

// INVARIANT: read again under the lock: two people at once are one after the other here, and the second sees the first's word.
async function lockOpen(tx: Tx, site_id: string, approval_id: string): Promise<Request> {
  const [row] = (
    await sql<{ state: string }>`select state from holdfast.approval where site_id = ${site_id} and id = ${approval_id} for update`.execute(
      tx,
    )
  ).rows;
  if (row === undefined) throw new Failure('not_found', 'approval_not_found');
  if (row.state !== 'waiting') throw new Failure('conflict', 'already_decided', { state: row.state });
  return readApproval(tx, site_id, approval_id);
}

async function lockWaiting(tx: Tx, site_id: string, approval_id: string): Promise<Request> {
  const request = await lockOpen(tx, site_id, approval_id);
  if (isOver(request, new Date())) throw new Failure('conflict', 'already_decided', { state: 'expired' });
  return request;
}

function requireOutsider(permit: Permit, request: Request): void {
  const parties = partiesOf(request);
  if (parties.has(permit.actor_id) || parties.has(permit.deputy_for ?? '')) throw new Failure('forbidden', 'second_person_needed');
}
