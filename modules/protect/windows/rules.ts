// Decisions about maintenance windows: what may be saved, who may approve, and where a window stands in time.
import { Failure } from '@holdfast/platform/failure';
import { isAllowedIn, type Principal } from '@holdfast/platform/permit';
import { approveWindows } from './access.ts';
import type { MaintenanceWindow } from './schema.ts';

/** Longer than any turnaround: beyond it somebody has mistyped a year. */
export const longestDays = 120;
const dayMs = 24 * 3600_000;

/** Throws unprocessable unless it ends after it starts, is not over yet and is no longer than a turnaround. */
export function requireSpan(it: { starts_at: string; ends_at: string }, now: Date): void {
  const [from, until] = [Date.parse(it.starts_at), Date.parse(it.ends_at)];
  if (until <= from) throw new Failure('unprocessable', 'window_ends_first');
  if (until <= now.getTime()) throw new Failure('unprocessable', 'window_is_over');
  if (until - from > longestDays * dayMs) throw new Failure('unprocessable', 'window_too_long', { days: longestDays });
}

/**
 * Whether the person may speak as the approver named: themselves, or in the grant of that approver as their deputy. Who planned the window
 * does not approve it as a deputy; who names themselves answers for it alone, and the ledger shows that.
 */
export function isApprover(principal: Principal, site_id: string, it: { approver_id: string; planned_by: string }): boolean {
  if (principal.person_id === it.approver_id) return isAllowedIn(principal, approveWindows, site_id, []);
  if (principal.person_id === it.planned_by) return false;
  const lent = principal.grants.filter((grant) => grant.deputy_for === it.approver_id);
  return isAllowedIn({ ...principal, grants: lent }, approveWindows, site_id, []);
}

export function phaseOf(it: { state: string; starts_at: string; ends_at: string }, now: Date): MaintenanceWindow['phase'] {
  if (Date.parse(it.ends_at) <= now.getTime()) return 'over';
  return it.state === 'approved' && Date.parse(it.starts_at) <= now.getTime() ? 'under_way' : 'ahead';
}

/** Whether work on these zones may be done in it at a moment. A window of no zones is for the whole site. */
export function covers(
  it: { state: string; starts_at: string; ends_at: string; zone_ids: readonly string[] },
  zone_ids: readonly string[],
  now: Date,
): boolean {
  return phaseOf(it, now) === 'under_way' && (it.zone_ids.length === 0 || zone_ids.every((zone) => it.zone_ids.includes(zone)));
}
