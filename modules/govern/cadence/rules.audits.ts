// What an audit was in at a moment, from its facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Audit, AuditState } from './schema.audits.ts';

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
