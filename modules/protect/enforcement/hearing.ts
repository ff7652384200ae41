// What an enforcer says, taken in: the report, the list that follows from it, and each event as an entry of the ledger.
import type { Tx } from '@holdfast/platform/act';
import type { PolicyKeys } from '@holdfast/platform/policy-key';
import type { Context } from '@holdfast/platform/route';
import type { NoticeKind } from '@holdfast/notices/schema';
import { tell } from '@holdfast/notices/store';
import { confirmLists, permitHearing, permitOrders, seeEnforcers } from './access.ts';
import type { Doorbell } from './doorbell.ts';
import type { EnforcerReport } from './schema.ts';
import type { ByCode } from './store.ts';
import { confirmNow } from './store.policies.ts';
import { allTrust, followList, type Following, noteReport, noteSilence, readTried, type Tried } from './store.reports.ts';

export type EnforcementNeeds = { keys: PolicyKeys; doorbell: Doorbell };
export type Parts = Pick<Context, 'db' | 'act' | 'observe'> & EnforcementNeeds;

type Event = EnforcerReport['events'][number];
/** Events taken in one report; the others come again with the next. */
const eventsAtOnce = 50;
/** Of these somebody should know at once. */
const alarms: Partial<Record<Event['kind'], NoticeKind>> = {
  rolled_back: 'enforcer_rolled_back',
  refused: 'enforcer_refuses',
  failed: 'enforcer_refuses',
  differed: 'enforcer_differs',
  isolated_here: 'enforcer_set_here',
  released_here: 'enforcer_set_here',
};

/** Takes a report in. Returns the ids of the events that were heard. */
export async function hearReport(parts: Parts, it: ByCode, report: EnforcerReport, now: Date): Promise<string[]> {
  const { was_silent } = await noteReport(parts.db, it.site_id, it.id, report);
  if (was_silent) await hearAgain(parts, it, report);
  const heard = report.events.slice(0, eventsAtOnce);
  for (const event of heard) await keepEvent(parts, it, event);
  const tried = await readTried(parts.db, it.site_id, it.id);
  if (tried !== null) await follow(parts, it, tried, report, now);
  await dropFormerKey(parts, it.site_id, now);
  return heard.map(({ id }) => id);
}

async function keepEvent({ observe }: Parts, it: ByCode, event: Event): Promise<void> {
  const { by, reason, ...facts } = event.facts;
  const personal = { ...(typeof by === 'string' ? { by } : {}), ...(typeof reason === 'string' && reason !== '' ? { said: reason } : {}) };
  const what = { site: it.site_id, kind: `enforcer.${event.kind}`, idempotency_key: event.id };
  await observe(permitHearing(it.site_id), what, async (tx) => {
    if (event.kind === 'rolled_back') await rollBackList(tx, it, event);
    const alarm = alarmOf(event);
    if (alarm !== undefined) await tellOf(tx, it, alarm);
    return { subject: { type: 'enforcer', id: it.id }, facts: { ...factsOf(facts), said_at: event.at }, personal, result: null };
  });
}

/** A machine whose memory is not on its disk holds on, but what it holds may not outlive a restart. */
function alarmOf({ kind, facts }: Event): NoticeKind | undefined {
  const isUnkept = (kind === 'started' && facts['damaged'] === true) || (kind === 'failed' && facts['why'] === 'not_kept');
  return isUnkept ? 'enforcer_unkept' : alarms[kind];
}

/** What the machine calls a fault is free text, and stays out of the ledger; the code says enough. */
function factsOf({ what: _what, ...facts }: Event['facts']): Event['facts'] {
  return facts;
}

async function rollBackList(tx: Tx, it: ByCode, { facts }: Event): Promise<void> {
  const list_sequence = Number(facts['list_sequence'] ?? 0);
  await followList(
    tx,
    it.site_id,
    it.id,
    { list_sequence, becomes: 'rolled_back', why: String(facts['why'] ?? 'not_confirmed').slice(0, 60) },
    0,
  );
}

async function tellOf(tx: Tx, it: ByCode, kind: NoticeKind): Promise<void> {
  await tell(tx, {
    kind,
    site_id: it.site_id,
    opens: `enforcers/${it.id}`,
    params: { name: it.name },
    to: { sentence: seeEnforcers, zone_ids: [] },
    count_alike: { param: 'name', opens: 'enforcers' },
  });
}

