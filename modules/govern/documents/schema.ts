// Words of documents: what a plant has written down, in which version it is in force, who shall read it and who did.
import { id, listQuery, name, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { audienceRoles, docTypeIds, languages } from './rules.types.ts';

export const docType = z.enum(docTypeIds);
export const language = z.enum(languages);
export const reach = z.enum(['site', 'organisation']);
export const ownerKind = z.enum(['ciso', 'delegate']);
export const audienceRole = z.enum(audienceRoles);

/** One section. `body`: paragraphs, `- ` and `1. ` lists, `**bold**`, and places that fill themselves: `{{people.ciso}}`. */
export const section = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/),
  heading: z.string().trim().min(1).max(200),
  body: z.string().max(20_000),
});
export type Section = z.infer<typeof section>;
export const documentText = z.object({ title: name, sections: z.array(section).min(1).max(60) });
export type DocumentText = z.infer<typeof documentText>;
export const documentTexts = z.partialRecord(language, documentText);
export type DocumentTexts = z.infer<typeof documentTexts>;

/**
 * `missing`: of a kind that must be there. `draft`: begun, no version in force. `waiting`: the first version waits for a second person. `due`: its
 * review is near. `overdue`: past its review.
 */
export const documentState = z.enum(['draft', 'waiting', 'in_force', 'due', 'overdue', 'withdrawn']);
export type DocumentState = z.infer<typeof documentState>;
/** Where a site stands with a document of the organisation. `behind`: adopted in a version that said something else. Null: the document is the site's own. */
export const adoptionState = z.enum(['open', 'adopted', 'behind', 'declined']);
export const readState = z.enum(['not_asked', 'to_read', 'read', 'again', 'expired']);
export type ReadState = z.infer<typeof readState>;
/** `lags`: translates an earlier version that said something else. */
export const languageState = z.object({ language, state: z.enum(['current', 'lags', 'missing']), since: time.nullable() });
export type LanguageState = z.infer<typeof languageState>;

export const documentRow = z.object({
  id,
  /** The site that keeps it. */
  home_site_id: id,
  home_site_name: z.string(),
  doc_type: docType,
  name: z.string(),
  reach,
  state: documentState,
  /** The version in force. */
  number: z.number().int().nullable(),
  approved_at: time.nullable(),
  /** The version that waits for a second person. */
  waiting_number: z.number().int().nullable(),
  next_review_on: z.iso.date().nullable(),
  owner_kind: ownerKind,
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  /** Nobody holds the role, or the delegate is here no more. */
  orphaned: z.boolean(),
  adoption: adoptionState.nullable(),
  adopted_number: z.number().int().nullable(),
  languages: z.array(languageState),
  readers_asked: z.number().int(),
  readers_done: z.number().int(),
  mine: readState,
});
export type DocumentRow = z.infer<typeof documentRow>;
const asOf = { as_of: time.optional() };
export const asOfQuery = z.object(asOf);
export const documentQuery = listQuery.extend({ ...asOf, state: oneOrMore, doc_type: oneOrMore });
export type DocumentQuery = z.output<typeof documentQuery>;
export const documentPage = page(documentRow);

/** What each kind that must be there lacks. */
export const lack = z.enum(['missing', 'not_in_force', 'not_adopted', 'overdue', 'orphaned', 'lags']);
export type Lack = z.infer<typeof lack>;
export const setItem = z.object({
  doc_type: docType,
  required: z.boolean(),
  document_id: id.nullable(),
  name: z.string().nullable(),
  next_review_on: z.iso.date().nullable(),
  lacks: z.array(lack),
});
export type SetItem = z.infer<typeof setItem>;
export const documentSet = z.object({ items: z.array(setItem), languages: z.array(language) });

