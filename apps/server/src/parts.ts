// The parts of a running server put together: pools per role, acts, sealing, files, sign-in, jobs.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchoring, type AnchoringParts, startAnchoring } from '@holdfast/anchors/jobs';
import type { EnforcementNeeds } from '@holdfast/enforcement/hearing';
import { createDoorbell } from '@holdfast/enforcement/doorbell';
import { missSilent, orderTask } from '@holdfast/enforcement/jobs';
import { changesOrders, orderJob, orderSite } from '@holdfast/enforcement/rules';
import { readTask, type ReadingParts, type UnderWay } from '@holdfast/captures/jobs';
import { expireCaptures, recoverCaptures, settleLost } from '@holdfast/captures/left-uploads';
import type { Stops } from '@holdfast/captures/upload';
import { arrive, recordSignIn } from '@holdfast/people/arrival';
import { expireRequests } from '@holdfast/approvals/store.decide';
import { tokenDoor } from '@holdfast/integrations/door';
import { shredJob, shredTask } from '@holdfast/evidence/jobs';
import { endOpenings } from '@holdfast/opening-keys/store.openings';
import { keepErased, listJob, listTask } from '@holdfast/personal-data/jobs';
import { deliverTask } from '@holdfast/integrations/jobs';
import { deliverJob, queueEntry, sweepDeliveries } from '@holdfast/integrations/store';
import { endOverAppointments } from '@holdfast/appointments/jobs';
import { emptyBoxes } from '@holdfast/rule-reports/jobs';
import { sweepConversations } from '@holdfast/flows/store.conversations';
import { mailDaily, mailTask } from '@holdfast/notices/jobs';
import { mailJob, sweepNotices } from '@holdfast/notices/store';
import { readActive } from '@holdfast/people/store';
import { createActQuota, type Flood } from '@holdfast/platform/act-quota';
import { type ActParts, createAct, createObserve, sweepIdempotency } from '@holdfast/platform/act';
import type { Door } from '@holdfast/platform/door';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import type { FileStore } from '@holdfast/platform/file-store';
import { prepareJobs, startJobs, type Task } from '@holdfast/platform/jobs';
import { type Hold, openHold } from '@holdfast/platform/hold';
import { logger } from '@holdfast/platform/log';
import type { Postgres } from '@holdfast/platform/postgres';
import type { Context, Database } from '@holdfast/platform/route';
import { openPolicyKeys } from '@holdfast/platform/policy-key';
import { enqueue } from '@holdfast/platform/enqueue';
import { readOrCreateSecret } from '@holdfast/platform/secret-file';
import { type Sequencer, startSequencer } from '@holdfast/platform/sequencer';
import { createSignIn, type SignIn, sweepSessions } from '@holdfast/platform/sign-in';
import { openVault, type Vault } from '@holdfast/platform/sign-in-vault';
import type { SignerClient } from '@holdfast/platform/signer-client';
import type { LogSigner } from '@holdfast/platform/signer-key';
import { type SignerVerdict, type SignerWatch, startSignerWatch } from '@holdfast/platform/signer-watch';
import { findLog, type LedgerLog } from '@holdfast/platform/ledger-store';
import { needsCheckpoint } from '@holdfast/ledger/rules';
import { tellOfFlood } from '@holdfast/ledger/store.flood';
import { alarmUnsealed } from '@holdfast/ledger/store.sealing';
import { alarm } from '@holdfast/ledger/store.signer';
import { heldExempt } from '@holdfast/own-backups/access';
import { backupJob, backupTask, lookAtBackups } from '@holdfast/own-backups/jobs';
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
import { grantsOf } from '@holdfast/roles/store';
import { makeJob, makeTask } from '@holdfast/package/jobs';
import { startCatchingUp } from '@holdfast/requirements/jobs';
import { takeDueSnapshots } from '@holdfast/snapshots/jobs';
import { terminalDoor } from '@holdfast/terminals/door';
import type { Tls } from '@holdfast/platform/tls';
import type { Pool } from 'pg';
import { approvalKinds } from './approval-kinds.ts';
import { matrixParts } from './bindings.ts';
import { openBackupHands, type ServerBackupHands } from './backup-hands.ts';
import { startFileRounds } from './file-rounds.ts';
import { openFiles } from './files.ts';
import { makingParts } from './packages.ts';
import { lookAtAccepted, refreshTask } from './refresh.ts';

