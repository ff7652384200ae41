// The code that is the second word of a restore: made for paper or at the console, and judged when somebody enters it.
import { timingSafeEqual } from 'node:crypto';
import { Failure } from '@holdfast/platform/failure';
import { hashPaperCode, makePaperCode } from '@holdfast/platform/paper-code';
import type { Context, Database } from '@holdfast/platform/route';
import { tell } from '@holdfast/notices/store';
import { seeOwnBackups } from './access.ts';
import { type Proposal, whyNotCode } from './rules.ts';
import type { CodeKind } from './schema.ts';
import { type KeptCode, keepConsoleCode, keepPaperCode, takeCodeTry } from './store.code.ts';
import { listRestorers } from './store.ts';

const hashOf = (kind: CodeKind, code: string): Buffer => hashPaperCode(`restore ${kind}`, code);

/** Makes the code for paper. Who could restore, and the auditor, are told who made it. */
export function makeRestoreCode({ act, permit }: Pick<Context, 'act' | 'permit'>, kept_by: string): Promise<{ code: string }> {
  return act(permit, { site: null, kind: 'own_backup.code_made' }, async (tx) => {
    const code = makePaperCode();
    const { actor_id: made_by } = permit;
    const organisation_id = await keepPaperCode(tx, { hash: hashOf('paper', code), kept_by, made_by });
    const to = { sentence: seeOwnBackups, zone_ids: [], except: [made_by] };
    await tell(tx, { kind: 'restore_code_made', site_id: null, opens: '/own-backups', params: {}, to });
    return { subject: { type: 'organisation', id: organisation_id }, facts: {}, personal: { kept_by }, result: { code } };
  });
}

/** Makes the code of the console, for whoever may read the data folder. */
export async function makeConsoleCode(db: Database): Promise<string> {
  const code = makePaperCode();
  await keepConsoleCode(db, hashOf('console', code));
  return code;
}

/** Counts a try and judges. Throws forbidden: `restore_code_wrong` {tries_left}, `restore_code_none`, or why the right code does not count here. */
export async function judgeCode(db: Database, it: Proposal, code: string): Promise<KeptCode> {
  const kept = await takeCodeTry(db);
  const found = kept.find(({ kind, hash }) => timingSafeEqual(hash, hashOf(kind, code)));
  if (kept.length === 0) throw new Failure('forbidden', 'restore_code_none');
  if (found === undefined)
    throw new Failure('forbidden', 'restore_code_wrong', { tries_left: Math.max(...kept.map(({ tries_left }) => tries_left)) });
  const why = whyNotCode(it, found, await listRestorers(db));
  if (why !== null) throw new Failure('forbidden', why);
  return found;
}
