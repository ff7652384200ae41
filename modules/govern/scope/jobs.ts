// The look every hour: who answers for the company is told of days the law or an authority set, a month and a week before, on the eve, and when one is late.
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import type { Context } from '@holdfast/platform/route';
import { keepScope, permitRemind } from './access.ts';
import { duesOf, type LegalDue, type ReminderStep, stepOf } from './rules.dues.ts';
import { noteReminder, readReminders } from './store.reminders.ts';
import { firstSite, readState, todayAt } from './store.ts';

const kinds = { soon: 'legal_soon', week: 'legal_soon', due: 'legal_due', late: 'legal_late' } as const;

/** Tells of each step once, however often it is called. Returns how many days were told of. */
export async function watchLaw(parts: Pick<Context, 'db' | 'observe'>, now: Date): Promise<number> {
  const today = await todayAt(parts.db, now);
  const told = await readReminders(parts.db);
  const dues = duesOf(await readState(parts.db), today).flatMap((it) => {
    const step = stepOf(it.day, today);
    return step === null || told.has(`${it.id}/${it.day}/${step}`) ? [] : [{ it, step }];
  });
  if (dues.length === 0) return 0;
  return parts.observe(permitRemind(), { site: null, kind: 'legal_entity.reminded' }, async (tx) => {
    const site_id = await firstSite(tx);
    let count = 0;
    for (const due of dues)
      if (await noteReminder(tx, { due_id: due.it.id, due_on: due.it.day, step: due.step }, now)) count += await remind(tx, site_id, due);
    const reminders = dues.map(({ it, step }) => ({ due: it.id, day: it.day, step }));
    return { subject: { type: 'organisation', id: 'organisation' }, facts: { reminders }, result: count };
  });
}

async function remind(tx: Tx, site_id: string | null, { it, step }: { it: LegalDue; step: ReminderStep }): Promise<number> {
  const params = { title_en: it.title.en, title_de: it.title.de, day: it.day };
  await tell(tx, { kind: kinds[step], site_id, opens: it.opens, params, to: { sentence: keepScope, zone_ids: [] } });
  return 1;
}