export type Parts = {
  pool: Pool;
  context: Pick<Context, 'db' | 'act' | 'observe' | 'files'>;
  files: FileStore;
  signer: LogSigner;
  /** Compares the signer with the logs; null where one signs without a process of its own (tests). */
  watch: SignerWatch | null;
  /** Holds acts while the ledger is not the one that was signed. */
  hold: Hold;
  backups: ServerBackupHands;
  dataDir: string;
  sequencer: Sequencer;
  /** How ledgers are shown to witnesses and copied away, and what does it again and again. */
  anchoring: AnchoringParts;
  anchorRounds: Anchoring;
  signIn: SignIn;
  doors: readonly Door[];
  vault: Vault;
  publicUrl: string;
  under_way: UnderWay;
  stops: Stops;
  /** Keys of what enforcers are ordered, and what wakes them. */
  enforcing: EnforcementNeeds;
  /** The door for machines, once it is open. */
  machines: { now: { tls: Tls; port: number } | null };
  stop(): Promise<void>;
};

/** Opens everything over a migrated database. `dataDir` holds files and secrets. */
export async function openParts(postgres: Postgres, dataDir: string, publicUrl: string, signer: LogSigner | SignerClient): Promise<Parts> {
  const pools = openPools(postgres);
  const acting = await openActing(pools, dataDir, signer);
  const { context, files, hold, sequencer, watch } = acting;
  const entering = await openEntering(context, dataDir, publicUrl);
  const { vault } = entering;
  const anchoring: AnchoringParts = {
    db: context.db,
    client: pools.app,
    vault,
    context,
    host: new URL(publicUrl).hostname,
    now: () => new Date(),
    log: logger('anchors'),
  };
  const anchorRounds = startAnchoring(anchoring);
  const backups = openBackupHands(dataDir);
  const under_way: UnderWay = new Map();
  const stops: Stops = new Map();
  await prepareJobs(pools.jobs, logger('jobs'));
  await recoverCaptures(context).catch(unlessHeld(hold));
  // A backup that was put back brings back what was erased since: it goes before anybody reads it.
  const erased = keepErased(context, dataDir, hold.isHeld);
  await erased();
  const mail = { db: context.db, vault, publicUrl, log: logger('mail') };
  const own = { ...tasksOf(context, under_way), [mailJob]: mailTask(mail), [backupJob]: backupTask(context, backups) };
  // Before anybody can ask for one: a backup that is under way now was cut off.
  await lookAfterBackups(context, backups, true);
  const enforcing: EnforcementNeeds = { keys: openPolicyKeys(join(dataDir, 'secrets')), doorbell: createDoorbell() };
  const ordering = { ...context, ...enforcing };
  const making = await makingParts({ context, pool: pools.app, signer, sequencer, dataDir });
  const runner = await startRunner(
    pools.jobs,
    { ...own, [makeJob]: makeTask(making), [orderJob]: orderTask(ordering) },
    { context, vault, dataDir, publicUrl },
  );
  await sweep(context.db);
  await lookAhead(context.db);
  void lookAtClock(context);
  void lookAtCadence(context);
  void lookAtLaw(context);
  const rounds = startRounds({ backups, context, pool: pools.app, mail, stops, erased, ordering });
  const fileRounds = startFileRounds(context);
  const catchingUp = startCatchingUp(context.db, matrixParts.readers, logger('requirements'));
  const stop = async (): Promise<void> => {
    for (const round of rounds) clearInterval(round);
    await fileRounds.stop();
    await catchingUp.stop();
    await anchorRounds.stop();
    for (const reader of under_way.values()) await reader.stop();
    backups.stop();
    await runner.stop();
    await watch?.stop();
    await sequencer.stop();
    for (const pool of Object.values(pools)) await endPool(pool);
  };
  const kept = { context, files, signer, watch, hold, sequencer, ...entering };
  return {
    pool: pools.app,
    ...kept,
    enforcing,
    machines: { now: null },
    backups,
    dataDir,
    anchoring,
    anchorRounds,
    publicUrl,
    under_way,
    stops,
    stop,
  };
}

type Pools = Record<'app' | 'sealing' | 'jobs', Pool>;

/** Connections of each role. */
function openPools(postgres: Postgres): Pools {
  return {
    app: openPool({ ...postgres.connectionFor('holdfast_app'), max: 12 }, logger('database')),
    sealing: openPool({ ...postgres.connectionFor('holdfast_sequencer'), max: 3 }, logger('sequencer')),
    jobs: openPool({ ...postgres.connectionFor('holdfast_jobs'), max: 4 }, logger('jobs')),
  };
}

