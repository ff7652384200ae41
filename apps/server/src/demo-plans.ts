// What the demo plant has agreed to do: what comes round when, the first measures, and who closes the first gaps.
import type { Gap, Measure } from '@holdfast/gaps/schema';
import type { ActivityRow } from '@holdfast/cadence/schema';
import type { Session } from './demo-session.ts';

type Page<T> = { rows: T[]; total: number };
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Plans what is not planned yet; nothing is done twice when the load goes on after a break. */
export async function planYear({
  site,
  ot_lead,
  plant_manager,
}: {
  site: string;
  ot_lead: Session;
  plant_manager: Session;
}): Promise<void> {
  const activities = (await ot_lead.get<Page<ActivityRow>>(`${site}/activities?limit=500`)).rows;
  if (!activities.some((it) => it.level === 'site' && it.rhythm !== null))
    await plant_manager.send('POST', `${site}/activities/plan-all`, { first_on: dayFrom(9) });
  const measures = (await ot_lead.get<Page<Measure>>(`${site}/measures?state=offered`)).total;
  if (measures > 0) await plant_manager.send('POST', `${site}/measures`, {});
  const gaps = (await plant_manager.get<Page<Gap>>(`${site}/gaps?of=minimum`)).rows;
  const open = gaps.filter((it) => it.due_on === null && it.owner_id !== null && [3, 4, 9].includes(it.no ?? 0));
  for (const [at, { id, owner_id }] of open.entries())
    await plant_manager.send('PUT', `${site}/gaps/${id}/plan`, { owner_id, due_on: dayFrom(30 + 30 * at) });
}
