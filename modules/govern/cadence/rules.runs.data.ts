// Which acts of the plant are a run of an activity: kinds of ledger entries. Whoever builds a practice adds its line here.

/** `named`: the entry says in its fact `activity` which activity it was. `at_sites`: for the organisation's activity, acts at any of its sites count too. */
export type RunKind = { readonly kind: string; readonly named?: true; readonly at_sites?: true };

export const runKinds: Readonly<Record<string, readonly RunKind[]>> = {
  scope_review: [{ kind: 'legal_entity.scope_decided' }],
  registration_check: [{ kind: 'legal_entity.registration_checked' }],
  policy_review: [{ kind: 'document.approved', named: true, at_sites: true }],
  zone_review: [{ kind: 'zone.reviewed' }],
  conduit_review: [{ kind: 'conduit.reviewed' }],
  asset_inventory_review: [{ kind: 'walk_down.finished' }],
  monthly_review: [{ kind: 'meeting.closed', named: true }],
  resilience_committee: [{ kind: 'meeting.closed', named: true }],
  board_day: [{ kind: 'meeting.closed', named: true }],
  audit: [{ kind: 'audit.closed' }],
  role_handover_check: [{ kind: 'duties.test_called' }],
};

export const runKindsOf = (of: string | null): readonly RunKind[] => (of === null ? [] : (runKinds[of] ?? []));
/** All kinds that are a run of anything. */
export const allRunKinds: readonly string[] = [...new Set(Object.values(runKinds).flatMap((kinds) => kinds.map(({ kind }) => kind)))];
