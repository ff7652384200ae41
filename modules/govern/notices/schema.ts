// Words of notices: what a person should know of, in the product and by mail.
import { id, listQuery, page, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** Each kind is one sentence of the words files; a new one needs its sentence in both languages. */
export const noticeKind = z.enum([
  'approval_waiting',
  'approval_decided',
  'findings_new',
  'capture_over',
  'walk_down_assigned',
  'role_given',
  'role_ends',
  'certificate_ends',
  'clock_off',
  'signer_refuses',
  'sealing_late',
  'entry_aside',
  'ledger_flooded',
  'anchor_alarm',
  'file_damaged',
  'own_backup_failed',
  'own_backup_old',
  'restore_code_made',
  'restored_by_code',
  'evidence_handed_over',
  'window_asked',
  'exception_closed',
  'exception_escalated',
  'remote_path_due',
  'window_decided',
  'enforcer_tries',
  'enforcer_rolled_back',
  'enforcer_differs',
  'enforcer_refuses',
  'enforcer_set_here',
  'enforcer_silent',
  'enforcer_unkept',
  'evidence_not_whole',
  'opening_asked',
  'opening_ready',
  'opening_refused',
  'question_asked',
  'question_answered',
  'package_made',
  'package_failed',
  'document_to_read',
  'document_to_adopt',
  'document_review_due',
  'duty_to_read_again',
  'appointment_asked',
  'appointment_answered',
  'appointment_over',
  'escalation_test',
  'rule_report_filed',
  'rule_report_answered',
  'legal_soon',
  'legal_due',
  'legal_late',
  'activity_soon',
  'activity_due',
  'activity_overdue',
  'activity_missed',
  'action_due',
  'meeting_to_sign',
]);
export type NoticeKind = z.infer<typeof noticeKind>;
export const byMail = z.enum(['no', 'at_once', 'daily']);
export type ByMail = z.infer<typeof byMail>;

export const notice = z.object({
  id,
  kind: noticeKind,
  site_id: id.nullable(),
  site_name: z.string().nullable(),
  /** What the sentence fills in. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Below the site's address; from the root with a leading slash. */
  opens: z.string(),
  at: time,
  read_at: time.nullable(),
});
export type Notice = z.infer<typeof notice>;
export const noticeQuery = listQuery.extend({ unread: z.enum(['true', 'false']).optional() });
export const noticePage = page(notice).extend({ unread: z.number().int() });

/** What was read: these, or all of them. */
export const readNotices = z.object({ ids: z.array(id).max(500).nullable() });

export const choice = z.object({ kind: noticeKind, in_product: z.boolean(), by_mail: byMail });
export type Choice = z.infer<typeof choice>;
export const choices = z.object({ choices: z.array(choice), mail_works: z.boolean() });
export const changedChoices = z.object({ choices: z.array(choice).max(80) });

const security = z.enum(['tls', 'starttls', 'none']);
export const mailSetting = z.object({
  host: z.string(),
  port: z.number().int(),
  security,
  username: z.string().nullable(),
  /** Whether one is kept; it never leaves the server. */
  has_password: z.boolean(),
  sender: z.string(),
  last_sent_at: time.nullable(),
  last_fault: z.string().nullable(),
  last_fault_at: time.nullable(),
});
export type MailSetting = z.infer<typeof mailSetting>;
export const mailState = z.object({ setting: mailSetting.nullable() });
export const newMailSetting = z.object({
  host: z
    .string()
    .trim()
    .regex(/^[a-z0-9.:[\]-]{1,253}$/i),
  port: z.number().int().min(1).max(65_535),
  security,
  username: z.string().trim().max(200).nullable().default(null),
  /** Left out: the one that is kept stays. */
  password: z.string().max(500).nullable().optional(),
  sender: z.email().max(254),
});
export type NewMailSetting = z.output<typeof newMailSetting>;
export const mailTest = z.object({ sent_to: z.string() });
