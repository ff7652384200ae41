// What a practice offers so that its things can be imported: its fields, its sentence, a comparison that writes nothing, and the writing.
import type { Tx } from '@holdfast/platform/act';
import type { Permit, Sentence } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import type { Field } from './fields.data.ts';
import type { ParsedRow } from './rules-cells.ts';
import type { Cell, ImportKindName, ImportSource, Outcome, Problem } from './schema.ts';

/** Where and for whom an import is compared or written. `permit` is of the kind's own sentence: its zones are the only ones touched. */
export type ImportScope = {
  site_id: string;
  import_id: string;
  source: ImportSource;
  /** The file's name, for provenance. */
  name: string;
  permit: Permit;
  take: boolean;
  /** Tells how many rows are done. */
  note: (done: number) => void;
};

/** A row compared. `ids`: what names in cells mean (`owner` → person id). `writes`: applying it does something. */
export type PlannedRow = {
  row_number: number;
  place: string | null;
  outcome: Outcome;
  writes: boolean;
  label: string;
  subject_id: string | null;
  cells: Cell[];
  problems: Problem[];
  ids: Readonly<Record<string, string | readonly string[]>>;
  more: ParsedRow['more'];
};

/** What was written for a row, and what stood there before, for whoever takes the import back. */
export type AppliedRow = { row_number: number; subject_id: string; undo: unknown };

export type ImportKind = {
  kind: ImportKindName;
  fields: readonly Field[];
  /** The sentence of the single edit. */
  access: Sentence;
  /** In whose ledger the import is told. */
  place: 'site' | 'organisation';
  /** Compares rows with what is known; writes nothing. Same rows over the same plant give the same answer. */
  plan(db: Database | Tx, scope: ImportScope, rows: readonly ParsedRow[]): Promise<PlannedRow[]>;
  /** Writes the rows that write. Everything or, by throwing, nothing. */
  apply(tx: Tx, scope: ImportScope, rows: readonly PlannedRow[]): Promise<AppliedRow[]>;
  /** Takes back what `apply` wrote. Throws Failure('conflict', 'changed_since') when one of them was changed or used since. */
  undo(tx: Tx, scope: ImportScope, rows: readonly AppliedRow[]): Promise<void>;
  /** What else the entry tells of it, for who folds a past state from facts: when applied, and when taken back. */
  tell?(rows: readonly AppliedRow[]): { facts: Record<string, unknown>; personal: Record<string, string> };
  tellUndone?(rows: readonly AppliedRow[]): { facts: Record<string, unknown>; personal: Record<string, string> };
  /** Jobs that follow from the change. */
  jobs(site_id: string): { name: string; payload: Record<string, unknown>; key?: string }[];
};
