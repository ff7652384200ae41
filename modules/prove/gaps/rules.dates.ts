// Days people set: not past, not years away. Pure.
import { addDays } from '@holdfast/requirements/rules.days';
import { Failure } from '@holdfast/platform/failure';

/** Longest a promise may run. */
const mostDays = 730;

/** Refuses a day before `today` (the plant's, `YYYY-MM-DD`) or more than two years after it. */
export function requireSoon(day: string, today: string): void {
  if (day < today) throw new Failure('unprocessable', 'due_past');
  if (day > addDays(today, mostDays)) throw new Failure('unprocessable', 'due_too_far', { days: mostDays });
}
