// Reading over the epochs of a place's log as one, the newest first: after a restore the history goes on behind the cut.
import { atOneMoment } from '@holdfast/platform/database';
import { Failure } from '@holdfast/platform/failure';
import type { LedgerLog } from '@holdfast/platform/ledger-store';
import type { Database } from '@holdfast/platform/route';
import type { z } from 'zod';
import type { changes, Entry, EntryDetail, entryChoices, entryQuery } from './schema.ts';
import { listEntries, readChoices } from './store.entries.ts';
import { readChanges, readEntry } from './store.ts';

type Logs = readonly LedgerLog[];

/** A page of the entries of all epochs, at one moment: what is sealed meanwhile is neither counted twice nor missed. `logs`: the newest first. */
export function listAcross(db: Database, logs: Logs, query: z.output<typeof entryQuery>): Promise<{ rows: Entry[]; total: number }> {
  return atOneMoment(db, async (then) => {
    const rows: Entry[] = [];
    let [total, offset] = [0, query.offset];
    for (const { id, epoch } of logs) {
      const part = await listEntries(then, id, { ...query, offset, limit: query.limit - rows.length });
      rows.push(...part.rows.map((row) => ({ ...row, epoch })));
      total += part.total;
      offset = Math.max(0, offset - part.total);
    }
    return { rows, total };
  });
}

/** One entry and the epoch it stands in. Throws not_found. */
export async function readAcross(
  db: Database,
  logs: Logs,
  entry_id: string,
): Promise<{ log: LedgerLog; entry: Omit<EntryDetail, 'proof'> }> {
  for (const log of logs) {
    const entry = await readEntry(db, log.id, entry_id).catch(unlessMissing);
    if (entry !== null) return { log, entry: { ...entry, epoch: log.epoch } };
  }
  throw new Failure('not_found', 'entry_not_found');
}

function unlessMissing(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.kind === 'not_found') return null;
  throw thrown;
}

type Changes = z.output<typeof changes>['kinds'];

export async function changesAcross(db: Database, logs: Logs, since: string): Promise<Changes> {
  const found = (await Promise.all(logs.map(({ id }) => readChanges(db, id, since)))).flat();
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  const merged = [...byKind].map(([kind, parts]) => ({
    kind,
    count: parts.reduce((sum, { count }) => sum + count, 0),
    latest: parts
      .map(({ latest }) => latest)
      .toSorted()
      .at(-1)!,
  }));
  return merged.toSorted((a, b) => b.latest.localeCompare(a.latest));
}

export async function choicesAcross(db: Database, logs: Logs): Promise<z.output<typeof entryChoices>> {
  const found = await Promise.all(logs.map(({ id }) => readChoices(db, id)));
  const actors = new Map(found.flatMap((it) => it.actors.map((actor) => [actor.id, actor] as const)));
  return {
    kinds: [...new Set(found.flatMap(({ kinds }) => kinds))].toSorted(),
    subject_types: [...new Set(found.flatMap(({ subject_types }) => subject_types))].toSorted(),
    actors: [...actors.values()],
  };
}
