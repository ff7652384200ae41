// Words of audits and OT tests: plan, scope, how gently, what was found, closed by whom.
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const day = z.iso.date();
const text = z.string().trim().min(3).max(4000);
export const auditKind = z.enum(['audit', 'ot_test']);
/** `passive`: looks and listens only. `active`: sends something to devices; needs a reason and a window in which the plant allows it. */
export const approach = z.enum(['passive', 'active']);
export const auditState = z.enum(['planned', 'held', 'closed', 'called_off']);
export type AuditState = z.infer<typeof auditState>;
export const severity = z.enum(['note', 'minor', 'major']);

export const auditFinding = z.object({
  id,
  number: z.number().int(),
  title: z.string(),
  severity,
  requirement_id: z.string().nullable(),
  measure: z.string().nullable(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  due_on: day.nullable(),
  closed_at: time.nullable(),
  closed_by_name: z.string().nullable(),
  closed_remark: z.string().nullable(),
});
export type AuditFinding = z.infer<typeof auditFinding>;

export const audit = z.object({
  id,
  kind: auditKind,
  title: z.string(),
  scope: z.string(),
  approach,
  active_reason: z.string().nullable(),
  window_from: time.nullable(),
  window_until: time.nullable(),
  planned_on: day,
  led_by: id.nullable(),
  led_by_name: z.string().nullable(),
  /** Who audits from outside. */
  auditor: z.string().nullable(),
  state: auditState,
  held_on: day.nullable(),
  closed_at: time.nullable(),
  end_remark: z.string().nullable(),
  findings: z.number().int(),
  open_findings: z.number().int(),
});
export type Audit = z.infer<typeof audit>;
export const auditQuery = listQuery.extend({ state: oneOrMore, kind: oneOrMore, as_of: time.optional() });
export const auditPage = page(audit);
export const auditDetail = audit.extend({ finding_list: z.array(auditFinding) });
export type AuditDetail = z.infer<typeof auditDetail>;

export const newAudit = z
  .object({
    kind: auditKind,
    title: name,
    scope: text,
    approach: approach.default('passive'),
    active_reason: reason.nullable().default(null),
    window_from: time.nullable().default(null),
    window_until: time.nullable().default(null),
    planned_on: day,
    led_by: id.nullable().default(null),
    auditor: name.nullable().default(null),
  })
  .refine((it) => it.approach === 'passive' || it.active_reason !== null, { path: ['active_reason'], message: 'active_needs_reason' })
  .refine((it) => it.approach === 'passive' || (it.window_from !== null && it.window_until !== null && it.window_until > it.window_from), {
    path: ['window_from'],
    message: 'active_needs_window',
  });
export type NewAudit = z.output<typeof newAudit>;
export const heldAudit = z.object({ held_on: day });
export const newFinding = z.object({
  title: name,
  severity,
  requirement_id: z.string().max(60).nullable().default(null),
  measure: text.nullable().default(null),
  owner_id: id.nullable().default(null),
  due_on: day.nullable().default(null),
});
export type NewFinding = z.output<typeof newFinding>;
/** `before`: as it was read; when somebody changed it since, the change is refused. Left out, it is replaced. */
export const changedFinding = newFinding.extend({ before: newFinding.partial().optional() });
export const closing = z.object({ remark: remark.min(3) });
/** `closed`: everything found is settled. `called_off`: it does not take place. */
export const endedAudit = z.object({ state: z.enum(['closed', 'called_off']), remark: remark.min(3) });