/** Acts and what stands around them: files, sealing, the signer's watch, the hold and the quota. */
async function openActing(pools: Pools, dataDir: string, signer: LogSigner | SignerClient) {
  const db = openDatabase(pools.app);
  const sequencer = startSequencer({ pool: pools.sealing, signer, log: logger('sequencer') });
  const hold = openHold(heldExempt);
  const quota = createActQuota({ onFlood: (flood) => tellFlood(context, flood) });
  const origin = `holdfast.local/${instanceId(dataDir)}`;
  const acting = { db, origin, ...sealingSoon(pools.app, sequencer), pass: hold.pass, quota };
  const files = await openFiles(db, dataDir);
  const context = { db, act: createAct(acting), observe: createObserve(acting), files };
  const watch = 'facts' in signer ? watchSigner(pools.app, signer, context, hold) : null;
  if (watch === null) hold.note([]);
  return { context, files, hold, sequencer, watch };
}

/** Ways in: sign-in, tokens, terminals, and the vault for what must be read again. */
async function openEntering(context: Parts['context'], dataDir: string, publicUrl: string) {
  const { db } = context;
  const secret = await readOrCreateSecret(join(dataDir, 'secrets', 'session.secret'));
  const personOf = async (person_id: string) => {
    const person = await readActive(db, person_id);
    return person && { ...person, grants: await grantsOf(db, person_id) };
  };
  const [arrives, record] = [(arrival: Parameters<typeof arrive>[1]) => arrive(context, arrival), recordSignIn(context.act)];
  const signIn = createSignIn({ db, secret, publicUrl, personOf, log: logger('sign-in'), arrive: arrives, record });
  return { signIn, doors: [tokenDoor(db, personOf), terminalDoor(db, personOf)], vault: openVault(secret) };
}

type RunnerOf = { context: Parts['context']; vault: Vault; dataDir: string; publicUrl: string };

function startRunner(pool: Pool, own: Record<string, Task>, { context, vault, dataDir, publicUrl }: RunnerOf) {
  const { db, files } = context;
  const tasks = {
    ...own,
    [deliverJob]: deliverTask({ db, vault, host: new URL(publicUrl).hostname }),
    [shredJob]: shredTask(files),
    [listJob]: listTask(db, dataDir),
  };
  return startJobs({ pool, log: logger('jobs'), tasks });
}

type RoundsOf = {
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
function startRounds({ backups, context, pool, mail, stops, erased, ordering }: RoundsOf): NodeJS.Timeout[] {
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
      () => void Promise.all([endOverdue(context), lookAtSealing(context, pool), erased(), endOpened(context), openWindows(context)]),
      minuteMs,
    ),
    setInterval(() => void lookAtClock(context), 5 * minuteMs),
    setInterval(() => void endUploads(context, stops), minuteMs),
    setInterval(() => void lookAtEnforcers(ordering), minuteMs / 4),
  ];
}

function watchSigner(pool: Pool, client: SignerClient, context: Pick<Context, 'db' | 'act'>, hold: Hold): SignerWatch {
  const onVerdict = (log: LedgerLog, verdict: SignerVerdict): Promise<void> => alarm(context, log, verdict, hold.isHeld());
  return startSignerWatch({ pool, client, log: logger('signer'), onVerdict, onLook: hold.note });
}

/** What a restored copy may not settle now is settled at the start after people have decided. */
function unlessHeld(hold: Hold): (thrown: unknown) => void {
  return (thrown) => {
    if (!hold.isHeld()) throw thrown;
  };
}

/** After each commit sealing begins, and after the acts that matter a checkpoint is signed at once. */
function sealingSoon(pool: Pool, sequencer: Sequencer): Pick<ActParts, 'onTold' | 'onCommitted'> {
  const due = new Set<string | null>();
  const sign = async (site_id: string | null): Promise<void> => {
    const log = await findLog(pool, site_id);
    if (log !== undefined) await sequencer.checkpoint(log);
  };
  return {
    onTold: async (tx, entry) => {
      await queueEntry(tx, entry);
      // What an enforcer shall hold may have changed: signed by a job, in the moment after.
      if (entry.site !== null && changesOrders(entry.kind)) await enqueue(tx, orderSite(entry.site));
      if (needsCheckpoint(entry.kind)) due.add(entry.site);
    },
    onCommitted: () => {
      sequencer.kick();
      for (const site_id of due) {
        due.delete(site_id);
        // The checkpoint of the next minute covers it too.
        sign(site_id).catch((error: unknown) => logger('sequencer').warn('could not sign at once', { error }));
      }
    },
  };
}

