// Decisions about documents: where one stands on a day, what a site lacks, who has to read.
import { type AudienceRole, type DocType, docTypeIds, docTypes, type Language } from './rules.types.ts';
import { type LanguageMark, languagesAt } from './rules.versions.ts';
import type { DocumentRow, DocumentState, Lack, ReadState, SetItem } from './schema.ts';

const dayMs = 24 * 3600 * 1000;
/** A review is announced so many days before. */
export const dueDays = 30;

/** The version in force. `meanings`: approved versions that changed what the document says, ascending. */
export type InForce = { number: number; approved_at: string; meanings: readonly number[]; marks: readonly LanguageMark[] };
export type Owner = { owner_kind: 'ciso' | 'delegate'; owner_id: string | null };
export type Settings = Owner & {
  review_months: number;
  acknowledge_days: number;
  audience_roles: readonly AudienceRole[];
  audience_ids: readonly string[];
};
/** A document as tables keep it, and as its facts tell it. Times ISO 8601. */
export type Kept = Settings & {
  id: string;
  home_site_id: string;
  doc_type: DocType;
  name: string;
  reach: 'site' | 'organisation';
  main_language: Language;
  is_withdrawn: boolean;
  waiting_number: number | null;
  in_force: InForce | null;
  /** Approved or found still right, whichever was last. */
  reviewed_at: string | null;
};
export type Adoption = { state: 'adopted' | 'declined'; number: number | null };
export type Read = { number: number; read_at: string; expires_at: string };
/** Everything else it takes to say where a document stands at a site. `holders`: people by role. */
export type View = {
  now: Date;
  site_id: string;
  me_id: string;
  adoption: Adoption | null;
  reads: ReadonlyMap<string, Read>;
  languages: readonly { language: Language; since: string }[];
  holders: readonly { person_id: string; role: AudienceRole }[];
  active_ids: ReadonlySet<string>;
};

/** The day so many months later, the last day of the month where the day is not in it; a date without time, in UTC. */
export function addMonths(at: string, months: number): string {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}

export const nextReview = (it: Pick<Kept, 'reviewed_at' | 'review_months'>): string | null =>
  it.reviewed_at === null ? null : addMonths(it.reviewed_at, it.review_months);

/** A review is late from the day after. */
export function stateOf(it: Kept, now: Date): DocumentState {
  if (it.is_withdrawn) return 'withdrawn';
  if (it.in_force === null) return it.waiting_number === null ? 'draft' : 'waiting';
  const due = Date.parse(nextReview(it)!);
  if (now.getTime() >= due + dayMs) return 'overdue';
  return now.getTime() >= due - dueDays * dayMs ? 'due' : 'in_force';
}

/** Where a site stands with a document of another site; null for its own. */
export function adoptionOf(it: Kept, { site_id, adoption }: Pick<View, 'site_id' | 'adoption'>): DocumentRow['adoption'] {
  if (it.home_site_id === site_id) return null;
  if (adoption === null) return 'open';
  if (adoption.state === 'declined') return 'declined';
  return adoption.number! >= (it.in_force?.meanings.at(-1) ?? 0) ? 'adopted' : 'behind';
}

/** The version that holds at the site and the version a reader must have read; null where nothing is in force there. */
export function effectiveAt(it: Kept, view: Pick<View, 'site_id' | 'adoption'>): { number: number; meaning: number } | null {
  if (it.in_force === null || it.is_withdrawn) return null;
  const { number, meanings } = it.in_force;
  switch (adoptionOf(it, view)) {
    case null:
    case 'adopted':
      return { number, meaning: meanings.at(-1) ?? number };
    case 'behind': {
      const adopted = view.adoption!.number!;
      return { number: adopted, meaning: meanings.findLast((it) => it <= adopted) ?? adopted };
    }
    default:
      return null;
  }
}

