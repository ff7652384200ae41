// SQL of documents: as they are kept, as they stand at a site today, and as they stood then.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { factsUntil } from '@holdfast/platform/facts';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { documentKinds, foldDocuments, type Folded } from './rules.facts.ts';
import { type InForce, type Kept, standOf, type View } from './rules.ts';
import type { ChangedDocument, DocumentRow, NewDocument } from './schema.ts';
import { readAdoptions, readChosen, readNames, readPeople, readReadings, readSiteNames } from './store.view.ts';

type Row = Omit<Kept, 'home_site_id' | 'name' | 'is_withdrawn' | 'in_force'> & {
  site_id: string;
  title: string;
  withdrawn_at: string | null;
  in_force: InForce | null;
  version: number;
};
export type KeptRow = Kept & { version: number };

const columns = sql`d.site_id, d.id, d.doc_type, d.title, d.reach, d.main_language, d.owner_kind, d.owner_id, d.review_months, d.acknowledge_days,
  d.audience_roles, d.audience_ids, d.reviewed_at, d.withdrawn_at, d.version,
  (select number from holdfast.document_version w where w.site_id = d.site_id and w.document_id = d.id and w.state = 'proposed') as waiting_number,
  (select jsonb_build_object('number', v.number, 'approved_at', to_char(v.decided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'marks', v.marks,
      'meanings', (select coalesce(jsonb_agg(m.number order by m.number), '[]') from holdfast.document_version m
        where m.site_id = v.site_id and m.document_id = v.document_id and m.changes_meaning and m.state in ('approved', 'superseded')))
    from holdfast.document_version v where v.site_id = d.site_id and v.document_id = d.id and v.state = 'approved') as in_force`;

const keptOf = ({ site_id, title, withdrawn_at, ...row }: Row): KeptRow => ({
  ...row,
  home_site_id: site_id,
  name: title,
  is_withdrawn: withdrawn_at !== null,
});

/** Documents a site keeps, and those of the organisation that other sites have in force. */
export async function listKept(db: Database | Tx, site_id: string): Promise<KeptRow[]> {
  const rows = await sql<Row>`select ${columns} from holdfast.document d where d.site_id = ${site_id} or (d.reach = 'organisation'
      and exists (select from holdfast.document_version v where v.site_id = d.site_id and v.document_id = d.id and v.state = 'approved'))
    order by d.begun_at, d.id`.execute(db);
  return rows.rows.map(keptOf);
}

/** One document the site may see. Throws not_found. */
export async function readKept(db: Database | Tx, site_id: string, document_id: string): Promise<KeptRow> {
  const found = await sql<Row>`select ${columns} from holdfast.document d
    where d.id = ${document_id} and (d.site_id = ${site_id} or d.reach = 'organisation')`.execute(db);
  const [row] = found.rows.map(keptOf);
  if (row === undefined || (row.home_site_id !== site_id && row.in_force === null)) throw new Failure('not_found', 'document_not_found');
  return row;
}

/** As `readKept`, of the site that keeps it, and nobody else changes it before this transaction ends. Throws not_found, conflict for a withdrawn one. */
export async function lockKept(tx: Tx, site_id: string, document_id: string): Promise<KeptRow> {
  await sql`select 1 from holdfast.document where site_id = ${site_id} and id = ${document_id} for update`.execute(tx);
  const it = await readKept(tx, site_id, document_id);
  if (it.home_site_id !== site_id) throw new Failure('not_found', 'document_not_found');
  if (it.is_withdrawn) throw new Failure('conflict', 'document_withdrawn');
  return it;
}

export async function addDocument(tx: Tx, site_id: string, by: { person_id: string; at: string }, it: NewDocument): Promise<string> {
  const added = await sql<{
    id: string;
  }>`insert into holdfast.document (site_id, doc_type, title, reach, main_language, owner_kind, owner_id, review_months,
      acknowledge_days, audience_roles, audience_ids, begun_by, begun_at)
    values (${site_id}, ${it.doc_type}, ${it.name}, ${it.reach}, ${it.main_language}, ${it.owner_kind}, ${it.owner_id}, ${it.review_months},
      ${it.acknowledge_days}, ${it.audience_roles}::text[], ${it.audience_ids}::uuid[], ${by.person_id}, ${by.at}) returning id`.execute(
    tx,
  );
  return added.rows[0]!.id;
}

