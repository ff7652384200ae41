// What is looked at again and again while the server runs. A fault of one is logged and keeps none of the others.
import type { EnforcementNeeds } from '@holdfast/enforcement/hearing';
import { missSilent, rollOutInWindows } from '@holdfast/enforcement/jobs';
import { type ReadingParts } from '@holdfast/captures/jobs';
import { expireCaptures, settleLost } from '@holdfast/captures/left-uploads';
import type { Stops } from '@holdfast/captures/upload';
import { expireRequests } from '@holdfast/approvals/store.decide';
import { endOpenings } from '@holdfast/opening-keys/store.openings';
import { sweepDeliveries } from '@holdfast/integrations/store';
import { endOverAppointments } from '@holdfast/appointments/jobs';
import { emptyBoxes } from '@holdfast/rule-reports/jobs';
import { sweepConversations } from '@holdfast/flows/store.conversations';
import { sweepMessages } from '@holdfast/line-messages/store';
import { mailDaily } from '@holdfast/notices/jobs';
import { sweepNotices } from '@holdfast/notices/store';
import { sweepIdempotency } from '@holdfast/platform/act';
import { logger } from '@holdfast/platform/log';
import type { Context, Database } from '@holdfast/platform/route';
import { sweepSessions } from '@holdfast/platform/sign-in';
import { alarmAside, alarmUnsealed } from '@holdfast/ledger/store.sealing';
import { lookAtBackups } from '@holdfast/own-backups/jobs';
import { escalateRemotePaths } from '@holdfast/boundary/jobs';
import { countSegmentation, expireExceptions, takeEffect } from '@holdfast/conduits/jobs';
import { tellEndingCertificates } from '@holdfast/certificates/jobs';
import { watchCadence } from '@holdfast/cadence/jobs';
import { watchLaw } from '@holdfast/scope/jobs';
import { followRisks } from '@holdfast/gaps/jobs';
import { endAcceptances } from '@holdfast/risks/jobs';
import { remindActions } from '@holdfast/meetings/jobs';
import { tellDocuments } from '@holdfast/documents/jobs';
import { renewReadings } from '@holdfast/duties/jobs';
import { compareClock } from '@holdfast/clock/jobs';
import { tellEndingRoles } from '@holdfast/roles/jobs';
import { takeDueSnapshots } from '@holdfast/snapshots/jobs';
import type { Pool } from 'pg';
import { approvalKinds } from './approval-kinds.ts';
import { matrixParts } from './bindings.ts';
import { type ServerBackupHands } from './backup-hands.ts';
import { lookAtAccepted } from './refresh.ts';
import type { Parts } from './parts.ts';

/** What the rounds look after. */
export type RoundsOf = {
  backups: ServerBackupHands;
  context: Parts['context'];
  pool: Pool;
  mail: Parameters<typeof mailDaily>[0];
  stops: Stops;
  erased: () => Promise<void>;
  ordering: Parts['context'] & EnforcementNeeds;
};

/** Boxes of reports that are due, and appointments whose day has come. A fault of one does not keep the other. */
async function lookAfterPeople(context: Parts['context']): Promise<void> {
  const now = new Date();
  await emptyBoxes(context, now).catch((error: unknown) => logger('rule-reports').error('box not emptied', { error }));
  await endOverAppointments(context, now).catch((error: unknown) => logger('appointments').error('appointments not ended', { error }));
}

/** What is looked at again and again while the server runs. */
export function startRounds({ backups, context, pool, mail, stops, erased, ordering }: RoundsOf): NodeJS.Timeout[] {
  return [
    setInterval(() => void sweep(context.db), dayMs),
    setInterval(() => void lookAhead(context.db), dayMs),
    setInterval(() => void keepMonth(context), hourMs),
    setInterval(() => void lookAfterBackups(context, backups, false), hourMs),
    setInterval(() => void mailDaily(mail, new Date()), hourMs),
    setInterval(() => void lookAfterPeople(context), hourMs),
    setInterval(() => void lookAtCadence(context), hourMs),
    setInterval(() => void lookAtLaw(context), hourMs),
    setInterval(() => void lookAtRisks(context), hourMs),
    setInterval(
      () => void Promise.all([endOverdue(context), lookAtSealing(context, pool), erased(), endOpened(context), endExceptions(context)]),
      minuteMs,
    ),
    setInterval(() => void lookAtClock(context), 5 * minuteMs),
    setInterval(() => void endUploads(context, stops), minuteMs),
    setInterval(() => void lookAtEnforcers(ordering), minuteMs / 4),
  ];
}

/**
 * Puts lists in force whose window has opened, and on the enforcers that hold their conduits; misses enforcers nobody hears. A fault is logged and
 * tried again soon.
 */
export async function lookAtEnforcers(parts: RoundsOf['ordering']): Promise<void> {
  await takeEffect(parts).catch((error: unknown) => logger('conduits').warn('could not look at scheduled lists', { error }));
  await rollOutInWindows(parts, new Date()).catch((error: unknown) =>
    logger('enforcement').warn('could not roll lists out in their window', { error }),
  );
  await missSilent(parts).catch((error: unknown) => logger('enforcement').warn('could not look after enforcers', { error }));
}

