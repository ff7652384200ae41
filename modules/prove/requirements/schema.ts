// Words of the matrix: requirements with their evidence at a site, what people say by hand, and how sites compare.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** A text of the product's own data, in both languages. */
export const words = z.object({ en: z.string(), de: z.string() });
export const cellState = z.enum(['unobserved', 'missing', 'stale', 'partly', 'ageing', 'proven', 'not_applicable']);
export const bucket = z.enum(['govern', 'identify', 'protect', 'detect', 'respond', 'recover']);
export const standard = z.enum(['iec62443_2_1', 'iec62443_3_3', 'iso27001', 'nist_csf2']);
export const verify = z.enum(['verified', 'partly', 'secondary', 'unverified']);
const day = z.iso.date();
const text = z.string().trim().min(3).max(4000);

/** The instant a page is shown as of; left out: now. It may lie ahead: what will be when nobody does anything. */
export const asOf = z.object({ as_of: time.optional() });

/** `regime`: `nis2` or `cer` only those of this act alone, `shared` those of both. */
export const requirementQuery = listQuery.extend({
  as_of: time.optional(),
  regime: oneOrMore,
  standard: oneOrMore,
  state: oneOrMore,
  bucket: oneOrMore,
});

/** One kind of evidence of a requirement, in short: `counts` false while it is only needed when something happens. */
export const partInShort = z.object({
  artefact: z.string(),
  title: words,
  state: cellState,
  counts: z.boolean(),
  by_hand: z.boolean(),
  has_source: z.boolean(),
});

/** A law's place as one cites it (`text`: as screens write it, `NIS2 Art. 21(2)(a)`), how sure it is, and the day that was checked. */
export const citation = z.object({
  instrument: z.string(),
  place: z.string(),
  text: words,
  verify,
  as_of: z.string(),
  sources: z.array(z.string()),
});
const ids = z.array(z.string());
const controlIds = z.object({ iec62443_2_1: ids, iec62443_3_3: ids, iso27001: ids, nist_csf2: ids });
/** What of the four columns a row lacks. */
export const lack = z.enum(['controls', 'artefact', 'owner', 'cadence']);

/** An activity that serves a requirement: who answers for it (null: nobody does), and when it comes round (null: not planned). */
export const duty = z.object({
  activity_id: z.string(),
  title: words,
  role: z.string(),
  name: z.string().nullable(),
  deputy_name: z.string().nullable(),
  next_on: z.string().nullable(),
  missed: z.number().int(),
});
export type Duty = z.infer<typeof duty>;

export const matrixRow = z.object({
  requirement_id: z.string(),
  title: words,
  citation,
  regimes: z.array(z.string()),
  jurisdiction: z.string(),
  bucket,
  minimum: z.number().int().nullable(),
  controls: controlIds,
  parts: z.array(partInShort),
  owner: words,
  owner_role: z.string(),
  review: words,
  duties: z.array(duty),
  lacks: z.array(lack),
  state: cellState,
  good: z.number().int(),
  of: z.number().int(),
  stale: z.number().int(),
  automatic: z.number().int(),
  by_hand: z.number().int(),
  only_by_hand: z.boolean(),
  /** The last day on which nothing proven now has lapsed. */
  holds_to: day.nullable(),
});
export type MatrixRow = z.infer<typeof matrixRow>;
export const matrixPage = page(matrixRow);

/** Coverage of a bucket or of all: requirements by state; `parts_*`: kinds of evidence. */
export const coverage = z.object({
  requirements: z.number().int(),
  proven: z.number().int(),
  ageing: z.number().int(),
  partly: z.number().int(),
  stale: z.number().int(),
  missing: z.number().int(),
  unobserved: z.number().int(),
  not_applicable: z.number().int(),
  parts_good: z.number().int(),
  parts: z.number().int(),
});
export type Coverage = z.infer<typeof coverage>;

/** How far the marks are behind the ledger: entries read of all. */
export const reading = z.object({ read: z.number(), of: z.number() });

export const summary = z.object({
  as_of: time,
  whole: coverage,
  buckets: z.array(coverage.extend({ bucket })),
  /** Kinds of evidence that hold now: collected by operation, and by hand. */
  automatic: z.number().int(),
  by_hand: z.number().int(),
  lacking: z.number().int(),
  reading,
});
export type Summary = z.infer<typeof summary>;

