// Words of scope: legal entities, what they answered, which class the law gives them and since when, registration, change notices, orders of an authority.
import { id, listQuery, name, oneOrMore, page, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

const day = z.iso.date();
const money = z.number().min(0).max(1e13);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
const optionalLine = z.string().trim().max(200).nullable().default(null);

export const words = z.object({ en: z.string(), de: z.string() });
export const verify = z.enum(['verified', 'partly', 'secondary', 'unverified']);

/** A fact of law as screens show it: own words, where it stands, how sure it is, from where, as of when. */
export const lawText = z.object({
  id: z.string(),
  cite: words,
  verify,
  mark_note: z.string().nullable(),
  source_kind: z.string().nullable(),
  sources: z.array(z.string()),
  as_of: day,
  text: words,
  notes: z.array(words),
  lists: z.array(z.object({ of: z.string(), items: z.array(words) })),
});
export type LawText = z.infer<typeof lawText>;

const figure = money.nullable().default(null);
export const period = z.object({
  year: z.number().int().min(1990).max(2100),
  headcount: z.number().min(0).max(1e7).nullable().default(null),
  turnover_eur: figure,
  balance_sheet_eur: figure,
});
export const groupCompany = z.object({
  name: z.string().trim().min(1).max(200),
  relation: z.enum(['partner', 'linked']),
  share_pct: z.number().min(0).max(100).default(100),
  periods: z.array(period).max(5).default([]),
});
/** Annual figures are for whole enterprises; a year stands once. */
const years = z
  .array(period)
  .max(5)
  .refine((all) => new Set(all.map((it) => it.year)).size === all.length, { message: 'year_twice' });

/** What is known of a legal entity; null: not answered. */
export const answers = z.object({
  active_in_union: z.boolean().nullable().default(null),
  activities: z
    .array(z.object({ type_id: z.string().max(20), share: z.enum(['principal', 'part', 'minor']) }))
    .max(60)
    .nullable()
    .default(null),
  periods: years.default([]),
  group: z.array(groupCompany).max(200).default([]),
  cer_designated: z.boolean().default(false),
  state_designated: z.enum(['essential', 'important']).nullable().default(null),
  former_operator_kept: z.boolean().default(false),
  qualified_trust_service: z.boolean().default(false),
  domain_registration: z.boolean().default(false),
  public_option: z.boolean().default(false),
  sector_act_prevails: z.boolean().default(false),
});
export type Answers = z.output<typeof answers>;

export const outcome = z.enum(['out', 'important', 'essential', 'critical']);
export type Outcome = z.infer<typeof outcome>;
const size = z.object({
  size: z.enum(['small', 'medium', 'large']).nullable(),
  counted: z.object({
    year: z.number().nullable(),
    headcount: z.number().nullable(),
    turnover_eur: z.number().nullable(),
    balance_sheet_eur: z.number().nullable(),
  }),
  held_by_previous: z.boolean(),
});
const rule = z.object({ id: z.string(), cite: words, verify, as_of: day, asks: words, applied: z.boolean().nullable(), why: words });
export const openQuestion = z.object({
  id: z.string(),
  cite: words.nullable(),
  verify: verify.nullable(),
  text: words,
  blocks: z.boolean(),
});
/** What the rules say of answers. `outcome` null: something is not answered. */
export const finding = z.object({
  outcome: outcome.nullable(),
  deciding_rule: rule.nullable(),
  rules: z.array(rule),
  size,
  open_questions: z.array(openQuestion),
  regimes: z.array(z.enum(['nis2', 'cer', 'cra', 'machinery'])),
  registration_only: z.boolean(),
});
export type Finding = z.infer<typeof finding>;

/** A signed decision: which class, by which rule, since when the law applies. Former ones stay. */
export const decision = z.object({
  id,
  entity_id: id,
  decided_at: time,
  decided_by: z.string(),
  decided_by_name: z.string().nullable(),
  outcome,
  country,
  in_scope_from: day.nullable(),
  law_as_of: day,
  finding,
  answers,
  reason: z.string().nullable(),
});
export type Decision = z.infer<typeof decision>;

export const establishment = z.object({ id, name: z.string(), country, site_id: id.nullable() });
export type Establishment = z.infer<typeof establishment>;

/** Day by which, and the provision it rests on. `confirm`: no day is known or it is the Directive's, ask the authority. */
const deadline = z.object({
  due_on: day.nullable(),
  basis: z.enum(['national', 'directive', 'window', 'at_once', 'voluntary', 'not_known']),
  fact: lawText,
  confirm: z.boolean(),
});
export const registrationState = z.enum(['not_due', 'due', 'late', 'registered', 'ask']);
export const registration = z.object({
  country,
  state: registrationState,
  due: deadline,
  authority: z.string().nullable(),
  number: z.string().nullable(),
  registered_on: day.nullable(),
});
export type Registration = z.infer<typeof registration>;

export const changedData = z.enum(['name', 'address', 'contacts', 'ip_ranges', 'sector', 'member_states']);
export const noticeState = z.enum(['open', 'late', 'in_time', 'told_late']);
export const changeNotice = z.object({
  id,
  country,
  what: z.array(changedData),
  changed_on: day,
  due: deadline,
  told_on: day.nullable(),
  reference: z.string().nullable(),
  state: noticeState,
});
export type ChangeNotice = z.infer<typeof changeNotice>;

const exposure = z.object({
  max_eur: z.number(),
  by: z.enum(['amount', 'turnover']),
  fixed_eur: z.number(),
  pct: z.number(),
  without_turnover: z.boolean(),
  fact: lawText,
  national: z.array(lawText),
});
const supervision = z.object({ regime: z.enum(['ex_ante', 'ex_post']), facts: z.array(lawText), national: z.array(lawText) });
/** Why somebody should decide again; null: the last decision holds. */
export const redecide = z.enum(['never', 'answers', 'law', 'yearly']).nullable();

export const legalEntity = z.object({
  id,
  name: z.string(),
  country,
  is_maker: z.boolean(),
  is_machine_builder: z.boolean(),
  worldwide_turnover_eur: z.number().nullable(),
  cer_notice_dated: day.nullable(),
  cer_notice_received: day.nullable(),
  registration_checked_at: time.nullable(),
  establishments: z.array(establishment),
  answers,
  state: z.enum(['active', 'retired']),
  version: z.number().int(),
  added_at: time,
});
export type LegalEntity = z.infer<typeof legalEntity>;

/** One row of the overview. */
export const entityRow = z.object({
  id,
  name: z.string(),
  country,
  state: z.enum(['active', 'retired']),
  outcome: outcome.nullable(),
  decided_at: time.nullable(),
  deciding_cite: words.nullable(),
  redecide,
  registered: z.number().int(),
  registrations: z.number().int(),
  next_due: day.nullable(),
  max_fine_eur: z.number().nullable(),
  open_orders: z.number().int(),
});
export type EntityRow = z.infer<typeof entityRow>;
export const entityDetail = legalEntity.extend({
  now: finding,
  decisions: z.array(decision),
  redecide,
  registrations: z.array(registration),
  notices: z.array(changeNotice),
  exposure: exposure.nullable(),
  maker_exposure: exposure.nullable(),
  supervision: supervision.nullable(),
  critical_due: z.object({ risk_assessment: deadline, chapter_iii: deadline }).nullable(),
  maker: z.array(lawText),
  machinery: z.array(lawText),
  country_verified: z.boolean(),
  class_name: z.string().nullable(),
});
export type EntityDetail = z.infer<typeof entityDetail>;

export const asOfQuery = z.object({ as_of: time.optional() });
export const entityPage = z.object({ rows: z.array(entityRow) });

const establishments = z.array(z.object({ name, country, site_id: id.nullable().default(null) })).max(200);
export const newEntity = z.object({ name, country, establishments: establishments.default([]) });
export type NewEntity = z.output<typeof newEntity>;
export const changedEntity = z.object({
  name,
  country,
  is_maker: z.boolean(),
  is_machine_builder: z.boolean(),
  worldwide_turnover_eur: money.nullable(),
  cer_notice_dated: day.nullable(),
  cer_notice_received: day.nullable(),
  establishments,
  version: z.number().int(),
});
export type ChangedEntity = z.output<typeof changedEntity>;
export const givenAnswers = z.object({ answers, version: z.number().int() });
export const newDecision = z.object({ in_scope_from: day.nullable().default(null), reason, version: z.number().int() });
export const newRegistration = z.object({ authority: optionalLine, number: z.string().trim().min(1).max(100), registered_on: day });
export type NewRegistration = z.output<typeof newRegistration>;
export const newChange = z.object({ country, what: z.array(changedData).min(1), changed_on: day });
export type NewChange = z.output<typeof newChange>;
export const newTelling = z.object({ told_on: day, reference: optionalLine });
export const retirement = z.object({ reason });
export const checking = z.object({ reason });

export const orderKind = z.enum(['information', 'audit', 'instruction', 'remedy', 'inform', 'publish', 'stop', 'other']);
export const orderState = z.enum(['open', 'late', 'closed']);
export const measure = z.object({
  id,
  title: z.string(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  due_on: day.nullable(),
  closed_on: day.nullable(),
  evidence_entry_id: id.nullable(),
  remark: z.string().nullable(),
});
export type Measure = z.infer<typeof measure>;
export const order = z.object({
  id,
  entity_id: id,
  entity_name: z.string(),
  site_id: id.nullable(),
  authority: z.string(),
  kind: orderKind,
  title: z.string(),
  reference: z.string().nullable(),
  received_on: day,
  deadline_on: day.nullable(),
  closed_on: day.nullable(),
  state: orderState,
  measures: z.array(measure),
  open_measures: z.number().int(),
  cite: words,
});
export type Order = z.infer<typeof order>;
export const orderQuery = listQuery.extend({ state: oneOrMore, as_of: time.optional() });
export const orderPage = page(order);
export const newOrder = z.object({
  entity_id: id,
  site_id: id.nullable().default(null),
  authority: name,
  kind: orderKind,
  title: name,
  reference: optionalLine,
  received_on: day,
  deadline_on: day.nullable().default(null),
});
export type NewOrder = z.output<typeof newOrder>;
export const newMeasure = z.object({ title: name, owner_id: id.nullable().default(null), due_on: day.nullable().default(null) });
export type NewMeasure = z.output<typeof newMeasure>;
/** `entry_id`: the entry of the ledger that shows it was done. */
export const measureClosure = z.object({ entry_id: id, remark: remark.nullable().default(null) });

export const timelineDay = z.object({
  id: z.string(),
  on: day,
  is_past: z.boolean(),
  concerns_us: z.boolean(),
  title: words,
  change: words,
  cite: words,
  verify,
  mark_note: z.string().nullable(),
  sources: z.array(z.string()),
  as_of: day,
});
export type TimelineDay = z.infer<typeof timelineDay>;
export const timelineAnswer = z.object({ rows: z.array(timelineDay), today: day });

export const entityKind = z.object({
  id: z.string(),
  annex: z.enum(['I', 'II']),
  sector: words,
  subsector: words,
  title: words,
  nace_rev2: z.array(z.string()),
  is_trust_service: z.boolean(),
  only: z.enum(['principal', 'essential_part']).nullable(),
  note: words.nullable(),
});
export type EntityKind = z.infer<typeof entityKind>;
/** What the wizard chooses from: kinds of entities, what is not listed, countries. */
export const lawLists = z.object({
  kinds: z.array(entityKind),
  not_listed: z.array(words),
  countries: z.array(
    z.object({ code: country, name: words, is_verified: z.boolean(), status: z.enum(['in_force', 'pending', 'not_read']) }),
  ),
  mark: z.object({ verify, sources: z.array(z.string()), as_of: day }),
});
export type LawLists = z.infer<typeof lawLists>;
