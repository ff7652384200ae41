// The look every hour: what was missed is noted, and who must know is told, before the day, on it and after it further up.
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import type { Context } from '@holdfast/platform/route';
import { permitWatch, recordRun } from './access.ts';
import { type Step, stepsToTell } from './rules.escalation.ts';
import type { ActivityAt, RunAt } from './rules.fold.ts';
import type { ActivityRow } from './schema.ts';
import {
  keepMissed,
  listActivities,
  listPlaces,
  newMissed,
  noteSteps,
  readStanding,
  readTold,
  settleAt,
  type Standing,
  whoHolds,
} from './store.ts';

type Parts = Pick<Context, 'db' | 'observe'>;
type Due = { it: ActivityAt; planned: string; day: string; tell: Step[]; note: string[] };
export type Watched = { missed: number; told: number };

/** Looks at every site and the organisation. Notes and tells each thing once, however often it is called. Returns what it did. */
export async function watchCadence(parts: Parts, now: Date): Promise<Watched> {
  const places = await listPlaces(parts.db);
  const told = await readTold(parts.db);
  const done: Watched = { missed: 0, told: 0 };
  for (const site_id of [null, ...places.map((it) => it.site_id)]) {
    const standing = await readStanding(parts.db, site_id, now, null);
    const here = standing.activities.filter((it) => it.site_id === site_id && it.ended_at === null);
    const missed = here.flatMap((it) => newlyMissed(standing, it));
    const due = here.flatMap((it) => dueSteps(standing, it, told));
    if (missed.length === 0 && due.length === 0) continue;
    // Whose an activity is can be asked at a site only; the organisation's are asked at the first.
    const at = site_id ?? places[0]?.site_id;
    const rows = at === undefined ? [] : await listActivities(parts.db, at, now);
    const told_here = await watchOne(parts, { site_id, at: at ?? null, missed, due, rows, now });
    done.missed += missed.length;
    done.told += told_here;
  }
  return done;
}

function newlyMissed(standing: Standing, it: ActivityAt): RunAt[] {
  const noted = new Set(standing.runs.filter((run) => run.kind === 'missed' && run.activity_id === it.id).map((run) => run.planned));
  return settleAt(standing, it)
    .missed.filter(({ planned }) => !noted.has(planned))
    .map((one) => newMissed(it.id, one));
}

function dueSteps(standing: Standing, it: ActivityAt, told: ReadonlyMap<string, ReadonlySet<string>>): Due[] {
  const { due } = settleAt(standing, it);
  if (due === null) return [];
  const steps = stepsToTell(it, due, told.get(`${it.id}/${due.planned}`) ?? new Set(), standing.now.getTime());
  return steps.note.length === 0 ? [] : [{ it, planned: due.planned, day: due.day, ...steps }];
}

type Work = { site_id: string | null; at: string | null; missed: RunAt[]; due: Due[]; rows: readonly ActivityRow[]; now: Date };

/** One entry of a place for all that was missed and told in this look. */
async function watchOne({ observe }: Parts, { site_id, at, missed, due, rows, now }: Work): Promise<number> {
  return observe(permitWatch(site_id), { site: site_id, kind: 'cadence.missed' }, async (tx) => {
    const runs = await keepMissed(tx, missed);
    for (const run of runs)
      await tellOne(
        tx,
        { site_id, at, row: rows.find((it) => it.id === run.activity_id), now },
        { kind: 'activity_missed', day: run.planned!, to: ['owner', 'accountable'] },
      );
    const steps: { activity_id: string; planned: string; step: string }[] = [];
    for (const it of due) {
      const fresh = await noteSteps(tx, it.it.id, it.planned, it.note, now);
      const row = rows.find((one) => one.id === it.it.id);
      for (const step of it.tell.filter((one) => fresh.includes(one.step))) {
        const kind = step.step === 'due' ? 'activity_due' : step.to === 'owner' ? 'activity_soon' : 'activity_overdue';
        await tellOne(tx, { site_id, at, row, now }, { kind, day: it.day, to: [step.to] });
      }
      steps.push(...fresh.map((step) => ({ activity_id: it.it.id, planned: it.planned, step })));
    }
    const kind = runs.length > 0 ? 'cadence.missed' : 'cadence.told';
    const subject = { type: site_id === null ? 'organisation' : 'site', id: site_id ?? 'organisation' };
    return {
      kind,
      subject,
      facts: { runs, steps, ids: [...new Set([...runs, ...steps].map((it) => it.activity_id))] },
      result: steps.length,
    };
  });
}

type About = { site_id: string | null; at: string | null; row: ActivityRow | undefined; now: Date };
type Message = { kind: 'activity_soon' | 'activity_due' | 'activity_overdue' | 'activity_missed'; day: string; to: readonly Step['to'][] };

async function tellOne(tx: Tx, { site_id, at, row, now }: About, { kind, day, to }: Message): Promise<void> {
  if (row === undefined) return;
  const found: string[] = [];
  for (const whom of to) {
    const holder = whom === 'owner' || whom === 'accountable' ? row.person_id : await whoHolds(tx, whom, site_id, now);
    if (holder !== null && !found.includes(holder)) found.push(holder);
  }
  const params = { title_en: row.title.en, title_de: row.title.de, day };
  // Where nobody is named, everybody who may do it is told: silence would be worse.
  const recipients = found.length > 0 ? { person_ids: found } : { sentence: recordRun, zone_ids: [] };
  await tell(tx, { kind, site_id: at, opens: `activities/${row.id}`, params, to: recipients });
}
