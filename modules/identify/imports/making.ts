// Making, applying and taking back an import: what the routes do, with the permit of the single edit in the hand.
import { createHash } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import { tellList } from '@holdfast/platform/large-fact';
import type { Sentence } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import { mayWholeSite, permitFor } from './access.ts';
import { makePlan, requirePlan } from './dry-run.ts';
import type { Table } from './reading.ts';
import { guessedMapping } from './rules.ts';
import type { ImportKindName, ImportRecord, Mapping } from './schema.ts';
import { addImport, listMade, lockImport, readApplied, readImport, saveApplied, savePlan, saveUndone } from './store.ts';
import type { AssetScope } from './store.assets.ts';
import type { AppliedRow, ImportKind, PlannedRow } from './store.kind.ts';
import { columnsOf, type ReadFile } from './upload.ts';

export type Progress = { step: 'comparing' | 'writing' | 'undoing'; done: number; total: number };
/** What imports need of the server: the kinds with the sentences of their single edits, a vault for the token, and who works right now. */
export type ImportNeeds = {
  kinds: readonly ImportKind[];
  moveZones: Sentence;
  vault: Pick<Vault, 'seal' | 'open'>;
  under_way: Map<string, Progress>;
};

export function kindOf(needs: ImportNeeds, name: ImportKindName): ImportKind {
  const kind = needs.kinds.find((it) => it.kind === name);
  if (kind === undefined) throw new Error(`nobody imports ${name}`);
  return kind;
}

const placeOf = (kind: ImportKind, site_id: string): string | null => (kind.place === 'site' ? site_id : null);

/** Who works on an import right now tells how far it is. */
function scopeOf(
  needs: ImportNeeds,
  context: Context,
  site_id: string,
  it: ImportRecord,
  take: boolean,
  step: Progress['step'],
): { kind: ImportKind; scope: AssetScope } {
  const kind = kindOf(needs, it.kind);
  const permit = permitFor(context.principal, kind.access, placeOf(kind, site_id));
  const mayMove = mayWholeSite(context.principal, needs.moveZones, site_id);
  const note = (done: number): void => void needs.under_way.set(it.id, { step, done, total: it.rows });
  note(0);
  return { kind, scope: { site_id, import_id: it.id, source: it.source, name: it.name, permit, take, note, mayMove } };
}

/** Keeps a file that was read; its rows are no part of the plant yet. A machine's table needs no mapping and gets its dry run at once. */
export async function keepRead(
  needs: ImportNeeds,
  context: Context,
  site_id: string,
  kind: ImportKindName,
  name: string,
  file: ReadFile,
): Promise<ImportRecord> {
  const kept = await context.act(context.permit, { site: site_id, kind: 'import.read' }, async (tx) => {
    const { table, columns, sha256, size_bytes } = file;
    const id = await addImport(tx, site_id, { kind, name, sha256, size_bytes, columns, added_by: context.permit.actor_id }, table);
    const facts = {
      kind,
      source: table.source,
      rows: table.rows.length,
      sha256,
      refused_columns: columns.filter((it) => it.refused !== null).length,
    };
    return { subject: { type: 'import', id }, facts, personal: { name }, result: await readImport(tx, site_id, id) };
  });
  return kept.source === 'sheet' ? kept : planImport(needs, context, site_id, kept, guessedMapping(kept.columns), false);
}

/** A table a machine made, as a file of its own rows. */
export function asFile(kind: ImportKindName, table: Table): ReadFile {
  const text = JSON.stringify(table);
  return {
    table,
    columns: columnsOf(kind, table),
    sha256: createHash('sha256').update(text).digest('hex'),
    size_bytes: Buffer.byteLength(text),
  };
}

/** Makes the dry run. Throws conflict once it was applied, forbidden where the single edit is. */
export async function planImport(
  needs: ImportNeeds,
  context: Context,
  site_id: string,
  it: ImportRecord,
  mapping: Mapping,
  take: boolean,
): Promise<ImportRecord> {
  const { kind, scope } = scopeOf(needs, context, site_id, it, take, 'comparing');
  try {
    return await context.act(context.permit, { site: site_id, kind: 'import.compared' }, async (tx) => {
      const locked = await lockImport(tx, site_id, it.id);
      if (locked.applied_at !== null) throw new Failure('conflict', 'import_applied');
      const plan = await makePlan(tx, kind, scope, locked, mapping);
      await savePlan(tx, site_id, it.id, plan);
      const facts = { plan_sha256: plan.plan_sha256, take, ...plan.counts };
      return { subject: { type: 'import', id: it.id }, facts, result: await readImport(tx, site_id, it.id) };
    });
  } finally {
    needs.under_way.delete(it.id);
  }
}

