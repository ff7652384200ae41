// SQL of versions: proposing one, what its approval does, reading them; and a person's own draft.
import { openApproval, type Request } from '@holdfast/approvals/store';
import type { ApprovalKind, By, Outcome } from '@holdfast/approvals/store.decide';
import { noteKeptFile } from '@holdfast/kept-files/store';
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { adoptDocuments, approveDocuments, approveShared } from './access.ts';
import { audienceOf, type Kept, nextReview } from './rules.ts';
import type { Language } from './rules.types.ts';
import { type Followed, followTexts, markLanguages } from './rules.versions.ts';
import type { DocumentTexts, Draft, Proposal, ProvenPrint, VersionRow } from './schema.ts';
import { lockKept, readKept } from './store.ts';
import { readPeople } from './store.view.ts';

export type Hashes = Partial<Record<Language, { sha256: string; size_bytes: number }>>;
/** The instant an entry's id carries: that of its act. */
export const instantOf = (entry_id: string): string =>
  new Date(Number.parseInt(entry_id.replaceAll('-', '').slice(0, 12), 16)).toISOString();

type Version = {
  number: number;
  state: VersionRow['state'];
  texts: DocumentTexts;
  follows: Followed['of'];
  main_changed_in: number;
  hashes: Hashes;
};

/** Versions of a document, newest first. */
export async function listVersions(db: Database | Tx, home_site_id: string, document_id: string): Promise<VersionRow[]> {
  const rows =
    await sql<VersionRow>`select v.number, v.state, v.changes_meaning, p.name as proposed_by_name, v.proposed_at, v.reason, d.name as decided_by_name,
      v.decided_at, v.decision_reason, v.approval_id, v.entry_id, v.hashes
    from holdfast.document_version v join holdfast.person p on p.id = v.proposed_by left join holdfast.person d on d.id = v.decided_by
    where v.site_id = ${home_site_id} and v.document_id = ${document_id} order by v.number desc`.execute(db);
  return rows.rows;
}

/** One version with its texts. Throws not_found. */
export async function readVersion(
  db: Database | Tx,
  home_site_id: string,
  document_id: string,
  number: number,
): Promise<
  Version & { approval_id: string; entry_id: string | null; decided_at: string | null; approved_by: string | null; proposed_by: string }
> {
  const found = await sql<
    Version & { approval_id: string; entry_id: string | null; decided_at: string | null; approved_by: string | null; proposed_by: string }
  >`
    select v.number, v.state, v.texts, v.follows, v.main_changed_in, v.hashes, v.approval_id, v.entry_id, v.decided_at, d.name as approved_by, p.name as proposed_by
    from holdfast.document_version v join holdfast.person p on p.id = v.proposed_by left join holdfast.person d on d.id = v.decided_by
    where v.site_id = ${home_site_id} and v.document_id = ${document_id} and v.number = ${number}`.execute(db);
  const [row] = found.rows;
  if (row === undefined) throw new Failure('not_found', 'version_not_found');
  return row;
}

/** What the next version will be: its number, and the version in force it is compared with. */
export async function nextVersion(
  db: Database | Tx,
  kept: Kept,
): Promise<{ number: number; before: (Followed & { number: number }) | null }> {
  const last = await sql<{ number: number }>`select coalesce(max(number), 0) + 1 as number from holdfast.document_version
    where site_id = ${kept.home_site_id} and document_id = ${kept.id}`.execute(db);
  if (kept.in_force === null) return { number: last.rows[0]!.number, before: null };
  const { number, texts, follows, main_changed_in } = await readVersion(db, kept.home_site_id, kept.id, kept.in_force.number);
  return { number: last.rows[0]!.number, before: { number, texts, of: follows, main_changed_in } };
}

/** Throws conflict while another version waits, or when the text was begun from a version that is no more in force. */
export function requireProposable(kept: Kept, it: { base_number: number | null }): void {
  if (kept.waiting_number !== null) throw new Failure('conflict', 'version_waits', { number: kept.waiting_number });
  if ((kept.in_force?.number ?? null) !== it.base_number)
    throw new Failure('conflict', 'version_moved_on', { number: kept.in_force?.number ?? 0 });
}

export type Proposed = { number: number; hashes: Hashes; at: string };

