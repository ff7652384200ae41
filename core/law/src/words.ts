// The words of the law: citation, mark, requirement, evidence binding. Plain data shapes, shared by every module's evidence.ts.

/** One text in both languages of the product, in our own words. */
export type Words = { readonly en: string; readonly de: string };

/** How sure a fact is: read in the act itself, in part, in commentary only, or not yet. */
export type Verify = 'verified' | 'partly' | 'secondary' | 'unverified';

/** Where a fact stands: an instrument of `instruments`, and the place in it. */
export type Cite = { readonly instrument: string; readonly place: string };

/** What every fact of this room carries. `as_of`: the day it was checked; `mark_note`: the mark in full where four words do not say it. */
export type Sourced = {
  readonly cite: Cite;
  readonly verify: Verify;
  readonly sources: readonly string[];
  readonly as_of: string;
  readonly mark_note?: string;
  readonly source_kind?: string;
};

/**
 * A fact of law in our own words. `lists`: enumerations under it; `anchor`, `period`, `repeat`, `retention`: a clock (ISO 8601 durations);
 * `counterparts`: requirements it details.
 */
export type LawFact = Sourced & {
  readonly id: string;
  readonly text: Words;
  readonly notes?: readonly Words[];
  readonly lists?: readonly { readonly of: string; readonly items: readonly Words[] }[];
  readonly anchor?: Words;
  readonly period?: string;
  readonly repeat?: string;
  readonly retention?: string;
  readonly fine?: { readonly class: string; readonly min_max_eur: number; readonly min_max_pct: number };
  readonly counterparts?: readonly string[];
};

export type Regime = 'nis2' | 'cer' | 'cra' | 'machinery';
export type Bucket = 'govern' | 'identify' | 'protect' | 'detect' | 'respond' | 'recover';
export const buckets: readonly Bucket[] = ['govern', 'identify', 'protect', 'detect', 'respond', 'recover'];

export type Standard = 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2';
export const standards: readonly Standard[] = ['iec62443_2_1', 'iec62443_3_3', 'iso27001', 'nist_csf2'];

/** A control of a standard: identifier and our own label, never the standard's text. */
export type Control = Sourced & {
  readonly id: string;
  readonly standard: Standard;
  readonly title: Words;
  readonly parent: string | null;
  /** IEC 62443-3-3 only: the lowest capability level that asks for it. */
  readonly sl_c_min?: 1 | 2 | 3 | 4;
};

/** Functions in the plant, as activities name who answers for them. The list with titles and cards is the appointments'. */
export const roleIds = [
  'board',
  'ciso',
  'plant_manager',
  'ot_lead',
  'ot_security_officer',
  'site_ot_lead',
  'asset_owner',
  'process_owner',
  'incident_coordinator',
  'safety_responsible',
  'it_lead',
  'shift_lead',
  'maintenance_lead',
  'works_council',
  'communications',
] as const;
export type RoleId = (typeof roleIds)[number];

/** What an act leaves behind. `fresh_days`: how long it proves; null: until it is ended. `collector`: what makes it. */
export type ArtefactType = {
  readonly id: string;
  readonly title: Words;
  readonly fresh_days: number | null;
  readonly collector: 'operation' | 'decision' | 'meeting' | 'document' | 'measurement';
};

/** How often something comes round by default. */
export type Rhythm = { readonly every: number; readonly unit: 'day' | 'week' | 'month' | 'year' };