/** Misses enforcers nobody hears; a fault is logged and tried again soon. */
async function lookAtEnforcers(parts: RoundsOf['ordering']): Promise<void> {
  await missSilent(parts).catch((error: unknown) => logger('enforcement').warn('could not look after enforcers', { error }));
}

const minuteMs = 60_000;
const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

/** Begins the daily backup when it is due, and tells of one that is too old; a fault is logged and tried again in an hour. */
async function lookAfterBackups(
  context: Pick<Context, 'db' | 'act' | 'observe'>,
  backups: ServerBackupHands,
  atStart: boolean,
): Promise<void> {
  await lookAtBackups(context, { atStart, isUnderWay: backups.isUnderWay() }, new Date()).catch((error: unknown) =>
    logger('backups').warn('could not look after backups', { error }),
  );
}

/** Compares the clock with the time servers; a fault is logged and tried again in five minutes. */
async function lookAtClock(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await compareClock(context).catch((error: unknown) => logger('clock').warn('could not compare the clock', { error }));
}

/** Notes what was missed and tells of what is due; a fault is logged and tried again in an hour. */
async function lookAtCadence(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await watchCadence(context, new Date()).catch((error: unknown) => logger('cadence').warn('could not look at what is due', { error }));
  await remindActions(context, new Date()).catch((error: unknown) => logger('meetings').warn('could not remind of actions', { error }));
  await renewReadings(context, new Date()).catch((error: unknown) => logger('duties').warn('could not look at new versions', { error }));
}

/** Tells of days the law or an authority set; a fault is logged and tried again in an hour. */
async function lookAtLaw(context: Pick<Context, 'db' | 'observe'>): Promise<void> {
  await watchLaw(context, new Date()).catch((error: unknown) => logger('scope').warn('could not look at what the law wants', { error }));
}

/** Ends acceptances of risks whose day is over, and lets risks of not complying follow the evidence; a fault is logged and tried again in an hour. */
async function lookAtRisks(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  const failed = (error: unknown) => logger('risks').warn('could not look at risks', { error });
  await endAcceptances(context, new Date()).catch(failed);
  await followRisks(context, matrixParts, new Date()).catch(failed);
}

/** Tells of who adds more to a ledger than one may; a fault is logged. */
function tellFlood(context: Pick<Context, 'act'>, flood: Flood): void {
  tellOfFlood(context, flood).catch((error: unknown) => logger('ledger').warn('could not tell of a flood', { error }));
}

/** Tells of entries that stay unsealed; a fault is logged and tried again in a minute. */
async function lookAtSealing(context: Pick<Context, 'act'>, pool: Pool): Promise<void> {
  await alarmUnsealed(context, pool).catch((error: unknown) => logger('ledger').warn('could not look at what is unsealed', { error }));
}

/** Puts lists in force whose window has opened, ends exceptions whose last day is over, counts segmented zones; a fault is logged and tried again in a minute. */
async function openWindows(context: Pick<Context, 'db' | 'act'>): Promise<void> {
  await takeEffect(context).catch((error: unknown) => logger('conduits').warn('could not look at scheduled lists', { error }));
  await expireExceptions(context).catch((error: unknown) => logger('conduits').warn('could not look at exceptions', { error }));
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
async function sweep(db: Database): Promise<void> {
  try {
    await sweepSessions(db);
    await sweepIdempotency(db);
    await sweepDeliveries(db);
    await sweepNotices(db);
    await sweepConversations(db);
  } catch (error) {
    logger('sweep').warn('could not forget old rows', { error });
  }
}

/** Tells of roles and certificates that end soon, at start and daily; a fault is logged and tried again tomorrow. */
async function lookAhead(db: Database): Promise<void> {
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

function tasksOf(context: ReadingParts, under_way: UnderWay) {
  return { 'capture.read': readTask(context, under_way), 'site.refresh': refreshTask(context.observe) };
}

/** Names this installation in its ledgers' origins; made once. */
function instanceId(dataDir: string): string {
  const path = join(dataDir, 'instance-id');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(6).toString('hex')}\n`, { mode: 0o644 });
  return readFileSync(path, 'utf8').trim();
}