/** Proposes a version; it holds when a second person approves it. `number` is the one its files were written for: throws conflict when another was faster. */
export async function proposeVersion(
  tx: Tx,
  permit: Permit,
  document_id: string,
  it: Proposal,
  { number, hashes, at }: Proposed,
): Promise<Kept> {
  const site_id = permit.site_id!;
  const kept = await lockKept(tx, site_id, document_id);
  requireProposable(kept, it);
  const next = await nextVersion(tx, kept);
  if (next.number !== number) throw new Failure('conflict', 'version_moved_on', { number });
  const follows = followTexts(next.before, { number, main_language: kept.main_language, texts: it.texts, still_fits: it.still_fits });
  const changes_meaning = next.before === null || it.changes_meaning;
  const approval_id = await openApproval(tx, permit, {
    kind: kept.reach === 'site' ? versionApproval.kind : sharedApproval.kind,
    subject_type: 'document',
    subject_id: document_id,
    opens: `documents/${document_id}`,
    title: it.texts[kept.main_language]!.title,
    sentence: kept.reach === 'site' ? approveDocuments : approveShared,
    zone_ids: [],
    will: { words: `documents:will.${kept.reach}`, params: { name: it.texts[kept.main_language]!.title, number } },
    reason: it.reason,
  });
  await sql`insert into holdfast.document_version (site_id, document_id, number, state, texts, follows, main_changed_in, changes_meaning, hashes, approval_id,
      proposed_by, proposed_at, reason)
    values (${site_id}, ${document_id}, ${number}, 'proposed', ${JSON.stringify(it.texts)}::jsonb, ${JSON.stringify(follows.of)}::jsonb, ${follows.main_changed_in},
      ${changes_meaning}, ${JSON.stringify(hashes)}::jsonb, ${approval_id}, ${permit.actor_id}, ${at}, ${it.reason})`.execute(tx);
  for (const [language, { sha256 }] of Object.entries(hashes))
    await noteKeptFile(tx, { site_id, sha256, name: `${document_id} v${number} ${language}`, of: { type: 'document', id: document_id } });
  return kept;
}

type Deciding = Version & { changes_meaning: boolean; proposed_by: string };

/** What a decision does to its version: an approved one replaces the one in force, its hashes enter the ledger, and its audience is told. */
async function settleVersion(tx: Tx, request: Request, outcome: Outcome, by: By) {
  const { site_id, subject_id: document_id } = request;
  const before = await lockKept(tx, site_id, document_id);
  const found = await sql<Deciding>`select number, state, texts, follows, main_changed_in, hashes, changes_meaning, proposed_by
    from holdfast.document_version where site_id = ${site_id} and document_id = ${document_id} and approval_id = ${request.id} for update`.execute(
    tx,
  );
  const [version] = found.rows;
  if (version === undefined) throw new Failure('not_found', 'version_not_found');
  const { number } = version;
  const subject = { type: 'document', id: document_id, version: number };
  const kind = `document.version_${outcome}`;
  const at = instantOf(by.entry_id);
  if (outcome !== 'approved') {
    await sql`update holdfast.document_version set state = ${outcome}, decided_by = ${by.person_id}, decided_at = ${at}, decision_reason = ${by.reason}
      where site_id = ${site_id} and document_id = ${document_id} and number = ${number}`.execute(tx);
    return { kind, subject, facts: { doc_type: before.doc_type, number, proposed_by: version.proposed_by } };
  }
  const { texts, follows, main_changed_in, hashes } = version;
  const marks = markLanguages(before.in_force?.marks ?? null, { texts, of: follows, main_changed_in }, at);
  const title = texts[before.main_language]!.title;
  await putInForce(tx, { site_id, document_id, number, marks, title }, by, at);
  const after = await readKept(tx, site_id, document_id);
  if (version.changes_meaning) await tellReaders(tx, after, new Date(at));
  const { doc_type, reach, main_language, owner_kind, owner_id } = after;
  const facts = {
    doc_type,
    title,
    reach,
    main_language,
    number,
    changes_meaning: version.changes_meaning,
    marks,
    hashes,
    owner_kind,
    owner_id,
    next_review_on: nextReview(after),
    proposed_by: version.proposed_by,
  };
  return { kind, subject, facts, files: filesOf(hashes) };
}

/** A version's files as an entry names them. */
export const filesOf = (hashes: Hashes) => Object.values(hashes).map((it) => ({ ...it, type: 'text/markdown' }));

type Putting = { site_id: string; document_id: string; number: number; marks: unknown; title: string };

