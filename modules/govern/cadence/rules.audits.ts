// What an audit was in at a moment, from its facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Audit, AuditFinding, AuditState } from './schema.audits.ts';

export const auditKinds: readonly string[] = [
  'audit.planned',
  'audit.held',
  'audit.found',
  'audit.finding_changed',
  'audit.finding_closed',
  'audit.closed',
  'audit.called_off',
];

export type AuditThen = Pick<Audit, 'state' | 'held_on' | 'closed_at' | 'findings' | 'open_findings'>;

/** By the audit's id. */
export function foldAudits(facts: readonly Fact[]): Map<string, AuditThen> {
  const found = new Map<string, AuditThen>();
  const states: Readonly<Record<string, AuditState>> = { 'audit.held': 'held', 'audit.closed': 'closed', 'audit.called_off': 'called_off' };
  for (const { kind, subject_id, data } of facts) {
    if (kind === 'audit.planned')
      found.set(subject_id, { state: 'planned', held_on: null, closed_at: null, findings: 0, open_findings: 0 });
    const it = found.get(subject_id);
    if (it === undefined) continue;
    const state = states[kind];
    if (state !== undefined) it.state = state;
    if (kind === 'audit.held') it.held_on = String(data['held_on']);
    if (kind === 'audit.closed' || kind === 'audit.called_off') it.closed_at = String(data['ended_at']);
    if (kind === 'audit.found') found.set(subject_id, { ...it, findings: it.findings + 1, open_findings: it.open_findings + 1 });
    if (kind === 'audit.finding_closed') it.open_findings -= 1;
  }
  return found;
}

/** A fact with the words behind its commitments, by their names; an erased one is not among them. */
type Told = Fact & { readonly texts: Readonly<Record<string, string>> };
type Finding = Omit<AuditFinding, 'owner_name' | 'closed_by_name'> & { closed_by: string | null };
export type WholeAudit = { audit: Omit<Audit, 'led_by_name'>; findings: Finding[] };

/** One audit with what it had found, from its own facts; null when it was not planned yet. */
export function foldAudit(facts: readonly Told[]): WholeAudit | null {
  const [planned] = facts;
  if (planned?.kind !== 'audit.planned') return null;
  const findings = new Map<string, Finding>();
  for (const fact of facts) foldFinding(findings, fact);
  const ended = facts.findLast(({ kind }) => kind === 'audit.closed' || kind === 'audit.called_off');
  const then = foldAudits(facts).get(planned.subject_id)!;
  return { audit: { ...plannedOf(planned), ...then, end_remark: ended?.texts['remark'] ?? null }, findings: [...findings.values()] };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const plannedOf = ({ subject_id, data, texts }: Told) => ({
  id: subject_id,
  kind: data['what'] as Audit['kind'],
  title: texts['title'] ?? '',
  scope: texts['scope'] ?? '',
  approach: data['approach'] as Audit['approach'],
  active_reason: texts['active_reason'] ?? null,
  window_from: textOf(data['window_from']),
  window_until: textOf(data['window_until']),
  planned_on: String(data['planned_on']),
  led_by: textOf(data['led_by']),
  auditor: texts['auditor'] ?? null,
});

function foldFinding(findings: Map<string, Finding>, { kind, data, texts, at, actor }: Told): void {
  const id = String(data['finding_id']);
  const before = findings.get(id);
  if (kind === 'audit.found' || kind === 'audit.finding_changed')
    findings.set(id, {
      id,
      number: Number(data['number']),
      title: texts['title'] ?? '',
      severity: data['severity'] as Finding['severity'],
      requirement_id: textOf(data['requirement_id']),
      measure: texts['measure'] ?? null,
      owner_id: textOf(data['owner_id']),
      due_on: textOf(data['due_on']),
      closed_at: null,
      closed_by: null,
      closed_remark: null,
    });
  if (kind === 'audit.finding_closed' && before !== undefined)
    findings.set(id, { ...before, closed_at: at.toISOString(), closed_by: actor, closed_remark: texts['remark'] ?? null });
}