const hash = z.object({ sha256: z.string(), size_bytes: z.number().int() });
export const versionRow = z.object({
  number: z.number().int(),
  state: z.enum(['proposed', 'approved', 'refused', 'withdrawn', 'expired', 'superseded']),
  changes_meaning: z.boolean(),
  proposed_by_name: z.string(),
  proposed_at: time,
  reason: z.string(),
  decided_by_name: z.string().nullable(),
  decided_at: time.nullable(),
  decision_reason: z.string().nullable(),
  approval_id: id,
  /** The ledger's entry of its approval. */
  entry_id: id.nullable(),
  hashes: z.partialRecord(language, hash),
});
export type VersionRow = z.infer<typeof versionRow>;
export const reader = z.object({
  person_id: id,
  name: z.string(),
  state: readState,
  read_at: time.nullable(),
  expires_at: time.nullable(),
});
export type Reader = z.infer<typeof reader>;
export const documentDetail = documentRow.extend({
  main_language: language,
  review_months: z.number().int(),
  acknowledge_days: z.number().int(),
  audience_roles: z.array(audienceRole),
  audience_ids: z.array(id),
  versions: z.array(versionRow),
  readers: z.array(reader),
  adoption_reason: z.string().nullable(),
  version: z.number().int(),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** What fills a place, as it is now: one line or several; empty where Holdfast knows nothing yet. */
export const places = z.record(z.string(), z.array(z.string()));
export type Places = z.infer<typeof places>;
export const versionText = z.object({
  number: z.number().int(),
  main_language: language,
  texts: documentTexts,
  places,
  before: documentTexts.nullable(),
});
export type VersionText = z.infer<typeof versionText>;

const months = z.number().int().min(1).max(36);
const days = z.number().int().min(30).max(1095);
const settings = {
  owner_kind: ownerKind,
  owner_id: id.nullable(),
  review_months: months,
  acknowledge_days: days,
  audience_roles: z.array(audienceRole).max(20),
  audience_ids: z.array(id).max(200),
};
const hasOwner = (it: { owner_kind: string; owner_id: string | null }): boolean =>
  (it.owner_kind === 'delegate') === (it.owner_id !== null);
const ownerFault = { path: ['owner_id'], message: 'owner_id_for_delegate' };
/** Begins a document: with the template of its kind, or empty. */
export const newDocument = z
  .object({ doc_type: docType, name, reach, main_language: language, template: z.boolean().default(true), ...settings })
  .refine(hasOwner, ownerFault);
export type NewDocument = z.output<typeof newDocument>;
export const changedDocument = z.object({ ...settings, version: z.number().int() }).refine(hasOwner, ownerFault);
export type ChangedDocument = z.output<typeof changedDocument>;

export const draft = z.object({ texts: documentTexts, base_number: z.number().int().nullable(), saved_at: time.nullable(), places });
export type Draft = z.infer<typeof draft>;
/** What somebody is writing may be half done: headings may still be empty. */
const roughText = z.object({
  title: z.string().max(200),
  sections: z.array(section.extend({ heading: z.string().max(200) })).max(60),
});
export const keptDraft = z.object({ texts: z.partialRecord(language, roughText), base_number: z.number().int().nullable() });
export const savedAt = z.object({ saved_at: time });

/** `still_fits`: translations nobody had to touch, because they say the same as the new text. */
export const proposal = z.object({
  texts: documentTexts,
  base_number: z.number().int().nullable(),
  changes_meaning: z.boolean(),
  still_fits: z.array(language).default([]),
  reason,
});
export type Proposal = z.output<typeof proposal>;
export const reasoned = z.object({ reason });
export const adoption = z.object({ number: z.number().int(), reason });
export const acknowledgement = z.object({ number: z.number().int(), language });
/** `before`: as they were read; when somebody chose others since, the change is refused. Left out, they are replaced. */
export const setting = z.object({
  languages: z.array(language).min(1).max(2),
  before: z.object({ languages: z.array(language) }).optional(),
});
export const languageQuery = z.object({ language });

/** What a printed page's hash belongs to. */
export const provenPrint = z.object({
  document_id: id,
  name: z.string(),
  doc_type: docType,
  number: z.number().int(),
  language,
  state: versionRow.shape.state,
  approved_at: time.nullable(),
  entry_id: id.nullable(),
  /** The version in force now; null where none is. */
  in_force_number: z.number().int().nullable(),
});
export type ProvenPrint = z.infer<typeof provenPrint>;

const code = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_-]{1,20}$/u);
const deviceKind = z.string().regex(/^[a-z_-]{1,40}$/);
/** Kinds of device a pattern may be for. */
export { deviceKinds } from '@holdfast/core-wire/words';

/** How devices are named. `kinds` empty: every kind no other pattern names. */
export const naming = z.object({
  patterns: z.array(z.object({ kinds: z.array(deviceKind).max(60), pattern: z.string().trim().min(1).max(200) })).max(40),
  area_codes: z.array(z.object({ area_id: id, code })).max(500),
  kind_codes: z.array(z.object({ kind: deviceKind, code })).max(100),
});
export const keptNaming = naming.extend({ version: z.number().int(), set_by_name: z.string().nullable(), set_at: time.nullable() });
export type KeptNaming = z.infer<typeof keptNaming>;
export const changedNaming = naming.extend({ version: z.number().int() });
export type ChangedNaming = z.output<typeof changedNaming>;

/** A device whose name does not fit. `at`: how many characters do; `want`, `what`: what would have come then. */
export const misnamed = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  area_name: z.string().nullable(),
  pattern: z.string(),
  example: z.string(),
  why: z.enum(['stops', 'wrong_area', 'wrong_kind']),
  at: z.number().int(),
  fits: z.string(),
  want: z.enum(['area', 'kind', 'number', 'letters', 'text', 'literal', 'end']),
  what: z.string(),
});
export type Misnamed = z.infer<typeof misnamed>;
export const namingQuery = listQuery.extend({ kind: oneOrMore, why: oneOrMore });
/** `checked`: devices a pattern is for; `uncovered`: those none is for. */
export const misnamedPage = page(misnamed).extend({ checked: z.number().int(), uncovered: z.number().int() });
