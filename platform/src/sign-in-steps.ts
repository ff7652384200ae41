// A sign-in under way: what one browser has proved so far, kept under the hash of a token only that browser holds.
import { type Kysely, sql } from 'kysely';
import { Failure } from './failure.ts';
import { hashToken, newToken } from './sign-in-vault.ts';

type Connection = Kysely<Record<string, never>>;

/** `passed`: the first proof was right, something is still missing. `passkey`, `register`, `provider`: a question put to a browser. */
export type StepKind = 'passed' | 'passkey' | 'register' | 'provider';
export type Step<T> = { kind: StepKind; person_id: string | null; data: T };

const lasts_s = 600;
const maxTries = 10;

/** Keeps a step for ten minutes; returns its token. */
export async function openStep(db: Connection, step: Step<unknown>): Promise<string> {
  const { token, hash } = newToken();
  await sql`delete from auth.step where expires_at < now()`.execute(db);
  await sql`insert into auth.step (hash, kind, person_id, data, expires_at) values
    (${hash}, ${step.kind}, ${step.person_id}, ${JSON.stringify(step.data)}::jsonb, now() + make_interval(secs => ${lasts_s}))`.execute(db);
  return token;
}

/** Reads a step and counts the try. Throws Failure('unauthenticated', 'step_over') when it is unknown, over or tried too often. */
export async function tryStep<T>(db: Connection, kind: StepKind, token: string | undefined): Promise<Step<T>> {
  if (token === undefined) throw stepOver();
  const found = await sql<Step<T> & { tries: number }>`
    update auth.step set tries = tries + 1 where hash = ${hashToken(token)} and kind = ${kind} and expires_at > now()
    returning kind, person_id, data, tries`.execute(db);
  const [step] = found.rows;
  if (step === undefined || step.tries > maxTries) throw stepOver();
  return step;
}

/** Takes a step away: it answers once. Throws as tryStep. */
export async function takeStep<T>(db: Connection, kind: StepKind, token: string | undefined): Promise<Step<T>> {
  if (token === undefined) throw stepOver();
  const taken = await sql<Step<T>>`
    delete from auth.step where hash = ${hashToken(token)} and kind = ${kind} and expires_at > now() returning kind, person_id, data`.execute(
    db,
  );
  const [step] = taken.rows;
  if (step === undefined) throw stepOver();
  return step;
}

/** Ends one step: what it was for is done. */
export async function endStep(db: Connection, token: string): Promise<void> {
  await sql`delete from auth.step where hash = ${hashToken(token)}`.execute(db);
}

/** Changes what a step knows. */
export async function changeStep(db: Connection, token: string, data: unknown): Promise<void> {
  await sql`update auth.step set data = ${JSON.stringify(data)}::jsonb where hash = ${hashToken(token)}`.execute(db);
}

export async function endSteps(db: Connection, person_id: string): Promise<void> {
  await sql`delete from auth.step where person_id = ${person_id}`.execute(db);
}

function stepOver(): Failure {
  return new Failure('unauthenticated', 'step_over');
}
