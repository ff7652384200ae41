// The daily look at roles: whoever holds one that ends soon is told, once for each end.
import { tell, wasTold } from '@holdfast/notices/store';
import type { Database } from '@holdfast/platform/route';
import { expiringDays } from './rules.ts';
import { listHeldGrants } from './store.ts';

const dayMs = 24 * 3600 * 1000;

/** Tells holders of what ends within `expiringDays`. A new end of the same grant is told anew. Returns how many were told. */
export async function tellEndingRoles(db: Database, now: Date): Promise<number> {
  const soon = now.getTime() + expiringDays * dayMs;
  let told = 0;
  for (const it of await listHeldGrants(db)) {
    if (!it.active || it.expires_at === null || Date.parse(it.expires_at) > soon) continue;
    const ends = `${it.id} ${it.expires_at}`;
    const params = { role: it.role, on: it.expires_at.slice(0, 10), ends };
    told += await db.transaction().execute(async (tx) => {
      if (await wasTold(tx, it.person_id, 'role_ends', ['ends', ends])) return 0;
      return tell(tx, { kind: 'role_ends', site_id: it.site_id, opens: '/roles', params, to: { person_ids: [it.person_id] } });
    });
  }
  return told;
}
