// Which acts of the plant are a run of an activity: kinds of ledger entries. Whoever builds a practice adds its line here.

/**
 * `named`: the entry says in its fact `activity` which activity it was. `where`: only entries with one of these values in a fact. `at_sites`: for the
 * organisation's activity, acts at any of its sites count too.
 */
export type RunKind = {
  readonly kind: string;
  readonly named?: true;
  readonly where?: { readonly fact: string; readonly is: readonly string[] };
  readonly at_sites?: true;
};

const policy = { fact: 'doc_type', is: ['ot_security_policy'] };

/** Only acts that are the whole of it: one approved list is no review of all rules. */
export const runKinds: Readonly<Record<string, readonly RunKind[]>> = {
  scope_review: [{ kind: 'legal_entity.scope_decided' }],
  registration_check: [{ kind: 'legal_entity.registered' }, { kind: 'legal_entity.registration_checked' }],
  policy_review: [
    { kind: 'document.reviewed', where: policy, at_sites: true },
    { kind: 'document.version_approved', where: policy, at_sites: true },
  ],
  asset_inventory_review: [{ kind: 'walk_down.finished' }],
  monthly_review: [{ kind: 'meeting.closed', named: true }],
  resilience_committee: [{ kind: 'meeting.closed', named: true }],
  board_day: [{ kind: 'meeting.closed', named: true }],
  audit: [{ kind: 'audit.closed' }],
  incident_roles_review: [{ kind: 'escalation.tested' }],
};

export const runKindsOf = (of: string | null): readonly RunKind[] => (of === null ? [] : (runKinds[of] ?? []));

/** Whether an entry is a run of the activity, by what it tells. */
export const isRun = (
  of: string | null,
  { kind, named, where }: RunKind,
  fact: { kind: string; data: Readonly<Record<string, unknown>> },
): boolean =>
  fact.kind === kind &&
  (named !== true || fact.data['activity'] === of) &&
  (where === undefined || where.is.includes(String(fact.data[where.fact])));

/** Kinds that count for the organisation wherever they were done. */
export const kindsAtSites: readonly string[] = [
  ...new Set(Object.values(runKinds).flatMap((kinds) => kinds.filter((it) => it.at_sites === true).map(({ kind }) => kind))),
];
/** All kinds that are a run of anything. */
export const allRunKinds: readonly string[] = [...new Set(Object.values(runKinds).flatMap((kinds) => kinds.map(({ kind }) => kind)))];
