// What a restored copy lacks, log by log, and the next epochs in which it goes on: each begins with an entry that holds what was signed of the former.
import { encodeBase64, openCheckpoint, parseNote } from '@holdfast/core-ledger';
import type { Pool } from 'pg';
import { laterEpoch, originOf, readOrigin } from './epoch.ts';
import { Failure } from './failure.ts';
import { nodeCrypto } from './ledger-crypto.ts';
import { type LedgerClient, type LedgerLog, latestCheckpoint, openEpoch, readOpenLogs, readProgress } from './ledger-store.ts';
import { rootAt } from './sealing.ts';
import type { SignerClient } from './signer-client.ts';
import { SignerRefused } from './signer-key.ts';
import type { SignedHead } from './signer-protocol.ts';
import { newUuidV7 } from './uuid.ts';

/** The last that is known of a log: as the signer remembers it, or a checkpoint somebody kept. Roots are base64. */
export type KnownHead = SignedHead & { source: 'signer' | 'kept' };
/** An epoch to begin. `lost`: entries that were signed and are not here; `since`: when the last checkpoint that is here was signed. */
export type NextEpoch = {
  former: LedgerLog;
  log: LedgerLog;
  here: SignedHead;
  known: KnownHead | null;
  lost: number;
  since: string | null;
};
export type EpochPlan = { epochs: NextEpoch[]; /** Logs the signer knows and this copy does not. */ gone: SignedHead[] };

type PlanParts = { pool: Pool; client: SignerClient; /** A signed checkpoint from outside, null for none. */ kept: string | null };

/**
 * Plans the next epoch of every log; everything must be sealed. Throws Failure `kept_checkpoint_wrong` for a note that no key of these logs
 * signed, SignerDown when the signer cannot be asked.
 */
export async function planEpochs({ pool, client, kept }: PlanParts): Promise<EpochPlan> {
  const heads = await headsOf(client);
  const logs = await readOpenLogs(pool);
  const outside = kept === null ? null : readKept(kept, client, logs);
  const epochs: NextEpoch[] = [];
  for (const former of logs) epochs.push(await planOne(pool, former, heads, outside));
  const bases = new Set(logs.map(({ origin }) => readOrigin(origin)?.base));
  return { epochs, gone: heads.filter(({ origin }) => !bases.has(readOrigin(origin)?.base)) };
}

/** A signer in place of one that was lost remembers nothing of these logs. */
async function headsOf(client: SignerClient): Promise<SignedHead[]> {
  try {
    return (await client.facts()).heads;
  } catch (thrown) {
    if (thrown instanceof SignerRefused && thrown.code === 'other_key') return [];
    throw thrown;
  }
}

async function planOne(pool: Pool, former: LedgerLog, heads: readonly SignedHead[], outside: KnownHead | null): Promise<NextEpoch> {
  const { size } = await readProgress(pool, former.id);
  const here = { origin: former.origin, size, root: encodeBase64(await rootAt(pool, former.id, size)) };
  const later = laterEpoch(heads, former.origin);
  const signed = later ?? heads.find(({ origin }) => origin === former.origin);
  const remembered: KnownHead | null = signed === undefined ? null : { ...signed, source: 'signer' };
  const isNewer = outside !== null && outside.origin === former.origin && later === undefined && outside.size > (remembered?.size ?? 0);
  const known = isNewer ? outside : remembered;
  const epoch = Math.max(former.epoch, later === undefined ? 0 : (readOrigin(later.origin)?.epoch ?? 0)) + 1;
  const log = { id: newUuidV7(), site_id: former.site_id, origin: originOf(former.origin, epoch), epoch };
  const latest = await latestCheckpoint(pool, former.id);
  // Of a later epoch all is missing, and how much of this one nobody here can tell.
  const lost = known === null ? 0 : known.origin === former.origin ? Math.max(0, known.size - size) : known.size;
  return { former, log, here, known, lost, since: latest?.published_at ?? null };
}

function readKept(text: string, client: SignerClient, logs: readonly LedgerLog[]): KnownHead {
  const note = `${text.trim()}\n`;
  const parsed = parseNote(note);
  const origin = parsed.ok ? parsed.value.text.split('\n')[0]! : '';
  const opened = logs.some((log) => log.origin === origin) ? openCheckpoint(note, origin, client.keys(origin), nodeCrypto) : null;
  if (opened === null || !opened.ok) throw new Failure('bad_input', 'kept_checkpoint_wrong');
  return { origin, size: opened.value.size, root: encodeBase64(opened.value.root), source: 'kept' };
}

/** What the second word was: another person's session, or a code; then who made it (null: at the console) and when. */
export type SecondWord = { is: 'person' } | { is: 'paper' | 'console'; code_made_by: string | null; code_made_at: string };
/** Who decided, and what their acts are told as. */
export type Decided = { reason: string; asked_by: string; approved_by: string; second: SecondWord; at: string; via: string };

/** Opens one planned epoch with its first entry, inside the caller's transaction. */
export async function beginEpoch(client: LedgerClient, it: NextEpoch, gone: readonly SignedHead[], by: Decided): Promise<void> {
  const { reason, asked_by, approved_by, at, via } = by;
  const { is: second_word, ...code } = by.second;
  const { former, log, here, known, lost, since } = it;
  const facts = {
    former: here,
    known,
    lost,
    since,
    asked_by,
    approved_by,
    second_word,
    ...code,
    ...(former.site_id === null ? { gone: [...gone] } : {}),
  };
  const id = newUuidV7(Date.parse(at));
  const subject = { type: 'log', id: log.id, version: null };
  const entry = { id, kind: 'ledger.restored', at, site: log.site_id, actor: approved_by, via, subject, facts };
  await openEpoch(client, former.id, log, { entry, personal: { reason } });
}
