// Appointments end on the day that was named for them: an entry says so, and who appointed learns that the seat is empty.
import { tell } from '@holdfast/notices/store';
import { Failure } from '@holdfast/platform/failure';
import type { Context, Database } from '@holdfast/platform/route';
import { permitExpiry } from './access.ts';
import { endAtNamed, listOverdue, makerOf } from './store.appointments.ts';

type Parts = { db: Database; act: Context['act'] };

/** Ends what is over; for an hourly call. Returns how many. */
export async function endOverAppointments({ db, act }: Parts, now: Date): Promise<number> {
  let ended = 0;
  for (const { id, site_id } of await listOverdue(db, now)) if (await endOne(act, id, site_id, now)) ended += 1;
  return ended;
}

async function endOne(act: Parts['act'], id: string, site_id: string | null, now: Date): Promise<boolean> {
  try {
    await act(permitExpiry(site_id), { site: site_id, kind: 'appointment.ended' }, async (tx) => {
      const { version, role, area_id, person_id, ended_at } = await endAtNamed(tx, site_id, id, now);
      const to = { person_ids: [...new Set([person_id, await makerOf(tx, id)])] };
      await tell(tx, {
        kind: 'appointment_over',
        site_id,
        opens: site_id === null ? '/' : 'responsibilities',
        params: { appointed_role: role },
        to,
      });
      return { subject: { type: 'appointment', id, version }, facts: { role, area_id, person_id, ended_at }, result: null };
    });
    return true;
  } catch (thrown) {
    // Somebody prolonged it in this moment.
    if (thrown instanceof Failure && thrown.code === 'appointment_over') return false;
    throw thrown;
  }
}
