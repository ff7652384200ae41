// What a practice's facts prove: the shapes of every module's evidence.ts.
import type { ArtefactTypeId } from './artefacts.data.ts';
import type { Words } from './words.ts';

/** A fact of the ledger, as bindings read it. `site_id` null: the organisation's log. */
export type Fact = {
  readonly kind: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly at: Date;
  readonly site_id: string | null;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * Which subject a fact proves, or whose proof it ends. `until_on`: the last day it proves (YYYY-MM-DD), instead of the binding's `fresh_days`.
 * `at_site`: of a fact in the organisation's log, the only site it speaks of; left out it speaks of all.
 */
export type Mark = {
  readonly subject_id: string;
  readonly effect: 'proves' | 'ends';
  readonly until_on?: string;
  readonly at_site?: string;
};

/** What a practice's facts prove. Pure data and one pure function. */
export type EvidenceBinding = {
  /** Stable: 'zones.custodian_named'. */
  readonly id: string;
  readonly title?: Words;
  readonly artefact: ArtefactTypeId;
  /** Ids of `requirements`. */
  readonly requirements: readonly string[];
  /** null: the site itself. */
  readonly population: PopulationId | null;
  /** Kinds of ledger entries it listens to. */
  readonly kinds: readonly string[];
  /** null: holds until ended. */
  readonly fresh_days: number | null;
  readonly reads: (fact: Fact) => readonly Mark[];
  /** What it does not prove. */
  readonly limits?: Words;
};

/** 'zones', 'conduits', 'assets.essential', 'suppliers', 'areas', 'people.privileged' ... */
export type PopulationId = string;

/** Over what a binding must hold: every zone, every essential asset ... */
export type Population = {
  readonly id: PopulationId;
  readonly title?: Words;
  /** A plant may have none of them and lack nothing: then it is left out where other evidence of the same kind stands. */
  readonly may_be_empty?: true;
  readonly kinds: readonly string[];
  readonly reads: (fact: Fact) => readonly { readonly subject_id: string; readonly effect: 'member' | 'gone' }[];
};
