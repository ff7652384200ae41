// The shapes of a duty and of an activity.
import type { ArtefactTypeId } from './artefacts.data.ts';
import type { Bucket, Regime, Rhythm, RoleId, Sourced, Standard, Words } from './words.ts';

/**
 * A duty. `regimes`: the acts that ask for it; `counterparts`: what the other act asks in the same matter; `addressee`: an operator's duty binds a plant, a
 * maker's only who sells products; `basis`: how the mapping to controls came about.
 */
export type Requirement = Sourced & {
  readonly id: string;
  readonly regimes: readonly Regime[];
  readonly jurisdiction: string;
  readonly addressee: 'operator' | 'maker';
  readonly in_force_from: string;
  readonly in_force_until: string | null;
  readonly title: Words;
  readonly text: Words;
  readonly bucket: Bucket;
  readonly controls: Readonly<Record<Standard, readonly string[]>>;
  readonly artefacts: readonly ArtefactTypeId[];
  readonly minimum: number | null;
  readonly owner: Words;
  readonly owner_role: RoleId;
  readonly review: Words;
  /** Ids of requirements of other acts or of the Union that ask for the same. */
  readonly counterparts: readonly string[];
  readonly basis: string;
};

/** Something a plant does again and again. `bindings`: ids of the evidence that shows it was done. */
export type Activity = {
  readonly id: string;
  readonly title: Words;
  readonly rhythm: Rhythm;
  readonly accountable: RoleId;
  readonly level: 'site' | 'organisation';
  readonly requirements: readonly string[];
  readonly bindings: readonly string[];
};
