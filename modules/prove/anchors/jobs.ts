// Keeping anchors up to date: every few seconds whatever is due is sent, the newest checkpoint wins, and what failed is tried again later.
import type { LedgerLog } from '@holdfast/platform/ledger-store';
import { readLogs } from '@holdfast/platform/ledger-store';
import type { Log } from '@holdfast/platform/log';
import { OutboundFault } from '@holdfast/platform/outbound';
import type { Context } from '@holdfast/platform/route';
import { judgeClock, judgeHistory, judgeWitnessing } from './alarm.ts';
import { pauseMs, presentLogs } from './rules.ts';
import type { AnchorKind } from './schema.ts';
import { AnchorFault, type Arrived, type Send, type SendParts } from './send.ts';
import { sendToAuthority } from './send.stamp.ts';
import { sendToCollector } from './send.syslog.ts';
import { sendToWitness } from './send.witness.ts';
import { copyToBucket } from './send.worm.ts';
import { type KeptAnchor, listAnchors } from './store.ts';
import { type Due, listDue, noteTry, readDue } from './store.state.ts';

export type AnchoringParts = SendParts & { context: Pick<Context, 'db' | 'act'>; log: Log };

export type Anchoring = {
  /** Sends what is due now and judges every log; returns when all that is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

const ways: Record<AnchorKind, Send> = { witness: sendToWitness, time_stamp: sendToAuthority, syslog: sendToCollector, worm: copyToBucket };

/** Starts looking every `intervalMs`. A fault of one anchor holds up no other. */
export function startAnchoring(parts: AnchoringParts, intervalMs = 5000): Anchoring {
  let [line, isStopping]: [Promise<void>, boolean] = [Promise.resolve(), false];
  const look = (): Promise<void> => {
    line = line.then(async () => {
      if (isStopping) return;
      await lookOnce(parts).catch((error: unknown) => parts.log.warn('could not look after the anchors', { error }));
    });
    return line;
  };
  let timer: NodeJS.Timeout | undefined;
  const round = (): void => {
    timer = setTimeout(() => void look().finally(() => (isStopping ? undefined : round())), intervalMs);
    timer.unref();
  };
  round();
  const stop = async (): Promise<void> => {
    isStopping = true;
    clearTimeout(timer);
    await line;
  };
  return { look, stop };
}

async function lookOnce(parts: AnchoringParts): Promise<void> {
  const anchors = new Map((await listAnchors(parts.db)).map((it) => [it.id, it]));
  const logs = new Map(presentLogs(await readLogs(parts.client)).map((it) => [it.id, it]));
  if (anchors.size === 0) return;
  const due = await listDue(parts.db, parts.now());
  const byAnchor = Map.groupBy(due, ({ anchor_id }) => anchor_id);
  // One request a time to each of them.
  const sendAll = async ([anchor_id, own]: [string, Due[]]): Promise<void> => {
    for (const it of own) await sendOne(parts, anchors.get(anchor_id)!, logs.get(it.log_id)!, it);
  };
  await Promise.all([...byAnchor].map(sendAll));
  for (const log of logs.values()) await judgeWitnessing(parts.context, log, parts.now());
}

/** How one try went, noted. */
export type Outcome = { size: number | null; fault: string | null; status: number | null };

/** Tries one anchor for one log now, notes how it went and tells of what alarms. */
export async function sendOne(parts: AnchoringParts, anchor: KeptAnchor, log: LedgerLog, due: Due): Promise<Outcome> {
  const outcome = await attempt(parts, anchor, log, due);
  const attempts = outcome.fault === null ? 0 : due.attempts + 1;
  const next_at = new Date(parts.now().getTime() + (attempts === 0 ? 0 : pauseMs(attempts)));
  const detail = { ...outcome.arrived?.detail, ...(outcome.arrived === null ? {} : { at: outcome.arrived.at }) };
  const { size, fault, status } = outcome;
  await noteTry(parts.db, { anchor_id: anchor.id, log_id: log.id, size, attempts, next_at, fault, status, detail });
  await judgeHistory(parts.context, log, anchor, fault);
  if (outcome.arrived?.at) await judgeClock(parts.context, log, anchor, outcome.arrived.at, outcome.arrived.received_at);
  return { size, fault, status };
}

/** As `sendOne`, for whoever wants to see it at once. */
export async function tryNow(parts: AnchoringParts, anchor: KeptAnchor): Promise<(Outcome & { origin: string })[]> {
  const results: (Outcome & { origin: string })[] = [];
  for (const log of presentLogs(await readLogs(parts.client))) {
    const outcome = await sendOne(parts, anchor, log, await readDue(parts.db, anchor.id, log.id));
    if (outcome.fault !== 'no_checkpoint') results.push({ origin: log.origin, ...outcome });
  }
  return results;
}

async function attempt(
  parts: AnchoringParts,
  anchor: KeptAnchor,
  log: LedgerLog,
  due: Due,
): Promise<Outcome & { arrived: Arrived | null }> {
  try {
    const arrived = await ways[anchor.kind](parts, anchor, log, due);
    return { arrived, size: arrived.size, fault: null, status: null };
  } catch (thrown) {
    if (thrown instanceof AnchorFault || thrown instanceof OutboundFault)
      return { arrived: null, size: null, fault: thrown.code, status: thrown.status };
    parts.log.error('an anchor failed', { anchor: anchor.id, error: thrown });
    return { arrived: null, size: null, fault: 'failed', status: null };
  }
}
