// Routes of money and will: investments that findings pay for, and what the board has signed.
import { type Context, route } from '@holdfast/platform/route';
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, type Sentence } from '@holdfast/platform/permit';
import { done, id } from '@holdfast/platform/shapes';
import { listPlaces } from '@holdfast/cadence/store';
import { z } from 'zod';
import { decideInvestments, proposeInvestments, proposeTargets, seeInvestments, signTargets as signForBoard } from './access.ts';
import { says } from './rules.ts';
import { boardTargets, decidedInvestment, investmentPage, investmentQuery, newBoardTarget, newInvestment } from './schema.money.ts';
import { addInvestment, addTargets, boardTargetsAt, decideInvestment, listInvestments, listTargets, signTargets } from './store.money.ts';

/** Sites whose investments the person may see or decide on. */
async function sitesOf(context: Context, sentence: Sentence): Promise<string[]> {
  const here = { ...sentence, at: 'site' } as const;
  return (await listPlaces(context.db)).filter((it) => isAllowed(context.principal, here, it.site_id)).map((it) => it.site_id);
}

/** A grant anywhere lets in; the site named must be within reach, and the organisation's money needs a grant of the organisation. */
function requireReach(context: Context, sentence: Sentence, site_id: string | null): void {
  const there = { ...sentence, at: site_id === null ? 'organisation' : 'site' } as const;
  if (!isAllowed(context.principal, there, site_id)) throw new Failure('forbidden', 'not_allowed', { sentence: sentence.id });
}

export const moneyRoutes = [
  route({
    method: 'GET',
    path: '/api/v1/investments',
    summary: 'The backlog of investments with what pays for each, and how much is set aside',
    access: seeInvestments,
    query: investmentQuery,
    output: investmentPage,
    handle: async ({ query, context }) => {
      const all = await listInvestments(context.db, await sitesOf(context, seeInvestments));
      const rows = all.filter(
        (it) =>
          (!query.state?.length || query.state.includes(it.state)) &&
          (!query.kind?.length || query.kind.includes(it.kind)) &&
          says(query.search, [it.title, ...it.reasons.map((one) => one.title)]),
      );
      const open = all.filter((it) => it.state === 'proposed' || it.state === 'approved');
      const sum = (some: typeof open): number => some.reduce((total, it) => total + (it.cost_eur ?? 0), 0);
      const money = { wanted_eur: sum(open), earmarked_eur: sum(open.filter((it) => it.is_earmarked)) };
      return { rows: rows.slice(query.offset, query.offset + query.limit), total: rows.length, ...money };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/investments',
    summary: 'Ask for an investment, and say which finding pays for it',
    access: proposeInvestments,
    body: newInvestment,
    output: z.object({ id }),
    handle: async ({ body, context }) => {
      requireReach(context, proposeInvestments, body.site_id);
      return context.act(context.permit, { site: null, kind: 'investment.proposed' }, async (tx) => {
        const investment_id = await addInvestment(tx, body, context.permit.actor_id, context.now);
        const { title, reasons, site_id, kind, ...facts } = body;
        const because = reasons.map(({ type, id: of }) => ({ type, id: of }));
        return {
          subject: { type: 'investment', id: investment_id },
          facts: { ...facts, at_site: site_id, what: kind, because },
          personal: { title },
          result: { id: investment_id },
        };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/investments/:investment_id/decision',
    summary: 'Approve or reject an investment, or say that it is done',
    access: decideInvestments,
    params: z.object({ investment_id: id }),
    body: decidedInvestment,
    output: done,
    handle: async ({ params, body, context }) => {
      const { state, is_earmarked, reason } = body;
      await context.act(context.permit, { site: null, kind: `investment.${state}`, reason }, async (tx) => {
        const before = await decideInvestment(tx, params.investment_id, body, { person_id: context.permit.actor_id, now: context.now });
        requireReach(context, decideInvestments, before.site_id);
        return {
          subject: { type: 'investment', id: params.investment_id },
          facts: { is_earmarked, cost_eur: before.cost_eur, at_site: before.site_id },
          result: null,
        };
      });
      return { done: true as const };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/board-targets',
    summary: 'Risk appetite and targets: every version, and the one in force',
    access: seeInvestments,
    query: z.object({ as_of: z.iso.datetime({ offset: true }).optional() }),
    output: boardTargets,
    handle: async ({ query, context }) => {
      const at = query.as_of === undefined ? context.now : new Date(query.as_of);
      const rows = (await listTargets(context.db)).filter((it) => Date.parse(it.proposed_at) <= at.getTime());
      return { rows, in_force: await boardTargetsAt(context.db, at) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/board-targets',
    summary: 'Put risk appetite and targets before the board',
    access: proposeTargets,
    body: newBoardTarget,
    output: z.object({ version: z.number().int() }),
    handle: ({ body, context }) =>
      context.act(context.permit, { site: null, kind: 'board_targets.proposed' }, async (tx) => {
        const version = await addTargets(tx, body, { person_id: context.permit.actor_id, now: context.now });
        const { appetite, targets, meeting_id, statement } = body;
        return {
          subject: { type: 'board_targets', id: String(version) },
          facts: { version, appetite, targets, meeting_id },
          personal: { statement },
          result: { version },
        };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/board-targets/:version/signature',
    summary: 'Sign for the board: these values hold from now on',
    access: signForBoard,
    params: z.object({ version: z.string().max(40) }),
    body: z.object({}),
    output: done,
    handle: async ({ params, context }) => {
      // What is no number names no version.
      const version = /^\d{1,6}$/.test(params.version) ? Number(params.version) : 0;
      await context.act(context.permit, { site: null, kind: 'board_targets.signed' }, async (tx) => {
        const { appetite, targets, meeting_id } = await signTargets(tx, version, { person_id: context.permit.actor_id, now: context.now });
        return { subject: { type: 'board_targets', id: String(version) }, facts: { version, appetite, targets, meeting_id }, result: null };
      });
      return { done: true as const };
    },
  }),
];