async function putInForce(tx: Tx, { site_id, document_id, number, marks, title }: Putting, by: By, at: string): Promise<void> {
  await sql`update holdfast.document_version set state = 'superseded' where site_id = ${site_id} and document_id = ${document_id} and state = 'approved'`.execute(
    tx,
  );
  await sql`update holdfast.document_version set state = 'approved', marks = ${JSON.stringify(marks)}::jsonb, decided_by = ${by.person_id}, decided_at = ${at},
      decision_reason = ${by.reason}, entry_id = ${by.entry_id}
    where site_id = ${site_id} and document_id = ${document_id} and number = ${number}`.execute(tx);
  await sql`update holdfast.document set title = ${title}, reviewed_at = ${at} where site_id = ${site_id} and id = ${document_id}`.execute(
    tx,
  );
}

/** Tells who shall read it at the site that keeps it; of a document of the organisation also who adopts it elsewhere. */
async function tellReaders(tx: Tx, kept: Kept, now: Date): Promise<void> {
  const site_id = kept.home_site_id;
  const audience = audienceOf(kept, await readPeople(tx, site_id, now));
  const params = { name: kept.name, document_id: kept.id };
  await tell(tx, { kind: 'document_to_read', site_id, opens: `documents/${kept.id}`, params, to: { person_ids: audience } });
  if (kept.reach === 'site') return;
  const others = await sql<{ id: string }>`select id from holdfast.site where id <> ${site_id}`.execute(tx);
  for (const other of others.rows)
    await tell(tx, {
      kind: 'document_to_adopt',
      site_id: other.id,
      opens: `documents/${kept.id}`,
      params,
      to: { sentence: adoptDocuments, zone_ids: [] },
    });
}

/** A version of a site's own document as something two people decide, and one of a document for all sites. */
export const versionApproval: ApprovalKind = { kind: 'document.version', sentence: approveDocuments, settle: settleVersion };
export const sharedApproval: ApprovalKind = { kind: 'document.shared_version', sentence: approveShared, settle: settleVersion };

type Whose = { site_id: string; document_id: string; person_id: string };

/** What a person was writing; null when nothing. */
export async function readDraft(db: Database | Tx, it: Whose): Promise<Pick<Draft, 'texts' | 'base_number' | 'saved_at'> | null> {
  const found = await sql<
    Pick<Draft, 'texts' | 'base_number' | 'saved_at'>
  >`select texts, base_number, saved_at from holdfast.document_draft
    where site_id = ${it.site_id} and document_id = ${it.document_id} and person_id = ${it.person_id}`.execute(db);
  return found.rows[0] ?? null;
}

/** Keeps what a person is writing: their own, no act. Returns when. */
export async function keepDraft(db: Database, it: Whose, draft: { texts: object; base_number: number | null }): Promise<string> {
  const kept = await sql<{ saved_at: string }>`insert into holdfast.document_draft (site_id, document_id, person_id, texts, base_number)
    values (${it.site_id}, ${it.document_id}, ${it.person_id}, ${JSON.stringify(draft.texts)}::jsonb, ${draft.base_number})
    on conflict (site_id, document_id, person_id) do update set texts = excluded.texts, base_number = excluded.base_number, saved_at = now()
    returning saved_at`.execute(db);
  return kept.rows[0]!.saved_at;
}

export async function dropDraft(db: Database | Tx, it: Whose): Promise<void> {
  await sql`delete from holdfast.document_draft where site_id = ${it.site_id} and document_id = ${it.document_id} and person_id = ${it.person_id}`.execute(
    db,
  );
}

/** The version a printed hash belongs to, of documents the site may see; null when none has it. */
export async function findPrint(db: Database, site_id: string, sha256: string): Promise<ProvenPrint | null> {
  const found = await sql<ProvenPrint>`select d.id as document_id, d.title as name, d.doc_type, v.number, h.key as language, v.state,
      case when v.state in ('approved', 'superseded') then v.decided_at end as approved_at, v.entry_id,
      (select f.number from holdfast.document_version f where f.site_id = d.site_id and f.document_id = d.id and f.state = 'approved') as in_force_number
    from holdfast.document d join holdfast.document_version v on v.site_id = d.site_id and v.document_id = d.id
    cross join lateral jsonb_each(v.hashes) h
    where (d.site_id = ${site_id} or d.reach = 'organisation') and h.value ->> 'sha256' = ${sha256} order by v.number limit 1`.execute(db);
  return found.rows[0] ?? null;
}