const minuteMs = 60_000;
const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

/** Begins the daily backup when it is due, and tells of one that is too old; a fault is logged and tried again in an hour. */
export async function lookAfterBackups(
  context: Pick<Context, 'db' | 'act' | 'observe'>,
  backups: ServerBackupHands,
  atStart: boolean,
): Promise<void> {
  await lookAtBackups(context, { atStart, isUnderWay: backups.isUnderWay() }, new Date()).catch((error: unknown) =>
    logger('backups').warn('could not look after backups', { error }),
  );
}

/** Compares the clock with the time servers; a fault is logged and tried again in five minutes. */
export async function lookAtClock(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await compareClock(context).catch((error: unknown) => logger('clock').warn('could not compare the clock', { error }));
}

/** Notes what was missed and tells of what is due; a fault is logged and tried again in an hour. */
export async function lookAtCadence(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await watchCadence(context, new Date()).catch((error: unknown) => logger('cadence').warn('could not look at what is due', { error }));
  await remindActions(context, new Date()).catch((error: unknown) => logger('meetings').warn('could not remind of actions', { error }));
  await renewReadings(context, new Date()).catch((error: unknown) => logger('duties').warn('could not look at new versions', { error }));
}

/** Tells of days the law or an authority set; a fault is logged and tried again in an hour. */
export async function lookAtLaw(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await watchLaw(context, new Date()).catch((error: unknown) => logger('scope').warn('could not look at what the law wants', { error }));
}

/** Ends acceptances of risks whose day is over, and lets risks of not complying follow the evidence; a fault is logged and tried again in an hour. */
async function lookAtRisks(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  const failed = (error: unknown) => logger('risks').warn('could not look at risks', { error });
  await endAcceptances(context, new Date()).catch(failed);
  await followRisks(context, matrixParts, new Date()).catch(failed);
}

/** Tells of entries that stay unsealed, and of such as nobody can seal; a fault is logged and tried again in a minute. */
async function lookAtSealing(context: Pick<Context, 'act'>, pool: Pool): Promise<void> {
  const failed = (error: unknown) => logger('ledger').warn('could not look at what is unsealed', { error });
  await alarmUnsealed(context, pool).catch(failed);
  await alarmAside(context, pool).catch(failed);
}

/** Ends exceptions whose last day is over, escalates remote access past its review, counts segmented zones; a fault is logged and tried again in a minute. */
async function endExceptions(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  await expireExceptions(context).catch((error: unknown) => logger('conduits').warn('could not look at exceptions', { error }));
  await escalateRemotePaths(context, new Date()).catch((error: unknown) =>
    logger('boundary').warn('could not look at remote access', { error }),
  );
  await lookAtAccepted(context.db).catch((error: unknown) => logger('findings').warn('could not look at acceptances', { error }));
  await countSegmentation(context, new Date()).catch((error: unknown) =>
    logger('conduits').warn('could not count segmented zones', { error }),
  );
}

/** Ends openings whose time is over; a fault is logged and tried again in a minute. */
async function endOpened(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  await endOpenings(context).catch((error: unknown) => logger('opening-keys').warn('could not end openings', { error }));
}

/** Ends requests nobody decided in time; a fault is logged and tried again in a minute. */
async function endOverdue(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  await expireRequests(context, approvalKinds).catch((error: unknown) => logger('approvals').warn('could not end requests', { error }));
}

/** Forgets ended sessions and old idempotency keys, at start and daily; a fault is logged and tried again tomorrow. */
export async function sweep(db: Database): Promise<void> {
  try {
    await sweepSessions(db);
    await sweepIdempotency(db);
    await sweepDeliveries(db);
    await sweepNotices(db);
    await sweepConversations(db);
    await sweepMessages(db);
  } catch (error) {
    logger('sweep').warn('could not forget old rows', { error });
  }
}

/** Tells of roles and certificates that end soon, at start and daily; a fault is logged and tried again tomorrow. */
export async function lookAhead(db: Database): Promise<void> {
  try {
    await tellEndingRoles(db, new Date());
    await tellEndingCertificates(db, new Date());
    await tellDocuments(db, new Date());
  } catch (error) {
    logger('notices').warn('could not look for what ends soon', { error });
  }
}

/** The monthly snapshot of each site; a fault is logged and tried again in an hour. */
async function keepMonth(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  try {
    await takeDueSnapshots(context, new Date().toISOString());
  } catch (error) {
    logger('snapshots').warn('could not take the monthly snapshot', { error });
  }
}

/** Lets uploads without a connection wait for the rest, and gives up those nobody finished in time; a fault is tried again in a minute. */
async function endUploads(context: ReadingParts, stops: Stops): Promise<void> {
  try {
    await settleLost(context, stops);
    await expireCaptures(context);
  } catch (error) {
    logger('captures').warn('could not end uploads nobody brings', { error });
  }
}
