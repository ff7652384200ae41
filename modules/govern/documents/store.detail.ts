// SQL of one document in full: its settings, versions and readers, as they stand at a site or stood then.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { audienceOf, type Kept, readStateOf, standOf } from './rules.ts';
import type { DocumentDetail, Reader, VersionRow } from './schema.ts';
import { type Around, type Asking, foldAsOf, readAround, readKept, viewOf } from './store.ts';
import { readAdoptions, readNames, readSiteNames } from './store.view.ts';
import { listVersions } from './store.versions.ts';

/** `as_of`: as it stood then; texts of reasons are those kept now. Throws not_found. */
export async function readDetail(db: Database, asking: Asking, document_id: string, as_of?: string): Promise<DocumentDetail> {
  const now = await readKept(db, asking.site_id, document_id);
  const then = as_of === undefined ? null : await foldAsOf(db, asking, new Date(as_of));
  const kept = then === null ? now : then.kept.find((it) => it.id === document_id);
  if (kept === undefined) throw new Failure('not_found', 'document_not_found');
  const around = then?.around ?? (await readAround(db, asking));
  const versions = await listVersions(db, now.home_site_id, document_id);
  const names = await readNames(db);
  const row = standOf(kept, viewOf(around, document_id));
  const { main_language, review_months, acknowledge_days, audience_roles, audience_ids } = kept;
  return {
    ...row,
    home_site_name: (await readSiteNames(db)).get(kept.home_site_id) ?? '',
    owner_name: row.owner_id === null ? null : (names.get(row.owner_id) ?? null),
    main_language,
    review_months,
    acknowledge_days,
    audience_roles: [...audience_roles],
    audience_ids: [...audience_ids],
    versions: then === null ? versions : versionsAt(versions, kept, new Date(as_of!)),
    readers: readersOf(kept, around, names),
    adoption_reason: then === null ? await reasonOf(db, asking.site_id, document_id) : null,
    version: now.version,
  };
}

const reasonOf = async (db: Database | Tx, site_id: string, document_id: string): Promise<string | null> =>
  (await readAdoptions(db, site_id)).get(document_id)?.reason ?? null;

function readersOf(kept: Kept, around: Around, names: ReadonlyMap<string, string>): Reader[] {
  const view = viewOf(around, kept.id);
  const audience = audienceOf(kept, view);
  return audience
    .map((person_id): Reader => {
      const read = view.reads.get(person_id);
      const state = readStateOf(kept, view, person_id, audience);
      return { person_id, name: names.get(person_id) ?? '', state, read_at: read?.read_at ?? null, expires_at: read?.expires_at ?? null };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Versions there were, as they stood: decided later is not decided yet, superseded later still held. */
function versionsAt(versions: readonly VersionRow[], kept: Kept, as_of: Date): VersionRow[] {
  const isBy = (at: string | null): boolean => at !== null && Date.parse(at) <= as_of.getTime();
  return versions
    .filter((it) => isBy(it.proposed_at))
    .map((it): VersionRow => {
      if (!isBy(it.decided_at))
        return { ...it, state: 'proposed', decided_by_name: null, decided_at: null, decision_reason: null, entry_id: null };
      return it.state === 'superseded' && kept.in_force?.number === it.number ? { ...it, state: 'approved' } : it;
    });
}
