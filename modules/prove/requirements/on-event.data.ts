// Kinds of evidence that exist only when something happened: no incident, no report. They count against a requirement once there is one.
import type { ArtefactTypeId } from '@holdfast/core-law';

export const onEvent: readonly ArtefactTypeId[] = [
  'risk_acceptance',
  'change_notice',
  'authority_order',
  'legacy_crypto_exception',
  'shared_account_exception',
  'background_check',
  'finding_closure',
  'incident_record',
  'post_incident_review',
  'awareness_entry',
  'significance_decision',
  'submitted_report',
  'final_report',
  'customer_notice',
  'disruption_notice',
  'evidence_log',
  'change_order',
  'patch_test',
];
