// The daily look at documents: owners are told of a review that nears, readers of a reading that ends, once each.
import { tell, wasTold } from '@holdfast/notices/store';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { audienceOf, effectiveAt, type Kept, nextReview, ownerOf, stateOf } from './rules.ts';
import { listKept, readAround, viewOf } from './store.ts';

const dayMs = 24 * 3600 * 1000;
/** Who read is asked again so many days before it ends. */
const remindDays = 14;

/** Tells of what is due at every site. Returns how many were told. */
export async function tellDocuments(db: Database, now: Date): Promise<number> {
  const sites = await sql<{ id: string }>`select id from holdfast.site order by id`.execute(db);
  let told = 0;
  for (const { id: site_id } of sites.rows) {
    const around = await readAround(db, { site_id, me_id: '', now });
    for (const kept of await listKept(db, site_id)) {
      if (kept.home_site_id === site_id) told += await tellOwner(db, kept, ownerOf(kept, around), now);
      const view = viewOf(around, kept.id);
      if (effectiveAt(kept, view) === null) continue;
      for (const person_id of audienceOf(kept, view)) {
        const ends = view.reads.get(person_id)?.expires_at;
        if (ends !== undefined && Date.parse(ends) - now.getTime() < remindDays * dayMs)
          told += await tellReader(db, site_id, kept, person_id, ends);
      }
    }
  }
  return told;
}

async function tellOwner(db: Database, kept: Kept, owner: string | null, now: Date): Promise<number> {
  const state = stateOf(kept, now);
  if (owner === null || (state !== 'due' && state !== 'overdue')) return 0;
  const on = nextReview(kept)!;
  const told = `${kept.id} ${on}`;
  return db.transaction().execute(async (tx) => {
    if (await wasTold(tx, owner, 'document_review_due', ['told', told])) return 0;
    const params = { name: kept.name, on, told };
    return tell(tx, {
      kind: 'document_review_due',
      site_id: kept.home_site_id,
      opens: `documents/${kept.id}`,
      params,
      to: { person_ids: [owner] },
    });
  });
}

async function tellReader(db: Database, site_id: string, kept: Kept, person_id: string, ends: string): Promise<number> {
  const told = `${kept.id} ${site_id} ${ends}`;
  return db.transaction().execute(async (tx) => {
    if (await wasTold(tx, person_id, 'document_to_read', ['told', told])) return 0;
    const params = { name: kept.name, document_id: kept.id, told };
    return tell(tx, { kind: 'document_to_read', site_id, opens: `documents/${kept.id}`, params, to: { person_ids: [person_id] } });
  });
}
