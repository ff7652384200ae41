// Compares each log with what the signer signed last: at start, every minute, and after a refusal. An older database is noticed before it grows.
import { encodeBase64 } from '@holdfast/core-ledger';
import type { Pool } from 'pg';
import { laterEpoch } from './epoch.ts';
import { latestCheckpoint, type LedgerLog, readOpenLogs, readProgress } from './ledger-store.ts';
import type { Log } from './log.ts';
import { rootAt } from './sealing.ts';
import type { SignerClient } from './signer-client.ts';
import { type RefusalCode, SignerDown, SignerRefused } from './signer-key.ts';
import type { SignerFacts } from './signer-protocol.ts';

/** Of one log: `size` and `signed_size` as they are now. `down` has the signer's own word for why. */
export type SignerVerdict =
  | { is: 'ok'; signed_size: number }
  | { is: 'refuses'; code: RefusalCode; size: number; signed_size: number }
  | { is: 'down'; code: string; message: string; since: string };

export type SignerWatch = {
  /** What was found last; undefined before the first look. */
  verdictOf(log_id: string): SignerVerdict | undefined;
  facts(): SignerFacts | null;
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

export type WatchOptions = {
  pool: Pool;
  client: SignerClient;
  log: Log;
  /** Called after each look for each log, also when nothing changed: whoever tells people tells them once. */
  onVerdict: (log: LedgerLog, verdict: SignerVerdict) => Promise<void>;
  /** Called after each look, before anybody is told, with what it found of every open log. */
  onLook?: (verdicts: readonly SignerVerdict[]) => void;
  intervalMs?: number;
};

/** Starts watching; the first look is under way when it returns. A signer that is down is tried again every two seconds. */
export function startSignerWatch({ pool, client, log, onVerdict, onLook, intervalMs = 60_000 }: WatchOptions): SignerWatch {
  const verdicts = new Map<string, SignerVerdict>();
  const seen = { facts: null as SignerFacts | null, downSince: null as string | null, stopping: false };
  let timer: NodeJS.Timeout | undefined;
  let line: Promise<void> = Promise.resolve();
  const lookOnce = async (): Promise<void> => {
    const asked = await askFacts(client);
    seen.facts = 'uid' in asked ? asked : seen.facts;
    seen.downSince = 'down' in asked ? (seen.downSince ?? new Date().toISOString()) : null;
    const judged: [LedgerLog, SignerVerdict][] = [];
    for (const one of await readOpenLogs(pool)) {
      const verdict =
        'down' in asked ? { is: 'down' as const, ...asked.down, since: seen.downSince! } : await judge(pool, client, one, asked);
      verdicts.set(one.id, verdict);
      judged.push([one, verdict]);
    }
    onLook?.(judged.map(([, verdict]) => verdict));
    for (const [one, verdict] of judged) await onVerdict(one, verdict);
  };
  const look = (): Promise<void> => {
    line = line.then(async () => {
      if (seen.stopping) return;
      await lookOnce().catch((error: unknown) => log.warn('the signer could not be compared with the logs', { error }));
    });
    return line;
  };
  const round = (): void => {
    void look().then(() => {
      if (!seen.stopping) timer = setTimeout(round, seen.downSince === null ? intervalMs : Math.min(intervalMs, 2000));
      timer?.unref();
    });
  };
  round();
  const stop = async (): Promise<void> => {
    seen.stopping = true;
    clearTimeout(timer);
    await line;
  };
  return { verdictOf: (log_id) => verdicts.get(log_id), facts: () => seen.facts, look, stop };
}

type Asked = SignerFacts | { down: { code: string; message: string } } | { refused: SignerRefused };

async function askFacts(client: SignerClient): Promise<Asked> {
  try {
    return await client.facts();
  } catch (thrown) {
    if (thrown instanceof SignerRefused) return { refused: thrown };
    if (thrown instanceof SignerDown) return { down: { code: thrown.code, message: thrown.message } };
    throw thrown;
  }
}

async function judge(pool: Pool, client: SignerClient, log: LedgerLog, asked: Exclude<Asked, { down: unknown }>): Promise<SignerVerdict> {
  const { size } = await readProgress(pool, log.id);
  const refuses = (code: RefusalCode, signed_size: number): SignerVerdict => ({ is: 'refuses', code, size, signed_size });
  if ('refused' in asked) return refuses(asked.refused.code, asked.refused.signed_size);
  const later = laterEpoch(asked.heads, log.origin);
  // A copy from before a restore: its epoch has ended.
  if (later !== undefined) return refuses('older', later.size);
  const head = asked.heads.find(({ origin }) => origin === log.origin);
  const latest = await latestCheckpoint(pool, log.id);
  if (head === undefined) {
    if (latest === null) return { is: 'ok', signed_size: 0 };
    if (await client.adopt(log.origin, latest.note)) return { is: 'ok', signed_size: latest.size };
    // It may have signed the log's first checkpoint since it was asked what it knows.
    const again = await client.facts();
    return again.heads.some(({ origin }) => origin === log.origin) ? judge(pool, client, log, again) : refuses('other_key', 0);
  }
  if (size < head.size) return refuses('older', head.size);
  const root = await rootAt(pool, log.id, head.size).then(encodeBase64, missingAsNull);
  return root === head.root ? { is: 'ok', signed_size: head.size } : refuses('differs', head.size);
}

// A subtree that is not stored is not what was signed.
function missingAsNull(thrown: unknown): null {
  if (thrown instanceof RangeError) return null;
  throw thrown;
}
