// Decisions about grants: from when until when, and how near the end is.
import { Failure } from '@holdfast/platform/failure';
import type { HeldGrant } from './schema.ts';

const dayMs = 24 * 3600 * 1000;
/** A grant that ends within so many days is shown as expiring soon. */
export const expiringDays = 14;
const longestDeputyDays = 366;
const longestAuditDays = 366;
/** How long an auditor looks in, unless the owner says otherwise. */
export const auditDays = 30;

/** Whether a grant counts yet. */
export const hasBegun = (it: { starts_at: string }, now: Date): boolean => Date.parse(it.starts_at) <= now.getTime();

/** Where a grant stands at a moment; `active` is its holder's account. */
export function stateOfGrant(it: { starts_at: string; expires_at: string | null; active: boolean }, now: Date): HeldGrant['state'] {
  if (!it.active) return 'account_closed';
  if (!hasBegun(it, now)) return 'later';
  return it.expires_at !== null && Date.parse(it.expires_at) - now.getTime() < expiringDays * dayMs ? 'expiring' : 'in_force';
}

/** Refuses a time that ends before it begins or is over already. */
export function requireSpan(it: { starts_at?: string | null | undefined; expires_at: string | null }, now: Date): void {
  if (it.expires_at === null) return;
  const from = Math.max(now.getTime(), it.starts_at ? Date.parse(it.starts_at) : 0);
  if (Date.parse(it.expires_at) <= from) throw new Failure('unprocessable', 'ends_before_it_begins');
}

/** Refuses an auditor without an end, or with one more than a year away: who audits comes from outside, and is let in for an audit. */
export function requireAuditEnd(it: { role: string; starts_at?: string | null | undefined; expires_at: string | null }, now: Date): void {
  if (it.role !== 'auditor') return;
  if (it.expires_at === null) throw new Failure('unprocessable', 'auditor_needs_end');
  const from = Math.max(now.getTime(), it.starts_at ? Date.parse(it.starts_at) : 0);
  if (Date.parse(it.expires_at) - from > longestAuditDays * dayMs) throw new Failure('unprocessable', 'audit_too_long');
}

/** Refuses a deputy who is the holder, a time that cannot be, and more than a year: who stands in for ever should hold the role. */
export function requireDeputy(it: { person_id: string; starts_at: string; until_at: string }, holder_id: string, now: Date): void {
  if (it.person_id === holder_id) throw new Failure('unprocessable', 'deputy_is_holder');
  requireSpan({ starts_at: it.starts_at, expires_at: it.until_at }, now);
  if (Date.parse(it.until_at) - Date.parse(it.starts_at) > longestDeputyDays * dayMs) throw new Failure('unprocessable', 'deputy_too_long');
}
