// All SQL of questions.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { nextNumber } from '@holdfast/platform/running-number';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { NewQuestion, Question, QuestionRemark, questionQuery, QuestionState } from './schema.ts';

const from = sql`holdfast.question q join holdfast.person p on p.id = q.asked_by`;
const columns = sql`q.id, q.number, q.text, q.about, q.about_title, q.state, q.asked_by, p.name as asked_by_name, q.asked_at, q.settled_at,
  coalesce((select jsonb_agg(jsonb_build_object('n', r.n, 'kind', r.kind, 'text', r.text, 'said_by', r.said_by, 'said_by_name', s.name,
      'said_at', to_char(r.said_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by r.n)
    from holdfast.question_remark r join holdfast.person s on s.id = r.said_by where r.site_id = q.site_id and r.question_id = q.id), '[]') as remarks`;
const sortable = { id: 'q.id', number: 'q.number', state: 'q.state', asked_by: 'p.name', asked_at: 'q.asked_at' };

export async function listQuestions(
  db: Database,
  site_id: string,
  query: z.output<typeof questionQuery>,
): Promise<{ rows: Question[]; total: number }> {
  const where = every([
    sql`q.site_id = ${site_id}`,
    contains(`concat_ws(' ', 'Q-' || q.number, q.text, q.about_title, p.name)`, query.search),
    isOneOf('q.state', query.state),
    isOneOf('q.asked_by', query.asked_by),
  ]);
  const found = await findPage(db, { id: 'q.id', from, where, order: orderBy(query, sortable, '-number') }, query);
  const rows = await sql<Question>`select ${columns} from ${from} where q.site_id = ${site_id} and ${isAmong('q.id', found.ids)}`.execute(
    db,
  );
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

export async function readQuestion(db: Database | Tx, site_id: string, question_id: string): Promise<Question> {
  const [row] = (await sql<Question>`select ${columns} from ${from} where q.site_id = ${site_id} and q.id = ${question_id}`.execute(db))
    .rows;
  if (!row) throw new Failure('not_found', 'question_not_found');
  return row;
}

/** As `readQuestion`, and nobody else speaks on it before this transaction ends. Throws conflict for a settled one. */
export async function lockOpen(tx: Tx, site_id: string, question_id: string): Promise<Question> {
  await sql`select 1 from holdfast.question where site_id = ${site_id} and id = ${question_id} for update`.execute(tx);
  const it = await readQuestion(tx, site_id, question_id);
  if (it.state === 'settled') throw new Failure('conflict', 'question_settled');
  return it;
}

export async function addQuestion(tx: Tx, site_id: string, person_id: string, it: NewQuestion): Promise<Question> {
  const number = await nextNumber(tx, 'holdfast.question', site_id);
  const added = await sql<{ id: string }>`insert into holdfast.question (site_id, number, text, about, about_title, state, asked_by)
    values (${site_id}, ${number}, ${it.text}, ${it.about}, ${it.about_title}, 'open', ${person_id}) returning id`.execute(tx);
  return readQuestion(tx, site_id, added.rows[0]!.id);
}

/** Adds an answer or a further question, and says who it waits for now. */
export async function addRemark(
  tx: Tx,
  site_id: string,
  question_id: string,
  it: Pick<QuestionRemark, 'kind' | 'text' | 'said_by'>,
): Promise<Question> {
  const state: QuestionState = it.kind === 'answer' ? 'answered' : 'open';
  await sql`insert into holdfast.question_remark (site_id, question_id, n, kind, text, said_by)
    select ${site_id}, ${question_id}, coalesce(max(n), 0) + 1, ${it.kind}, ${it.text}, ${it.said_by}
    from holdfast.question_remark where site_id = ${site_id} and question_id = ${question_id}`.execute(tx);
  await sql`update holdfast.question set state = ${state} where site_id = ${site_id} and id = ${question_id}`.execute(tx);
  return readQuestion(tx, site_id, question_id);
}

export async function settleQuestion(tx: Tx, site_id: string, question_id: string, person_id: string): Promise<Question> {
  await sql`update holdfast.question set state = 'settled', settled_by = ${person_id}, settled_at = now()
    where site_id = ${site_id} and id = ${question_id}`.execute(tx);
  return readQuestion(tx, site_id, question_id);
}