/** People who shall read it: holders of the roles here and people named, as far as they are still there. */
export function audienceOf(it: Kept, { holders, active_ids }: Pick<View, 'holders' | 'active_ids'>): string[] {
  const byRole = holders.filter((holder) => it.audience_roles.includes(holder.role)).map((holder) => holder.person_id);
  return [...new Set([...byRole, ...it.audience_ids])].filter((person_id) => active_ids.has(person_id)).toSorted();
}

export function readStateOf(it: Kept, view: View, person_id: string, audience = audienceOf(it, view)): ReadState {
  const effective = effectiveAt(it, view);
  if (effective === null || !audience.includes(person_id)) return 'not_asked';
  const read = view.reads.get(person_id);
  if (read === undefined) return 'to_read';
  if (read.number < effective.meaning) return 'again';
  return Date.parse(read.expires_at) <= view.now.getTime() ? 'expired' : 'read';
}

/** Who owns it: the delegate, or who holds the role of CISO, the first of them. Orphaned: nobody does. */
export function ownerOf(it: Owner, { holders, active_ids }: Pick<View, 'holders' | 'active_ids'>): string | null {
  if (it.owner_kind === 'delegate') return it.owner_id !== null && active_ids.has(it.owner_id) ? it.owner_id : null;
  return holders.find((holder) => holder.role === 'ciso' && active_ids.has(holder.person_id))?.person_id ?? null;
}

/** A row without the names a store joins. */
export type Standing = Omit<DocumentRow, 'home_site_name' | 'owner_name'>;

export function standOf(it: Kept, view: View): Standing {
  const audience = audienceOf(it, view);
  const states = audience.map((person_id) => readStateOf(it, view, person_id, audience));
  const owner = ownerOf(it, view);
  const isAsked = effectiveAt(it, view) !== null;
  return {
    id: it.id,
    home_site_id: it.home_site_id,
    doc_type: it.doc_type,
    name: it.name,
    reach: it.reach,
    state: stateOf(it, view.now),
    number: it.in_force?.number ?? null,
    approved_at: it.in_force?.approved_at ?? null,
    waiting_number: it.waiting_number,
    next_review_on: it.is_withdrawn ? null : nextReview(it),
    owner_kind: it.owner_kind,
    owner_id: owner ?? it.owner_id,
    orphaned: !it.is_withdrawn && owner === null,
    adoption: adoptionOf(it, view),
    adopted_number: view.adoption?.number ?? null,
    languages: it.is_withdrawn ? [] : languagesAt(it.in_force?.marks ?? null, view.languages),
    readers_asked: isAsked ? audience.length : 0,
    readers_done: states.filter((state) => state === 'read').length,
    mine: readStateOf(it, view, view.me_id, audience),
  };
}

/** The set a site needs, kind by kind, each with what it lacks. A document that holds here goes before one that does not. */
export function setOf(rows: readonly (Standing & { name: string })[]): SetItem[] {
  return docTypeIds.flatMap((doc_type): SetItem[] => {
    const { required } = docTypes[doc_type];
    const found = rows.filter((it) => it.doc_type === doc_type && it.state !== 'withdrawn' && it.adoption !== 'declined');
    if (!required) return [];
    const best = found.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))[0];
    const lacks = best === undefined ? (['missing'] as Lack[]) : lacksOf(best);
    const { id: document_id = null, name = null, next_review_on = null } = best ?? {};
    return [{ doc_type, required, document_id, name, next_review_on, lacks }];
  });
}

const holds = (it: Standing): boolean =>
  it.number !== null && (it.adoption === null || it.adoption === 'adopted' || it.adoption === 'behind');
const rank = (it: Standing): number => (holds(it) ? 0 : it.number !== null ? 1 : 2) * 2 + (it.adoption === null ? 0 : 1);

function lacksOf(it: Standing): Lack[] {
  const lacks: Lack[] = [];
  if (it.number === null) lacks.push('not_in_force');
  else if (!holds(it) || it.adoption === 'behind') lacks.push('not_adopted');
  if (it.state === 'overdue') lacks.push('overdue');
  if (it.orphaned) lacks.push('orphaned');
  if (it.languages.some((language) => language.state !== 'current')) lacks.push('lags');
  return lacks;
}
