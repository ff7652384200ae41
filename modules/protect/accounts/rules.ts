// Decisions about accounts: which need a look, and what finds one again.
import type { Account } from './schema.ts';

const dayMs = 24 * 3600 * 1000;
/** An account nobody looked at for so long waits for a review. */
export const reviewDays = 365;

/** Whether somebody should look at it: never reviewed, or longer ago than a year. */
export function needsReview(it: Pick<Account, 'last_reviewed' | 'state'>, now: Date): boolean {
  if (it.state === 'retired') return false;
  return it.last_reviewed === null || now.getTime() - Date.parse(`${it.last_reviewed}T00:00:00Z`) > reviewDays * dayMs;
}

/** What finds an account again: the device when it is known, else the system's name; and the login. */
export const accountKey = (it: { asset_id: string | null; system: string; login: string }): string =>
  `${it.asset_id ?? it.system.trim().toLowerCase()}:${it.login.trim().toLowerCase()}`;
