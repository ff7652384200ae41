// The daily look at certificates: the owners are told of one in use that ends soon and that nobody renews by itself, once each.
import { listAllowed, tell, wasTold } from '@holdfast/notices/store';
import { listCertificates } from '@holdfast/platform/plant-ca-store';
import type { Database } from '@holdfast/platform/route';
import { keepCertificates } from './access.ts';

/** Told this long before the end. */
const soonDays = 14;
const dayMs = 24 * 3600 * 1000;

/** What Holdfast made for itself (`server`) it renews by itself; the authority, what the owner brought and machines' wait for a person. */
export async function tellEndingCertificates(db: Database, now: Date): Promise<number> {
  const soon = now.getTime() + soonDays * dayMs;
  const ending = (await listCertificates(db, ['root', 'own', 'client'])).filter(
    (it) => it.state === 'current' && new Date(it.not_after).getTime() > now.getTime() && new Date(it.not_after).getTime() <= soon,
  );
  let told = 0;
  for (const it of ending) {
    const params = { name: it.name, on: new Date(it.not_after).toISOString().slice(0, 10), fingerprint: it.fingerprint };
    told += await db.transaction().execute(async (tx) => {
      const person_ids: string[] = [];
      for (const person_id of await listAllowed(tx, keepCertificates))
        if (!(await wasTold(tx, person_id, 'certificate_ends', ['fingerprint', it.fingerprint]))) person_ids.push(person_id);
      return tell(tx, { kind: 'certificate_ends', site_id: null, opens: '/certificates', params, to: { person_ids } });
    });
  }
  return told;
}
