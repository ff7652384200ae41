// All SQL of how IT and OT work together: the four questions with one name each, the way up, and whether the people on it could be reached.
import type { Tx } from '@holdfast/platform/act';
import { requireUnchanged } from '@holdfast/platform/changed-meanwhile';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { z } from 'zod';
import { question as questionName, type coordination, type newAnswer, type newSteps, type TestCall } from './schema.duties.ts';
import type { CoordinationAt } from './rules.past.ts';
import type { RoleId } from './schema.roles.data.ts';
import { readPeople } from './store.people.ts';
import { coordinationAt } from './store.past.ts';
import { roleHolder, roleHolders } from './store.responsible.ts';

type Question = z.infer<typeof questionName>;
type Answer = { question: Question; person_id: string; set_at: string };
type Step = { position: number; role: RoleId | null; person_id: string | null; wait_minutes: number };

const listAnswers = async (db: Database | Tx, site_id: string): Promise<Answer[]> =>
  (await sql<Answer>`select question, person_id, set_at from holdfast.coordination_answer where site_id = ${site_id}`.execute(db)).rows;
const listSteps = async (db: Database | Tx, site_id: string): Promise<Step[]> =>
  (
    await sql<Step>`select position, role, person_id, wait_minutes from holdfast.escalation_step where site_id = ${site_id} order by position`.execute(
      db,
    )
  ).rows;

/** Steps with who stands behind each now: a role's holder, or the person named. */
async function namedSteps(db: Database | Tx, site_id: string, now: Date): Promise<(Step & { called_id: string | null })[]> {
  const steps = await listSteps(db, site_id);
  const named = [];
  for (const it of steps)
    named.push({
      ...it,
      called_id: it.person_id ?? (it.role === null ? null : (await roleHolder(db, it.role, site_id, null, now)).person_id),
    });
  return named;
}

/** All of it, unanswered questions included. */
export async function readCoordination(db: Database | Tx, site_id: string, now: Date): Promise<z.input<typeof coordination>> {
  const [answers, steps, last_test] = [await listAnswers(db, site_id), await namedSteps(db, site_id, now), await readLastTest(db, site_id)];
  const people = await readPeople(db, [...answers.map((it) => it.person_id), ...steps.map((it) => it.called_id)]);
  return {
    answers: questionName.options.map((question) => {
      const said = answers.find((it) => it.question === question);
      const person = said === undefined ? undefined : people.get(said.person_id);
      return {
        question,
        person_id: person?.id ?? null,
        person_name: person?.name ?? null,
        reach: person?.reach ?? null,
        set_at: said?.set_at ?? null,
      };
    }),
    steps: steps.map(({ called_id, ...it }) => {
      const person = called_id === null ? undefined : people.get(called_id);
      return { ...it, person_id: called_id, person_name: person?.name ?? null, reach: person?.reach ?? null };
    }),
    last_test,
  };
}

/** As it was at a moment, from the facts: who held each role of the way up then; how somebody is reached is known for today only. */
export async function readCoordinationThen(db: Database, site_id: string, at: Date): Promise<z.input<typeof coordination>> {
  const { answers, steps, last_test } = await coordinationAt(db, site_id, at);
  const holders = await roleHolders(
    db,
    steps.flatMap((it) => it.role ?? []),
    { site_id, at, as_of: at },
  );
  const called = steps.map((it) => ({
    ...it,
    person_id: it.person_id ?? (it.role === null ? null : (holders.get(it.role)?.person_id ?? null)),
  }));
  const calls = last_test?.calls ?? [];
  const people = await readPeople(db, [
    ...[...answers.values()].map((it) => it.person_id),
    ...called.map((it) => it.person_id),
    ...calls.map((it) => it.person_id),
    last_test?.started_by ?? null,
  ]);
  const nameOf = (id: string | null): string | null => (id === null ? null : (people.get(id)?.name ?? null));
  return {
    answers: questionName.options.map((question) => {
      const { person_id = null, set_at = null } = answers.get(question) ?? {};
      return { question, person_id, person_name: nameOf(person_id), reach: null, set_at };
    }),
    steps: called.map((it) => ({ ...it, person_name: nameOf(it.person_id), reach: null })),
    last_test: last_test === null ? null : wordTest(last_test, nameOf),
  };
}

function wordTest({ started_by, ...it }: NonNullable<CoordinationAt['last_test']>, nameOf: (id: string | null) => string | null): TestCall {
  const calls = it.calls.map((call) => ({ ...call, person_name: nameOf(call.person_id) }));
  return { ...it, started_by_name: nameOf(started_by) ?? '', calls };
}

export async function keepAnswer(
  tx: Tx,
  site_id: string,
  question: Question,
  { person_id, before }: z.output<typeof newAnswer>,
  by: string,
): Promise<void> {
  await lockCoordination(tx, site_id);
  const kept = (await listAnswers(tx, site_id)).find((it) => it.question === question);
  requireUnchanged(before, { person_id: kept?.person_id ?? null });
  const there = await sql`select 1 from holdfast.person where id = ${person_id} and active`.execute(tx);
  if (there.rows.length === 0) throw new Failure('not_found', 'person_not_found');
  await sql`insert into holdfast.coordination_answer (site_id, question, person_id, set_by) values (${site_id}, ${question}, ${person_id}, ${by})
    on conflict (site_id, question) do update set person_id = excluded.person_id, set_by = excluded.set_by, set_at = now()`.execute(tx);
}

