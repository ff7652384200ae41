// Routes of approvals: everything that waits for further people, whatever practice asks; decide it, take it back.
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { done, id, page, siteParams } from '@holdfast/platform/shapes';
import { decideApprovals, seeApprovals } from './access.ts';
import { mayDecide } from './rules.ts';
import { type Approval, approval, approvalQuery, decision, withdrawal } from './schema.ts';
import { type ApprovalKind, decideRequest, withdrawRequest } from './store.decide.ts';
import { listApprovals, readApproval, type Request } from './store.ts';

const oneParams = siteParams.extend({ approval_id: id });

/** The routes, given what practices ask approvals for. */
export const approvalRoutes = (kinds: readonly ApprovalKind[]) => [
  route({
    method: 'GET',
    path: '/api/v1/sites/:site_id/approvals',
    summary: 'List what waits for a second person, and what became of it',
    access: seeApprovals,
    params: siteParams,
    query: approvalQuery,
    output: page(approval),
    handle: async ({ params, query, context }) => {
      const all = (await listApprovals(context.db, params.site_id, { state: query.state })).filter((it) => isSeen(context, it));
      const shown = all.map((it) => show(context, kinds, it)).filter((it) => fits(it, query, context));
      return { rows: shown.slice(query.offset, query.offset + query.limit), total: shown.length };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/approvals/:approval_id/decision',
    summary: 'Approve or refuse what waits; the last approval that is needed does what was asked for',
    access: decideApprovals,
    params: oneParams,
    body: decision,
    output: approval,
    handle: async ({ params, body, context }) => {
      await decideRequest(context, await kindOf(context, kinds, params), params, body);
      return show(context, kinds, await readApproval(context.db, params.site_id, params.approval_id));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/approvals/:approval_id/withdrawal',
    summary: 'Take back an own request',
    access: decideApprovals,
    params: oneParams,
    body: withdrawal,
    output: done,
    handle: async ({ params, body, context }) => {
      await withdrawRequest(context, context.permit, await kindOf(context, kinds, params), params, body.reason);
      return { done: true as const };
    },
  }),
];

async function kindOf(
  context: Context,
  kinds: readonly ApprovalKind[],
  it: { site_id: string; approval_id: string },
): Promise<ApprovalKind> {
  const asked = await readApproval(context.db, it.site_id, it.approval_id);
  const kind = kinds.find((known) => known.kind === asked.kind);
  if (kind === undefined || !isSeen(context, asked)) throw new Failure('not_found', 'approval_not_found');
  return kind;
}

const isSeen = ({ permit: { zones } }: Context, it: Request): boolean =>
  zones === null || it.zone_ids.some((zone_id) => zones.includes(zone_id));

function show(context: Context, kinds: readonly ApprovalKind[], it: Request): Approval {
  const { sentence: _sentence, zone_ids: _zones, site_id, ...told } = it;
  const kind = kinds.find((known) => known.kind === it.kind);
  const mine_to_decide = kind !== undefined && mayDecide(context.principal, site_id, kind.sentence, it, context.now);
  const mine_to_withdraw = it.state === 'waiting' && [it.asked_by, it.asked_for].includes(context.principal.person_id);
  return { ...told, mine_to_decide, mine_to_withdraw };
}

type Wanted = { search?: string | undefined; mine?: 'decide' | 'asked' | undefined };

function fits(it: Approval, { search, mine }: Wanted, { principal }: Context): boolean {
  if (mine === 'decide' && !it.mine_to_decide) return false;
  if (mine === 'asked' && it.asked_by !== principal.person_id) return false;
  const text = [it.title, it.reason, it.asked_by_name, it.decided_by_name ?? '', it.decision_reason ?? ''].join(' ').toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