/** Applies exactly the dry run named: all of it in one act, or nothing. */
export async function applyImport(
  needs: ImportNeeds,
  context: Context,
  site_id: string,
  import_id: string,
  plan_sha256: string,
): Promise<ImportRecord> {
  const it = await readImport(context.db, site_id, import_id);
  const { kind, scope } = scopeOf(needs, context, site_id, it, it.take, 'writing');
  try {
    return await context.act(scope.permit, { site: placeOf(kind, site_id), kind: 'import.applied' }, async (tx) => {
      const locked = await lockImport(tx, site_id, import_id);
      const plan = await requirePlan(tx, kind, scope, locked, plan_sha256);
      const rows = plan.rows.filter((row) => row.writes);
      scope.note(0);
      const applied = await kind.apply(tx, scope, rows);
      await saveApplied(tx, site_id, import_id, context.permit.actor_id, applied);
      const ids = tellList(
        'ids',
        applied.map((row) => row.subject_id),
      );
      const made = tellList('made_ids', madeOf(rows, applied));
      const filled = tellList('filled', filledBy(rows, applied));
      const more = kind.tell?.(applied) ?? nothing;
      const { add, change, conflict, error } = plan.counts;
      return {
        subject: { type: 'import', id: import_id },
        facts: {
          of: it.kind,
          source: it.source,
          sha256: it.sha256,
          plan_sha256,
          take: it.take,
          written: rows.length,
          add,
          change,
          conflict,
          refused: error,
          ...ids.facts,
          ...made.facts,
          ...filled.facts,
          ...more.facts,
        },
        personal: { ...ids.personal, ...made.personal, ...filled.personal, ...more.personal, name: it.name },
        jobs: kind.jobs(site_id),
        result: await readImport(tx, site_id, import_id),
      };
    });
  } finally {
    needs.under_way.delete(import_id);
  }
}

const nothing = { facts: {}, personal: {} };

/** Records the import made, not only changed. */
const madeOf = (rows: readonly PlannedRow[], applied: readonly AppliedRow[]): string[] => {
  const added = new Set(rows.filter((it) => it.outcome === 'add').map((it) => it.row_number));
  return applied.filter((it) => added.has(it.row_number)).map((it) => it.subject_id);
};

/** Fields that say who answers for a record and how much it matters. */
const answering = ['owner', 'criticality', 'holder'];

/** Of these fields, on which records the import wrote one. */
function filledBy(rows: readonly PlannedRow[], applied: readonly AppliedRow[]): { field: string; set: string[] }[] {
  const subjects = new Map(applied.map((it) => [it.row_number, it.subject_id]));
  const idsWith = (field: string): string[] =>
    rows
      .filter(({ cells }) => cells.some((it) => it.field === field && it.to !== '' && it.state !== 'beside'))
      .flatMap((row) => subjects.get(row.row_number) ?? []);
  return answering.map((field) => ({ field, set: idsWith(field) })).filter(({ set }) => set.length > 0);
}

/** Takes an import back, where nothing of it was changed or used since. */
export async function undoImport(
  needs: ImportNeeds,
  context: Context,
  site_id: string,
  import_id: string,
  reason: string,
): Promise<ImportRecord> {
  const it = await readImport(context.db, site_id, import_id);
  const { kind, scope } = scopeOf(needs, context, site_id, it, it.take, 'undoing');
  try {
    return await context.act(scope.permit, { site: placeOf(kind, site_id), kind: 'import.undone', reason }, async (tx) => {
      const locked = await lockImport(tx, site_id, import_id);
      if (locked.state !== 'applied') throw new Failure('conflict', 'import_not_applied');
      if (scope.permit.zones !== null) throw new Failure('forbidden', 'zone_not_allowed', { sentence: scope.permit.sentence });
      const rows = await readApplied(tx, site_id, import_id);
      const made = tellList('made_ids', await listMade(tx, site_id, import_id));
      await kind.undo(tx, scope, rows);
      await saveUndone(tx, site_id, import_id, context.permit.actor_id);
      const ids = tellList(
        'ids',
        rows.map((row) => row.subject_id),
      );
      const more = kind.tellUndone?.(rows) ?? nothing;
      return {
        subject: { type: 'import', id: import_id },
        facts: { of: it.kind, rows: rows.length, ...ids.facts, ...made.facts, ...more.facts },
        personal: { ...ids.personal, ...made.personal, ...more.personal },
        jobs: kind.jobs(site_id),
        result: await readImport(tx, site_id, import_id),
      };
    });
  } finally {
    needs.under_way.delete(import_id);
  }
}