/** Changes owner, rhythm and audience. Throws conflict when somebody changed them since `version`. */
export async function changeSettings(tx: Tx, site_id: string, document_id: string, it: ChangedDocument): Promise<void> {
  const changed =
    await sql`update holdfast.document set owner_kind = ${it.owner_kind}, owner_id = ${it.owner_id}, review_months = ${it.review_months},
      acknowledge_days = ${it.acknowledge_days}, audience_roles = ${it.audience_roles}::text[], audience_ids = ${it.audience_ids}::uuid[], version = version + 1
    where site_id = ${site_id} and id = ${document_id} and version = ${it.version}`.execute(tx);
  if (Number(changed.numAffectedRows ?? 0) === 0) throw new Failure('conflict', 'changed_meanwhile', { version: it.version });
}

export async function noteReviewed(tx: Tx, site_id: string, document_id: string, at: string): Promise<void> {
  await sql`update holdfast.document set reviewed_at = ${at} where site_id = ${site_id} and id = ${document_id}`.execute(tx);
}

export async function withdrawDocument(tx: Tx, site_id: string, document_id: string, at: string): Promise<void> {
  await sql`update holdfast.document set withdrawn_at = ${at} where site_id = ${site_id} and id = ${document_id}`.execute(tx);
}

/** Everything but the documents that says where they stand: `adoption` and `reads` are looked up by document. */
export type Around = Omit<View, 'adoption' | 'reads'> & Pick<Folded, 'adoptions' | 'reads'>;
export type Asking = { site_id: string; me_id: string; now: Date };

export async function readAround(db: Database | Tx, { site_id, me_id, now }: Asking): Promise<Around> {
  const people = await readPeople(db, site_id, now);
  const [adoptions, reads, languages] = [await readAdoptions(db, site_id), await readReadings(db, site_id), await readChosen(db, site_id)];
  return { now, site_id, me_id, languages, adoptions, reads, ...people };
}

export const viewOf = (around: Around, document_id: string): View => ({
  ...around,
  adoption: around.adoptions.get(document_id) ?? null,
  reads: around.reads.get(document_id) ?? new Map(),
});

/** Documents of a site, and what stands around them, as facts told until `as_of`: its own log, and of other sites' what is the organisation's. */
export async function foldAsOf(db: Database, { site_id, me_id }: Asking, as_of: Date): Promise<{ kept: Kept[]; around: Around }> {
  const others = await sql<{ site_id: string }>`select distinct site_id from holdfast.document
    where reach = 'organisation' and site_id <> ${site_id}`.execute(db);
  const own = foldDocuments(await factsUntil(db, { site_id, kinds: documentKinds, until: as_of }));
  const kept = [...own.documents.values()];
  for (const other of others.rows) {
    const facts = await factsUntil(db, { site_id: other.site_id, kinds: documentKinds, until: as_of });
    kept.push(...[...foldDocuments(facts).documents.values()].filter((it) => it.reach === 'organisation' && it.in_force !== null));
  }
  const people = await readPeople(db, site_id, as_of);
  return { kept, around: { now: as_of, site_id, me_id, languages: own.languages, adoptions: own.adoptions, reads: own.reads, ...people } };
}

/** All documents as they stand at a site, with names: now, or as they stood `as_of`. */
export async function listStanding(db: Database, asking: Asking, as_of?: string): Promise<DocumentRow[]> {
  const { kept, around } =
    as_of === undefined
      ? { kept: await listKept(db, asking.site_id), around: await readAround(db, asking) }
      : await foldAsOf(db, asking, new Date(as_of));
  const [people, sites] = [await readNames(db), await readSiteNames(db)];
  return kept.map((it) => {
    const row = standOf(it, viewOf(around, it.id));
    const owner_name = row.owner_id === null ? null : (people.get(row.owner_id) ?? null);
    return { ...row, home_site_name: sites.get(it.home_site_id) ?? '', owner_name };
  });
}
