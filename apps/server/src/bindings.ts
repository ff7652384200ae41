// Every module's evidence put together: which facts prove which requirement, over which population. What the matrix is made of.
import * as accounts from '@holdfast/accounts/evidence';
import * as anchors from '@holdfast/anchors/evidence';
import * as assets from '@holdfast/assets/evidence';
import * as captures from '@holdfast/captures/evidence';
import * as certificates from '@holdfast/certificates/evidence';
import * as clock from '@holdfast/clock/evidence';
import * as boundary from '@holdfast/boundary/evidence';
import * as conduits from '@holdfast/conduits/evidence';
import { type EvidenceBinding, type Population, provesSite, requirements } from '@holdfast/core-law';
import * as dependencies from '@holdfast/dependencies/evidence';
import * as enforcement from '@holdfast/enforcement/evidence';
import * as custody from '@holdfast/evidence/evidence';
import * as findings from '@holdfast/findings/evidence';
import * as isolation from '@holdfast/isolation/evidence';
import * as keptFiles from '@holdfast/kept-files/evidence';
import * as observation from '@holdfast/observation/evidence';
import * as openingKeys from '@holdfast/opening-keys/evidence';
import * as ownBackups from '@holdfast/own-backups/evidence';
import * as people from '@holdfast/people/evidence';
import * as questions from '@holdfast/questions/evidence';
import * as requirementTests from '@holdfast/requirements/evidence';
import type { Matrix } from '@holdfast/requirements/rules';
import type { MatrixParts } from '@holdfast/requirements/store';
import { readersOf } from '@holdfast/requirements/store.marks';
import * as sites from '@holdfast/sites/evidence';
import * as snapshots from '@holdfast/snapshots/evidence';
import * as suppliers from '@holdfast/suppliers/evidence';
import * as windows from '@holdfast/windows/evidence';
import * as terminals from '@holdfast/terminals/evidence';
import * as documents from '@holdfast/documents/evidence';
import * as duties from '@holdfast/duties/evidence';
import * as roster from '@holdfast/roster/evidence';
import * as ruleReports from '@holdfast/rule-reports/evidence';
import * as appointments from '@holdfast/appointments/evidence';
import * as cadence from '@holdfast/cadence/evidence';
import * as meetings from '@holdfast/meetings/evidence';
import * as risks from '@holdfast/risks/evidence';
import * as scope from '@holdfast/scope/evidence';
import * as zones from '@holdfast/zones/evidence';
import { fileURLToPath } from 'node:url';
import { sourceOfEvidence } from './bindings-source.ts';

type Room = { bindings: readonly EvidenceBinding[]; populations?: readonly Population[] };

/** One line a room; a new practice adds itself here. */
const rooms: readonly Room[] = [
  people,
  documents,
  duties,
  appointments,
  roster,
  ruleReports,
  cadence,
  meetings,
  risks,
  scope,
  terminals,
  certificates,
  clock,
  keptFiles,
  openingKeys,
  sites,
  assets,
  observation,
  zones,
  dependencies,
  suppliers,
  windows,
  isolation,
  snapshots,
  conduits,
  boundary,
  enforcement,
  accounts,
  captures,
  findings,
  custody,
  questions,
  requirementTests,
  anchors,
  ownBackups,
];

/** The matrix of the product. */
export const matrix: Matrix = {
  requirements,
  bindings: rooms.flatMap((it) => it.bindings),
  populations: rooms.flatMap((it) => it.populations ?? []),
  // Which law applies was decided anew: what was said not to apply has to be said again.
  reopening: { kinds: ['legal_entity.scope_decided'], reads: () => provesSite },
};

/** As routes, jobs and other rooms take it: the matrix, and what reads the ledger's facts for it. */
export const matrixParts: MatrixParts = { matrix, readers: readersOf(matrix, sourceOfEvidence(fileURLToPath(import.meta.url))) };