const siteCell = z.object({
  site_id: id,
  state: cellState,
  good: z.number().int(),
  of: z.number().int(),
  stale: z.number().int(),
  by_hand: z.number().int(),
});
export const comparisonRow = z.object({
  requirement_id: z.string(),
  title: words,
  citation,
  regimes: z.array(z.string()),
  bucket,
  cells: z.array(siteCell),
  /** Sites differ in state or in which kinds of evidence they have. */
  differs: z.boolean(),
  /** Kinds of evidence that stand better at some sites (`has`) than at others (`lacks`). */
  differing: z.array(z.object({ artefact: z.string(), title: words, has: z.array(id), lacks: z.array(id) })),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;
export const comparisonPage = page(comparisonRow).extend({ sites: z.array(z.object({ id, name: z.string() })), reading });

/** A category of NIST CSF 2.0 with the requirements and evidence that reach it; none: unmapped. */
export const profileRow = z.object({
  control_id: z.string(),
  title: words,
  function_id: z.string(),
  requirement_ids: z.array(z.string()),
  controls: z.array(z.string()),
  /** Subcategories no requirement reaches. */
  unreached: z.array(z.string()),
  states: z.array(cellState),
});
export type ProfileRow = z.infer<typeof profileRow>;
export const profilePage = page(profileRow);

export const statementKind = z.enum(['evidence', 'not_applicable', 'assumption', 'test']);
export const testResult = z.enum(['works', 'partly', 'fails']);
/** What a person said by hand. `until_on`: the last day evidence holds; `next_on`: when a control is to be tested again. */
export const saidStatement = z.object({
  site_id: id,
  id,
  kind: statementKind,
  requirement_id: z.string().nullable(),
  artefact: z.string().nullable(),
  standard: standard.nullable(),
  control_id: z.string().nullable(),
  text: z.string(),
  method: z.string().nullable(),
  result: testResult.nullable(),
  kpi: z.string().nullable(),
  until_on: day.nullable(),
  tested_on: day.nullable(),
  next_on: day.nullable(),
  file_sha256: z.string().nullable(),
  file_name: z.string().nullable(),
  made_by: id,
  made_by_name: z.string(),
  made_at: time,
  ended_at: time.nullable(),
  ended_by_name: z.string().nullable(),
  end_reason: z.string().nullable(),
});
export type SaidStatement = z.infer<typeof saidStatement>;

/** An id of the product's own lists: a requirement, a binding, a kind of evidence. */
export const listed = z.string().regex(/^[A-Za-z0-9_.()-]{1,80}$/);
/** Evidence by hand: what it is and where it lies, in words; for one kind of evidence, until a day. */
export const newEvidence = z.object({ artefact: listed, text, until_on: day });
/** As `newEvidence`, with the file itself as the request's body. */
export const newEvidenceFile = newEvidence.extend({ name: z.string().trim().min(1).max(200) });
/** The whole requirement, or one kind of evidence of it, does not apply here, and why. */
export const newNotApplicable = z.object({ artefact: listed.nullable().default(null), reason });
export const newAssumption = z.object({ text });
/** A test of a control: how, with which result, on which day, and when again. */
export const newTest = z.object({
  standard,
  control_id: z.string().min(1).max(40),
  method: text,
  result: testResult,
  text: z.string().trim().max(4000).default(''),
  kpi: z.string().trim().max(300).nullable().default(null),
  tested_on: day,
  next_on: day,
});
export type NewStatement = { kind: z.infer<typeof statementKind>; text: string } & Partial<
  Pick<
    SaidStatement,
    | 'requirement_id'
    | 'artefact'
    | 'standard'
    | 'control_id'
    | 'method'
    | 'result'
    | 'kpi'
    | 'until_on'
    | 'tested_on'
    | 'next_on'
    | 'file_sha256'
    | 'file_name'
  >
>;
export const ending = z.object({ reason });

/** What one practice proves of a requirement, and how it stands. `limits`: what it does not prove. */
export const binding = z.object({
  id: z.string(),
  title: words,
  limits: words.nullable(),
  population: words.nullable(),
  fresh_days: z.number().int().nullable(),
  state: cellState,
  good: z.number().int(),
  of: z.number().int(),
  ageing: z.number().int(),
  stale: z.number().int(),
  newest_at: time.nullable(),
  holds_to: day.nullable(),
});
export type Binding = z.infer<typeof binding>;
export const detailPart = partInShort.extend({ only_when: z.boolean(), bindings: z.array(binding), said: z.array(saidStatement) });
export type DetailPart = z.infer<typeof detailPart>;
export const detailControl = z.object({ standard, id: z.string(), title: words, citation, test: saidStatement.nullable() });
export type DetailControl = z.infer<typeof detailControl>;
export const requirementDetail = matrixRow.omit({ parts: true }).extend({
  text: words,
  basis: z.string(),
  counterparts: z.array(z.string()),
  detail_controls: z.array(detailControl),
  detail_parts: z.array(detailPart),
  assumptions: z.array(saidStatement),
  set_aside: z.array(saidStatement),
  /** The scope of the law was decided anew after this was said not to apply. */
  reopened: z.boolean(),
});
export type RequirementDetail = z.infer<typeof requirementDetail>;

/** One subject of a binding and the entry behind it. `log_site_id` null: the organisation's ledger. */
export const proofRow = z.object({
  subject_id: z.string(),
  standing: z.enum(['proven', 'ageing', 'stale', 'missing']),
  at: time.nullable(),
  holds_to: day.nullable(),
  entry_id: id.nullable(),
  log_site_id: id.nullable(),
  kind: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
});
export type ProofRow = z.infer<typeof proofRow>;
export const proofPage = page(proofRow);
