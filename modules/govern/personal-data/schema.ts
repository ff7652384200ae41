// The personal data Holdfast keeps, field by field (FEATURES Z9): the sheet a works council and a data protection officer ask for.

/** One kind of personal data: where it lies. What for, how long and who sees it stand in the words files under its id. */
export type PersonalData = {
  id: string;
  /** `schema.table.column`; `*` for any table or column. */
  fields: readonly string[];
};

export const personalData: readonly PersonalData[] = [
  { id: 'identity', fields: ['holdfast.person.*', 'auth.user.*', 'auth.account.userId', 'auth.account.accountId'] },
  {
    id: 'credentials',
    fields: [
      'auth.account.*',
      'auth.passkey.*',
      'auth.second_factor.*',
      'auth.recovery_code.*',
      'auth.reset_code.*',
      'auth.pin.*',
      'auth.must_change.*',
      'auth.verification.*',
    ],
  },
  { id: 'badge', fields: ['holdfast.person_badge.*'] },
  { id: 'sessions', fields: ['auth.session.*', 'auth.step.*', 'auth.terminal_step.*'] },
  { id: 'lock_outs', fields: ['auth.lock.*'] },
  { id: 'roles', fields: ['holdfast.role_grant.*', 'holdfast.deputy.*'] },
  {
    id: 'answerable',
    fields: ['*.*.owner_id', '*.*.custodian_id', '*.*.assigned_to', 'holdfast.account.holder', 'holdfast.account.holder_id'],
  },
  {
    id: 'acts',
    fields: [
      '*.*.*_by',
      'holdfast.appointment.*',
      'holdfast.coordination_answer.person_id',
      'holdfast.escalation_step.person_id',
      'holdfast.escalation_call.*',
      'holdfast.deputy_plan.*',
      'holdfast.roster_entry.*',
      'holdfast.rule_report.*',
      'holdfast.roster_pattern.slots',
      'holdfast.asset_attribute.person_id',
      'holdfast.asset_handling.person_id',
      'holdfast.approval_vote.*',
      'holdfast.meeting_attendee.*',
      'holdfast.restoration.by_owner',
      'holdfast.walk_down_reading.person_id',
      'holdfast.undo.*',
      'platform.idempotency.actor_id',
      'holdfast.delivery.actor_id',
      'holdfast.custody_act.actor_id',
      'holdfast.question.*',
      'holdfast.requirement_statement.*',
      'holdfast.question_remark.*',
      'holdfast.evidence_package.*',
      'holdfast.custody_act.other_id',
      'holdfast.evidence_item.receiver_id',
      'holdfast.maintenance_window.approver_id',
      'holdfast.isolation_card.decider_id',
      'holdfast.api_token.*',
      'holdfast.legal_hold.held_person_id',
      'holdfast.opening_key.person_id',
      'holdfast.opening_consent.person_id',
      'holdfast.erasure.erased_person_id',
      'platform.certificate.*',
      'holdfast.document.audience_ids',
      'holdfast.document_reading.*',
      'holdfast.duty_reading.*',
      'holdfast.duty_training.*',
    ],
  },
  {
    id: 'free_text',
    fields: ['*.*.*reason', '*.*.*remark', 'holdfast.meeting.minutes', 'holdfast.meeting.fixed_items', 'holdfast.meeting_decision.text'],
  },
  { id: 'pictures', fields: ['holdfast.walk_down_reading.photos'] },
  {
    id: 'notices',
    fields: ['holdfast.notice.*', 'holdfast.notice_choice.*', 'holdfast.mail_setting.sender', 'holdfast.mail_setting.username'],
  },
  {
    id: 'preferences',
    fields: [
      'holdfast.document_draft.*',
      'holdfast.saved_view.*',
      'holdfast.list_preference.*',
      'holdfast.visit.*',
      'holdfast.calendar_feed.*',
    ],
  },
  { id: 'contacts', fields: ['holdfast.audit.auditor', 'holdfast.supplier.*', 'holdfast.person_reach.*'] },
  { id: 'imports', fields: ['holdfast.import.*', 'holdfast.import_row.*'] },
  {
    id: 'traffic',
    fields: ['holdfast.asset_address.address', 'holdfast.capture.name', 'holdfast.kept_file.name', 'holdfast.account.login'],
  },
];

/** Columns whose name looks personal and whose content is not, with the reason. */
export const notPersonal: Readonly<Record<string, string>> = {
  'auth.policy.second_factor_roles': 'names roles',
  'holdfast.document.main_language': 'of the text',
  'holdfast.role_card_text.language': 'the language of a text',
  'holdfast.observation.source_id': 'a capture, walk-down or switch table',
};
