// Routes of what is said by hand: evidence, assumptions, tests of controls, and that a requirement does not apply. Each is an act, and each can be ended.
import { Failure } from '@holdfast/platform/failure';
import type { Tx } from '@holdfast/platform/act';
import { type Context, route, type Routes } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { setRequirementsAside, stateRequirements } from './access.ts';
import { requireEvidence, requireTest } from './rules.statements.ts';
import {
  ending,
  listed,
  newAssumption,
  newEvidence,
  newNotApplicable,
  newTest,
  type NewStatement,
  type SaidStatement,
  saidStatement,
} from './schema.ts';
import type { MatrixParts } from './store.ts';
import { addStatement, endStatement, readStatement } from './store.statements.ts';

const base = '/api/v1/sites/:site_id/requirements/:requirement_id';
const one = siteParams.extend({ requirement_id: listed });
const kinds = {
  evidence: 'requirement.evidence_added',
  not_applicable: 'requirement.set_aside',
  assumption: 'requirement.assumption_noted',
  test: 'requirement.control_tested',
} as const;
const endings = {
  evidence: 'requirement.evidence_ended',
  not_applicable: 'requirement.taken_up_again',
  assumption: 'requirement.assumption_ended',
  test: 'requirement.test_ended',
} as const;

const subjectOf = (it: SaidStatement) => {
  const subject = { type: 'requirement', id: it.requirement_id ?? '' };
  // An entry's subject has no blanks: `SR 1.1` of IEC 62443-3-3 is `iec62443_3_3:SR_1.1`.
  return it.control_id === null ? subject : { type: 'control', id: `${it.standard}:${it.control_id.replaceAll(' ', '_')}` };
};

/** What people wrote enters the ledger only as a commitment; what a past state needs stands in clear. */
const told = (it: SaidStatement) => ({
  subject: subjectOf(it),
  facts: {
    statement_id: it.id,
    artefact: it.artefact ?? undefined,
    until_on: it.until_on ?? undefined,
    standard: it.standard ?? undefined,
    control_id: it.control_id ?? undefined,
    result: it.result ?? undefined,
    tested_on: it.tested_on ?? undefined,
    next_on: it.next_on ?? undefined,
  },
  result: it,
});

type Where = { site_id: string; by_hand: NewStatement };

function say(context: Context, { site_id, by_hand }: Where, reason?: string): Promise<SaidStatement> {
  return context.act(context.permit, { site: site_id, kind: kinds[by_hand.kind], reason }, async (tx) => {
    const it = await addStatement(tx, site_id, context.permit.actor_id, by_hand, context.now);
    const { text, method, kpi } = it;
    const personal = Object.entries({ text: reason === undefined ? text : '', method: method ?? '', kpi: kpi ?? '' }).filter(
      ([, value]) => value !== '',
    );
    return { ...told(it), personal: Object.fromEntries(personal) };
  });
}

async function end(context: Context, site_id: string, it: SaidStatement, reason: string): Promise<SaidStatement> {
  return context.act(context.permit, { site: site_id, kind: endings[it.kind], reason }, async (tx: Tx) =>
    told(await endStatement(tx, site_id, it.id, { person_id: context.permit.actor_id, reason, now: context.now })),
  );
}

function requireKnown({ matrix }: MatrixParts, requirement_id: string): void {
  if (!matrix.requirements.some((it) => it.id === requirement_id)) throw new Failure('not_found', 'requirement_not_found');
}

const evidenceRoutes = (parts: MatrixParts) => [
  route({
    method: 'POST',
    path: `${base}/evidence`,
    summary: 'Add evidence by hand: what it is and where it lies, until a day',
    access: stateRequirements,
    params: one,
    body: newEvidence,
    output: saidStatement,
    handle: ({ params: { site_id, requirement_id }, body, context }) => {
      requireKnown(parts, requirement_id);
      requireEvidence(body, context.now);
      return say(context, { site_id, by_hand: { kind: 'evidence', requirement_id, ...body } });
    },
  }),
  route({
    method: 'POST',
    path: `${base}/assumptions`,
    summary: 'Note an assumption or a limit of how a requirement is met',
    access: stateRequirements,
    params: one,
    body: newAssumption,
    output: saidStatement,
    handle: ({ params: { site_id, requirement_id }, body, context }) => {
      requireKnown(parts, requirement_id);
      return say(context, { site_id, by_hand: { kind: 'assumption', requirement_id, text: body.text } });
    },
  }),
];

const asideRoutes = (parts: MatrixParts) => [
  route({
    method: 'POST',
    path: `${base}/not-applicable`,
    summary: 'Sign that a requirement, or one kind of its evidence, does not apply here',
    access: setRequirementsAside,
    params: one,
    body: newNotApplicable,
    output: saidStatement,
    handle: ({ params: { site_id, requirement_id }, body, context }) => {
      requireKnown(parts, requirement_id);
      const by_hand: NewStatement = { kind: 'not_applicable', requirement_id, artefact: body.artefact, text: body.reason };
      return say(context, { site_id, by_hand }, body.reason);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/requirement-statements/:statement_id/taking-up',
    summary: 'Take a requirement up again that was said not to apply',
    access: setRequirementsAside,
    params: siteParams.extend({ statement_id: id }),
    body: ending,
    output: saidStatement,
    handle: async ({ params: { site_id, statement_id }, body, context }) => {
      const it = await readStatement(context.db, site_id, statement_id);
      if (it.kind !== 'not_applicable') throw new Failure('not_found', 'statement_not_found');
      return end(context, site_id, it, body.reason);
    },
  }),
];

const otherRoutes = [
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/control-tests',
    summary: 'Note a test of a control: method, result, date and when again',
    access: stateRequirements,
    params: siteParams,
    body: newTest,
    output: saidStatement,
    handle: ({ params: { site_id }, body, context }) => {
      requireTest(body, context.now);
      return say(context, { site_id, by_hand: { kind: 'test', ...body } });
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/sites/:site_id/requirement-statements/:statement_id/ending',
    summary: 'End evidence by hand, an assumption or a test that holds no more',
    access: stateRequirements,
    params: siteParams.extend({ statement_id: id }),
    body: ending,
    output: saidStatement,
    handle: async ({ params: { site_id, statement_id }, body, context }) => {
      const it = await readStatement(context.db, site_id, statement_id);
      if (it.kind === 'not_applicable') throw new Failure('forbidden', 'taking_up_is_signed');
      return end(context, site_id, it, body.reason);
    },
  }),
];

export const statementRoutes = (parts: MatrixParts): Routes => [...evidenceRoutes(parts), ...asideRoutes(parts), ...otherRoutes];