const lockCoordination = (tx: Tx, site_id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`coordination:${site_id}`}, 0))`.execute(tx);

/** Replaces the way up by these steps, in their order. */
export async function keepSteps(tx: Tx, site_id: string, { steps, before }: z.output<typeof newSteps>): Promise<void> {
  await lockCoordination(tx, site_id);
  requireUnchanged(before, { steps: (await listSteps(tx, site_id)).map(({ position: _position, ...it }) => it) });
  const ids = [...new Set(steps.flatMap((it) => it.person_id ?? []))];
  const there = await sql`select 1 from holdfast.person where id = any(${ids}::uuid[]) and active`.execute(tx);
  if (there.rows.length !== ids.length) throw new Failure('not_found', 'person_not_found');
  await sql`delete from holdfast.escalation_step where site_id = ${site_id}`.execute(tx);
  for (const [at, { role, person_id, wait_minutes }] of steps.entries())
    await sql`insert into holdfast.escalation_step (site_id, position, role, person_id, wait_minutes) values (${site_id}, ${at + 1}, ${role}, ${person_id}::uuid, ${wait_minutes})`.execute(
      tx,
    );
}

const calls = sql`select c.position, c.person_id, p.name as person_name, c.wait_minutes, c.outcome, c.answered_at from holdfast.escalation_call c
  left join holdfast.person p on p.id = c.person_id`;

async function readLastTest(db: Database | Tx, site_id: string): Promise<TestCall | null> {
  const [last] = (
    await sql<{
      id: string;
    }>`select id from holdfast.escalation_test where site_id = ${site_id} order by started_at desc, id desc limit 1`.execute(db)
  ).rows;
  return last === undefined ? null : readTest(db, site_id, last.id);
}

/** One test call with all its calls. Throws not_found. */
export async function readTest(db: Database | Tx, site_id: string, test_id: string): Promise<TestCall> {
  const [row] = (
    await sql<
      Omit<TestCall, 'calls'>
    >`select t.id, t.started_at, coalesce(p.name, '') as started_by_name, t.ended_at from holdfast.escalation_test t
      left join holdfast.person p on p.id = t.started_by where t.site_id = ${site_id} and t.id = ${test_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'test_not_found');
  const made = await sql<
    TestCall['calls'][number]
  >`${calls} where c.site_id = ${site_id} and c.test_id = ${test_id} order by c.position`.execute(db);
  return { ...row, calls: made.rows };
}

/** Begins a test call of the way up as it stands now. A step nobody stands behind has failed already. Throws conflict without steps or while one runs. */
export async function startTest(tx: Tx, site_id: string, by: string, now: Date): Promise<TestCall> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`escalation:${site_id}`}, 0))`.execute(tx);
  const steps = await namedSteps(tx, site_id, now);
  if (steps.length === 0) throw new Failure('conflict', 'no_escalation_path');
  const running = await sql`select 1 from holdfast.escalation_test where site_id = ${site_id} and ended_at is null`.execute(tx);
  if (running.rows.length > 0) throw new Failure('conflict', 'test_runs');
  const [made] = (
    await sql<{
      id: string;
    }>`insert into holdfast.escalation_test (site_id, started_by, started_at) values (${site_id}, ${by}, ${now.toISOString()}) returning id`.execute(
      tx,
    )
  ).rows;
  for (const { position, called_id, wait_minutes } of steps)
    await sql`insert into holdfast.escalation_call (site_id, test_id, position, person_id, wait_minutes, outcome)
      values (${site_id}, ${made!.id}, ${position}, ${called_id}::uuid, ${wait_minutes}, ${called_id === null ? 'nobody' : 'open'})`.execute(
      tx,
    );
  return readTest(tx, site_id, made!.id);
}

/** Notes how one call went; the last one ends the test. Throws conflict when it was noted before. */
export async function noteCall(
  tx: Tx,
  site_id: string,
  test_id: string,
  it: { position: number; outcome: 'reached' | 'not_reached'; by: string; now: Date },
): Promise<TestCall> {
  const now = it.now.toISOString();
  const noted = await sql`update holdfast.escalation_call set outcome = ${it.outcome}, answered_at = ${now}, noted_by = ${it.by}
    where site_id = ${site_id} and test_id = ${test_id} and position = ${it.position} and outcome = 'open' returning 1`.execute(tx);
  const test = await readTest(tx, site_id, test_id);
  if (noted.rows.length === 0) throw new Failure('conflict', 'call_noted');
  if (test.calls.some((call) => call.outcome === 'open')) return test;
  await sql`update holdfast.escalation_test set ended_at = ${now} where site_id = ${site_id} and id = ${test_id}`.execute(tx);
  return readTest(tx, site_id, test_id);
}
