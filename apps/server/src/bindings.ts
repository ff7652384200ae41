// Every module's evidence put together: which facts prove which requirement, over which population. What the matrix is made of.
import { requirements } from '@holdfast/core-law';
import type { MatrixParts } from '@holdfast/requirements/store';
import type { Matrix } from '@holdfast/requirements/rules';
import { readersOf } from '@holdfast/requirements/store.marks';
import * as documents from '@holdfast/documents/evidence';
import * as duties from '@holdfast/duties/evidence';
import * as zones from '@holdfast/zones/evidence';

const rooms = [documents, duties, zones];

/** The matrix of the product. */
export const matrix: Matrix = {
  requirements,
  bindings: rooms.flatMap((it) => it.bindings),
  populations: rooms.flatMap((it) => it.populations),
};

/** As routes, jobs and other rooms take it: the matrix, and what reads the ledger's facts for it. */
export const matrixParts: MatrixParts = { matrix, readers: readersOf(matrix) };
