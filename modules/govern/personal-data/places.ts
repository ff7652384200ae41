// Where personal data lies beside the ledger, and what an erasure does there: data, one line a place. Table and column names are ours, never input.

/** A reason or remark a person wrote: the column, and who wrote it. `null` where the column allows it, else the mark stands instead. */
export type TextPlace = { table: string; column: string; by: string; mayBeNull: boolean };
export const textPlaces: readonly TextPlace[] = [
  { table: 'holdfast.allow_list', column: 'reason', by: 'proposed_by', mayBeNull: false },
  { table: 'holdfast.allow_list', column: 'decision_reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.approval', column: 'reason', by: 'asked_by', mayBeNull: false },
  { table: 'holdfast.approval', column: 'decision_reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.approval_vote', column: 'reason', by: 'person_id', mayBeNull: false },
  { table: 'holdfast.asset', column: 'decision_reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.asset_handling', column: 'reason', by: 'person_id', mayBeNull: false },
  { table: 'holdfast.dependency_declined', column: 'reason', by: 'declined_by', mayBeNull: false },
  { table: 'holdfast.finding', column: 'decision_reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.flow_judgement', column: 'reason', by: 'judged_by', mayBeNull: false },
  { table: 'holdfast.walk_down', column: 'ended_reason', by: 'ended_by', mayBeNull: true },
  { table: 'holdfast.walk_down_reading', column: 'remark', by: 'person_id', mayBeNull: true },
  { table: 'holdfast.legal_hold', column: 'lift_reason', by: 'lifted_by', mayBeNull: false },
  { table: 'holdfast.erasure', column: 'reason', by: 'asked_by', mayBeNull: false },
  { table: 'holdfast.opening', column: 'reason', by: 'asked_by', mayBeNull: false },
  { table: 'holdfast.opening', column: 'end_reason', by: 'ended_by', mayBeNull: true },
  { table: 'holdfast.requirement_statement', column: 'text', by: 'made_by', mayBeNull: false },
  { table: 'holdfast.requirement_statement', column: 'end_reason', by: 'ended_by', mayBeNull: true },
  { table: 'holdfast.appointment', column: 'end_reason', by: 'ended_by', mayBeNull: true },
  { table: 'holdfast.appointment', column: 'handover_remark', by: 'made_by', mayBeNull: true },
  { table: 'holdfast.deputy_plan', column: 'remark', by: 'set_by', mayBeNull: false },
  { table: 'holdfast.document_version', column: 'reason', by: 'proposed_by', mayBeNull: false },
  { table: 'holdfast.document_version', column: 'decision_reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.scope_decision', column: 'reason', by: 'decided_by', mayBeNull: true },
  { table: 'holdfast.authority_measure', column: 'remark', by: 'closed_by', mayBeNull: true },
  { table: 'holdfast.document_adoption', column: 'reason', by: 'decided_by', mayBeNull: false },
];

/** Rows that are a person's own and go whole. `text`: the column holds the id as text. */
export type OwnPlace = { table: string; by: string; isText?: boolean; and?: string };
export const ownPlaces: readonly OwnPlace[] = [
  { table: 'auth.account', by: '"userId"', isText: true },
  { table: 'auth.session', by: '"userId"', isText: true },
  { table: 'auth.passkey', by: 'person_id', isText: true },
  { table: 'auth.second_factor', by: 'person_id', isText: true },
  { table: 'auth.recovery_code', by: 'person_id', isText: true },
  { table: 'auth.reset_code', by: 'person_id', isText: true },
  { table: 'auth.must_change', by: 'person_id', isText: true },
  { table: 'auth.step', by: 'person_id', isText: true },
  { table: 'auth.lock', by: 'person_id', isText: true },
  { table: 'auth.pin', by: 'person_id' },
  { table: 'auth.terminal_step', by: 'person_id' },
  { table: 'holdfast.person_badge', by: 'person_id' },
  { table: 'holdfast.person_reach', by: 'person_id' },
  { table: 'holdfast.list_preference', by: 'person_id' },
  { table: 'holdfast.document_draft', by: 'person_id' },
  { table: 'holdfast.saved_view', by: 'owner_id', and: 'not shared' },
  { table: 'holdfast.visit', by: 'person_id' },
  { table: 'holdfast.notice', by: 'person_id' },
  { table: 'holdfast.notice_choice', by: 'person_id' },
  { table: 'platform.idempotency', by: 'actor_id', isText: true },
];