/** What the report means for the list that is tried; null for nothing new. */
function followingOf(tried: Tried, report: EnforcerReport): Following | null {
  const { list_sequence } = tried;
  if (report.waiting?.list_sequence === list_sequence)
    return tried.state === 'offered' ? { list_sequence, becomes: 'waiting', why: null } : null;
  if (report.list_sequence !== null && report.list_sequence >= list_sequence) return { list_sequence, becomes: 'confirmed', why: null };
  return report.highest_sequence >= list_sequence ? { list_sequence, becomes: 'rolled_back', why: 'not_confirmed' } : null;
}

async function follow(parts: Parts, it: ByCode, tried: Tried, report: EnforcerReport, now: Date): Promise<void> {
  const following = followingOf(tried, report);
  if (following !== null) {
    await parts.observe(permitHearing(it.site_id), { site: it.site_id, kind: `enforcer.list_${following.becomes}` }, async (tx) => {
      const isNew = await followList(tx, it.site_id, it.id, following, report.waiting?.seconds_left ?? 0);
      if (isNew && following.becomes === 'waiting') await askToConfirm(tx, it, tried);
      const facts = { list_sequence: following.list_sequence, ruleset_sha256: report.ruleset_sha256, kernel_sha256: report.kernel_sha256 };
      return { subject: { type: 'enforcer', id: it.id }, facts, result: null };
    });
  }
  const waits = report.waiting?.list_sequence === tried.list_sequence;
  if (waits && tried.confirms_itself && !tried.is_answered && report.is_as_applied) await confirmItself(parts, it, tried, now);
}

/** Who rolls out by hand looks at the plant; in a window the product did it, and somebody is asked to look. */
async function askToConfirm(tx: Tx, it: ByCode, { window_number, confirms_itself, confirm_within_s }: Tried): Promise<void> {
  if (window_number === null || confirms_itself) return;
  await tell(tx, {
    kind: 'enforcer_tries',
    site_id: it.site_id,
    opens: `enforcers/${it.id}`,
    params: { name: it.name, window: window_number, seconds: confirm_within_s },
    to: { sentence: confirmLists, zone_ids: [] },
  });
}

async function confirmItself(parts: Parts, it: ByCode, { list_sequence }: Tried, now: Date): Promise<void> {
  await parts.observe(permitOrders(it.site_id), { site: it.site_id, kind: 'enforcer.list_confirmed_itself' }, async (tx) => {
    const { list_sha256 } = await confirmNow(tx, it.site_id, it.id, { list_sequence, person_id: null }, { keys: parts.keys, now });
    return { subject: { type: 'enforcer', id: it.id }, facts: { list_sequence, list_sha256 }, result: null };
  });
  parts.doorbell.ring([it.id]);
}

async function hearAgain({ observe }: Parts, it: ByCode, report: EnforcerReport): Promise<void> {
  await observe(permitHearing(it.site_id), { site: it.site_id, kind: 'enforcer.heard_again' }, async (tx) => {
    await noteSilence(tx, it.site_id, it.id, false);
    return {
      subject: { type: 'enforcer', id: it.id },
      facts: { holds: report.is_as_applied && report.list_sequence !== null },
      result: null,
    };
  });
}

/** The key before signs no more once every enforcer has the new one. */
async function dropFormerKey({ db, keys }: Parts, site_id: string, now: Date): Promise<void> {
  const { current, former } = keys.shown(site_id, now);
  if (former !== null && (await allTrust(db, site_id, current.vkey))) keys.dropFormer(site_id);
}

/** Tells of an enforcer nobody hears any more. */
export async function tellSilent({ observe }: Parts, it: ByCode & { seen_at: string }): Promise<void> {
  await observe(permitHearing(it.site_id), { site: it.site_id, kind: 'enforcer.silent' }, async (tx) => {
    if (await noteSilence(tx, it.site_id, it.id, true)) await tellOf(tx, it, 'enforcer_silent');
    return { subject: { type: 'enforcer', id: it.id }, facts: { last_heard: it.seen_at }, result: null };
  });
}
