// Who owns a requirement and when it is looked at again: from the appointments and the calendar, through the activities that serve it.
import { listAccountable } from '@holdfast/appointments/store';
import { nextRuns } from '@holdfast/cadence/store';
import type { Database } from '@holdfast/platform/route';
import type { Duty } from './schema.ts';

/** For each requirement's id the activities that serve it, each with who answers for it and its next date. `as_of` null: now. */
export async function dutiesAt(db: Database, site_id: string, now: Date, as_of: Date | null): Promise<Map<string, Duty[]>> {
  const activities = await listAccountable(db, site_id, now, as_of);
  const runs = await nextRuns(db, site_id, now, as_of);
  const duties = new Map<string, Duty[]>();
  for (const { id, title, who, requirements } of activities) {
    const run = runs.get(id);
    const duty: Duty = {
      activity_id: id,
      title,
      role: who.role,
      name: who.person_name,
      deputy_name: who.deputy_name,
      next_on: run?.next?.day ?? null,
      missed: run?.missed.length ?? 0,
    };
    for (const requirement of requirements) duties.set(requirement, [...(duties.get(requirement) ?? []), duty]);
  }
  return duties;
}