/** Where others wrote a person's name or address: each occurrence becomes the mark. `whole`: the row is only a message and goes. */
export type NamedPlace = { table: string; column: string; is: 'text' | 'json' | 'whole' };
export const namedPlaces: readonly NamedPlace[] = [
  { table: 'holdfast.scope_decision', column: 'reason', is: 'text' },
  { table: 'holdfast.authority_measure', column: 'remark', is: 'text' },
  { table: 'holdfast.authority_order', column: 'title', is: 'text' },
  { table: 'holdfast.approval', column: 'title', is: 'text' },
  { table: 'holdfast.approval', column: 'will', is: 'json' },
  { table: 'holdfast.approval', column: 'reason', is: 'text' },
  { table: 'holdfast.approval', column: 'decision_reason', is: 'text' },
  { table: 'holdfast.approval_vote', column: 'reason', is: 'text' },
  { table: 'holdfast.asset_handling', column: 'reason', is: 'text' },
  { table: 'holdfast.finding', column: 'decision_reason', is: 'text' },
  { table: 'holdfast.erasure', column: 'reason', is: 'text' },
  { table: 'holdfast.legal_hold', column: 'reason', is: 'text' },
  { table: 'holdfast.legal_hold', column: 'lift_reason', is: 'text' },
  { table: 'holdfast.import_row', column: 'label', is: 'text' },
  { table: 'holdfast.import_row', column: 'cells', is: 'json' },
  { table: 'holdfast.import_row', column: 'more', is: 'json' },
  { table: 'holdfast.import_row', column: 'planned', is: 'json' },
  { table: 'holdfast.import_row', column: 'undo', is: 'json' },
  { table: 'holdfast.undo', column: 'changes', is: 'json' },
  { table: 'holdfast.account', column: 'holder', is: 'text' },
  { table: 'holdfast.supplier', column: 'contact_name', is: 'text' },
  { table: 'holdfast.supplier', column: 'contact_email', is: 'text' },
  { table: 'holdfast.asset', column: 'remark', is: 'text' },
  { table: 'holdfast.supplier', column: 'remark', is: 'text' },
  { table: 'holdfast.restore_code', column: 'kept_by', is: 'text' },
  { table: 'holdfast.appointment', column: 'mandate', is: 'text' },
  { table: 'holdfast.appointment', column: 'competence', is: 'text' },
  { table: 'holdfast.appointment', column: 'resources', is: 'text' },
  { table: 'holdfast.role_card_text', column: 'text', is: 'text' },
  { table: 'holdfast.requirement_statement', column: 'text', is: 'text' },
  { table: 'holdfast.requirement_statement', column: 'method', is: 'text' },
  { table: 'holdfast.requirement_statement', column: 'end_reason', is: 'text' },
  { table: 'holdfast.handover', column: 'open_points', is: 'text' },
  { table: 'holdfast.handover', column: 'watch', is: 'text' },
  { table: 'holdfast.notice', column: 'params', is: 'whole' },
  { table: 'platform.idempotency', column: 'result', is: 'whole' },
];

/** What stays although it says something of a person, by the reason people read. `by`: what they wrote; else what names them. */
export type StayingPlace = { why: 'custody' | 'audit'; table: string; column: string; by?: string };
export const stayingPlaces: readonly StayingPlace[] = [
  { why: 'custody', table: 'holdfast.custody_act', column: 'remark', by: 'actor_id' },
  { why: 'custody', table: 'holdfast.evidence_item', column: 'title' },
  { why: 'audit', table: 'holdfast.question', column: 'text', by: 'asked_by' },
  { why: 'audit', table: 'holdfast.question_remark', column: 'text', by: 'said_by' },
];

/** Stands where something was erased: the same in every language. */
export const mark = '[…]';
