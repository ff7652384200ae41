// What the ledger tells of documents, and a past state folded from it.
import type { Fact } from '@holdfast/core-law';
import type { Adoption, Kept, Read, Settings } from './rules.ts';
import type { AudienceRole, DocType, Language } from './rules.types.ts';
import type { LanguageMark } from './rules.versions.ts';

export const documentKinds = [
  'document.begun',
  'document.settings_changed',
  'document.version_proposed',
  'document.version_approved',
  'document.version_refused',
  'document.version_withdrawn',
  'document.version_expired',
  'document.reviewed',
  'document.withdrawn',
  'document.adopted',
  'document.adoption_declined',
  'document.acknowledged',
  'document.languages_set',
] as const;

export type Chosen = { language: Language; since: string };
/** What one site's log says: its own documents, and its people's and its own stand on those of the organisation. */
export type Folded = {
  documents: Map<string, Kept>;
  adoptions: Map<string, Adoption>;
  /** By document, then by person. */
  reads: Map<string, Map<string, Read>>;
  languages: Chosen[];
};

const settingsOf = (data: Fact['data']): Settings => ({
  owner_kind: data['owner_kind'] as Settings['owner_kind'],
  owner_id: (data['owner_id'] ?? null) as string | null,
  review_months: Number(data['review_months']),
  acknowledge_days: Number(data['acknowledge_days']),
  audience_roles: (data['audience_roles'] ?? []) as AudienceRole[],
  audience_ids: (data['audience_ids'] ?? []) as string[],
});

/** The state of a site's documents after these facts, which come in the order of the log. */
export function foldDocuments(facts: readonly Fact[]): Folded {
  const folded: Folded = { documents: new Map(), adoptions: new Map(), reads: new Map(), languages: [] };
  for (const fact of facts) {
    if (fact.kind === 'document.languages_set') folded.languages = chosenAfter(folded.languages, fact);
    else if (fact.kind === 'document.acknowledged') noteRead(folded, fact);
    else if (fact.kind === 'document.adopted')
      folded.adoptions.set(fact.subject_id, { state: 'adopted', number: Number(fact.data['number']) });
    else if (fact.kind === 'document.adoption_declined') folded.adoptions.set(fact.subject_id, { state: 'declined', number: null });
    else foldOne(folded.documents, fact);
  }
  return folded;
}

function chosenAfter(before: readonly Chosen[], { data, at }: Fact): Chosen[] {
  const languages = data['languages'] as Language[];
  return languages.map((language) => before.find((it) => it.language === language) ?? { language, since: at.toISOString() });
}

function noteRead({ reads }: Folded, { subject_id, data, at }: Fact): void {
  const mine = reads.get(subject_id) ?? new Map<string, Read>();
  reads.set(subject_id, mine);
  mine.set(String(data['person_id']), {
    number: Number(data['number']),
    read_at: at.toISOString(),
    expires_at: String(data['expires_at']),
  });
}

function foldOne(documents: Map<string, Kept>, fact: Fact): void {
  const { data, subject_id: id } = fact;
  if (fact.kind === 'document.begun') {
    documents.set(id, {
      id,
      home_site_id: fact.site_id!,
      doc_type: data['doc_type'] as DocType,
      name: String(data['title']),
      reach: data['reach'] as Kept['reach'],
      main_language: data['main_language'] as Language,
      ...settingsOf(data),
      is_withdrawn: false,
      waiting_number: null,
      in_force: null,
      reviewed_at: null,
    });
    return;
  }
  const before = documents.get(id);
  if (before !== undefined) documents.set(id, { ...before, ...changeOf(before, fact) });
}

function changeOf(before: Kept, { kind, data, at }: Fact): Partial<Kept> {
  switch (kind) {
    case 'document.settings_changed':
      return settingsOf(data);
    case 'document.version_proposed':
      return { waiting_number: Number(data['number']) };
    case 'document.version_approved':
      return { waiting_number: null, name: String(data['title']), in_force: approvedBy(before, data, at), reviewed_at: at.toISOString() };
    case 'document.version_refused':
    case 'document.version_withdrawn':
    case 'document.version_expired':
      return { waiting_number: null };
    case 'document.reviewed':
      return { reviewed_at: at.toISOString() };
    case 'document.withdrawn':
      return { is_withdrawn: true };
    default:
      return {};
  }
}

function approvedBy(before: Kept, data: Fact['data'], at: Date): Kept['in_force'] {
  const number = Number(data['number']);
  const meanings = [...(before.in_force?.meanings ?? []), ...(data['changes_meaning'] === true ? [number] : [])];
  return { number, approved_at: at.toISOString(), meanings, marks: data['marks'] as LanguageMark[] };
}
