// The alarms about anchors: one entry and one notice when something begins, one entry when it is over.
import { Failure } from '@holdfast/platform/failure';
import type { LedgerLog } from '@holdfast/platform/ledger-store';
import type { Context } from '@holdfast/platform/route';
import { tell } from '@holdfast/notices/store';
import { permitAnchorAlarm, seeAnchors } from './access.ts';
import { clockDisagrees, policyMet, unmetSince, unwitnessedAlarmMs } from './rules.ts';
import type { AnchorAlarm } from './schema.ts';
import { type KeptAnchor, listAnchors, readPolicy } from './store.ts';
import { closeAlarm, firstAbove, latestCosignatures, listAlarms, openAlarm } from './store.state.ts';

type Code = AnchorAlarm['code'];
type Acting = Pick<Context, 'db' | 'act'>;
type About = { id: string; name: string };

/** A witness saw another history: it knows more than this ledger has (`older`), or what it saw is not in it (`differs`). */
export async function judgeHistory(context: Acting, log: LedgerLog, anchor: KeptAnchor, fault: string | null): Promise<void> {
  if (anchor.kind !== 'witness') return;
  const isOther = fault === 'older' || fault === 'differs';
  if (isOther) await raise(context, log, 'other_history', anchor, { found: fault });
  else if (fault === null) await settle(context, log, 'other_history', anchor);
}

/** Attack 12 of the design: this server's clock and the one outside disagree. */
export async function judgeClock(context: Acting, log: LedgerLog, anchor: KeptAnchor, outside: string, here: string): Promise<void> {
  const ahead_s = clockDisagrees(outside, here);
  if (ahead_s === null) await settle(context, log, 'clock_disagrees', anchor);
  else await raise(context, log, 'clock_disagrees', anchor, { ahead_s });
}

/** Whether enough witnesses cosigned within a day. */
export async function judgeWitnessing(context: Acting, log: LedgerLog, now: Date): Promise<void> {
  const witnesses = (await listAnchors(context.db)).filter(({ kind }) => kind === 'witness');
  const names = new Set(witnesses.map(({ settings }) => settings.key_name));
  const { threshold } = await readPolicy(context.db);
  const latest = (await latestCosignatures(context.db, log.id)).filter(({ witness }) => names.has(witness));
  const met = policyMet(latest, threshold);
  const since = unmetSince(await firstAbove(context.db, log.id, met?.size ?? 0), witnesses[0]?.added_at ?? null);
  const about = { id: log.id, name: '' };
  const isLate = since !== null && now.getTime() - Date.parse(since) > unwitnessedAlarmMs;
  if (isLate) await raise(context, log, 'not_witnessed', about, { needed: threshold, witnesses: witnesses.length });
  else await settle(context, log, 'not_witnessed', about);
}

const isOpen = async ({ db }: Acting, log: LedgerLog, code: Code, about: About): Promise<boolean> =>
  (await listAlarms(db, log.id)).some((it) => it.code === code && it.about === about.id);

async function raise(context: Acting, log: LedgerLog, code: Code, about: About, facts: Record<string, string | number>): Promise<void> {
  if (await isOpen(context, log, code, about)) return;
  const acting = context.act(permitAnchorAlarm(log.site_id), { site: log.site_id, kind: 'anchor.alarm_raised' }, async (tx) => {
    await openAlarm(tx, log.id, code, about.id);
    const opens = log.site_id === null ? '/' : 'ledger';
    const to = { sentence: seeAnchors, zone_ids: [] };
    await tell(tx, {
      kind: 'anchor_alarm',
      site_id: log.site_id,
      opens,
      params: { alarm: code, who: about.name === '' ? '' : ` (${about.name})` },
      to,
      fold: true,
    });
    return { subject: { type: 'log', id: log.id }, facts: { origin: log.origin, code, ...named(about), ...facts }, result: null };
  });
  await acting.catch(unlessHeld);
}

async function settle(context: Acting, log: LedgerLog, code: Code, about: About): Promise<void> {
  if (!(await isOpen(context, log, code, about))) return;
  const acting = context.act(permitAnchorAlarm(log.site_id), { site: log.site_id, kind: 'anchor.alarm_over' }, async (tx) => {
    await closeAlarm(tx, log.id, code, about.id);
    return { subject: { type: 'log', id: log.id }, facts: { origin: log.origin, code, ...named(about) }, result: null };
  });
  await acting.catch(unlessHeld);
}

// A restored copy takes no act until people have decided; the page shows what the witness said all the same, and the alarm comes after.
function unlessHeld(thrown: unknown): void {
  if (!(thrown instanceof Failure && thrown.code === 'restored_copy')) throw thrown;
}

const named = ({ name }: About): Record<string, string> => (name === '' ? {} : { name });
