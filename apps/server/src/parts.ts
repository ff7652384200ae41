// The parts of a running server put together: pools per role, acts, sealing, files, sign-in, jobs.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchoring, type AnchoringParts, startAnchoring } from '@holdfast/anchors/jobs';
import type { EnforcementNeeds } from '@holdfast/enforcement/hearing';
import { createDoorbell } from '@holdfast/enforcement/doorbell';
import { orderTask } from '@holdfast/enforcement/jobs';
import { changesOrders, orderJob, orderSite } from '@holdfast/enforcement/rules';
import { framesJob, framesTask } from '@holdfast/findings/jobs';
import { readTask, type ReadingParts, type UnderWay } from '@holdfast/captures/jobs';
import { recoverCaptures } from '@holdfast/captures/left-uploads';
import type { Stops } from '@holdfast/captures/upload';
import { arrive, recordSignIn } from '@holdfast/people/arrival';
import { tokenDoor } from '@holdfast/integrations/door';
import { shredJob, shredTask } from '@holdfast/evidence/jobs';
import { keepErased, listJob, listTask } from '@holdfast/personal-data/jobs';
import { deliverTask } from '@holdfast/integrations/jobs';
import { deliverJob, queueEntry } from '@holdfast/integrations/store';
import { mailTask } from '@holdfast/notices/jobs';
import { mailJob } from '@holdfast/notices/store';
import { readPrincipal } from '@holdfast/people/store';
import { createActQuota, type Flood } from '@holdfast/platform/act-quota';
import { type ActParts, createAct, createObserve } from '@holdfast/platform/act';
import type { Door } from '@holdfast/platform/door';
import { endPool, openDatabase, openPool } from '@holdfast/platform/database';
import type { FileStore } from '@holdfast/platform/file-store';
import { prepareJobs, startJobs, type Task } from '@holdfast/platform/jobs';
import { type Hold, openHold } from '@holdfast/platform/hold';
import { logger } from '@holdfast/platform/log';
import type { Postgres } from '@holdfast/platform/postgres';
import type { Context } from '@holdfast/platform/route';
import { openPolicyKeys } from '@holdfast/platform/policy-key';
import { enqueue } from '@holdfast/platform/enqueue';
import { readOrCreateSecret } from '@holdfast/platform/secret-file';
import { type Sequencer, startSequencer } from '@holdfast/platform/sequencer';
import { createSignIn, type SignIn } from '@holdfast/platform/sign-in';
import { openVault, type Vault } from '@holdfast/platform/sign-in-vault';
import type { SignerClient } from '@holdfast/platform/signer-client';
import type { LogSigner } from '@holdfast/platform/signer-key';
import { type SignerVerdict, type SignerWatch, startSignerWatch } from '@holdfast/platform/signer-watch';
import { findLog, type LedgerLog } from '@holdfast/platform/ledger-store';
import { needsCheckpoint } from '@holdfast/ledger/rules';
import { tellOfFlood } from '@holdfast/ledger/store.flood';
import { alarm } from '@holdfast/ledger/store.signer';
import { heldExempt } from '@holdfast/own-backups/access';
import { backupJob, backupTask } from '@holdfast/own-backups/jobs';
import { makeJob, makeTask } from '@holdfast/package/jobs';
import { startCatchingUp } from '@holdfast/requirements/jobs';
import { terminalDoor } from '@holdfast/terminals/door';
import type { Tls } from '@holdfast/platform/tls';
import type { Pool } from 'pg';
import { matrixParts } from './bindings.ts';
import { openBackupHands, type ServerBackupHands } from './backup-hands.ts';
import { startFileRounds } from './file-rounds.ts';
import { openFiles } from './files.ts';
import { makingParts } from './packages.ts';
import { refreshTask } from './refresh.ts';
import { lookAfterBackups, lookAhead, lookAtCadence, lookAtClock, lookAtLaw, startRounds, sweep } from './rounds.ts';

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
  const host = new URL(publicUrl).hostname;
  const anchoring: AnchoringParts = {
    db: context.db,
    client: pools.app,
    vault,
    context,
    host,
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
  for (const look of [lookAtClock, lookAtCadence, lookAtLaw]) void look(context);
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
  const ways = { enforcing, machines: { now: null }, backups, dataDir, anchoring, anchorRounds, publicUrl, under_way, stops, stop };
  return { pool: pools.app, ...kept, ...ways };
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
  const personOf = (person_id: string) => readPrincipal(db, person_id);
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

/** Tells of who adds more to a ledger than one may; a fault is logged. */
function tellFlood(context: Pick<Context, 'act'>, flood: Flood): void {
  tellOfFlood(context, flood).catch((error: unknown) => logger('ledger').warn('could not tell of a flood', { error }));
}

function tasksOf(context: ReadingParts, under_way: UnderWay) {
  return { 'capture.read': readTask(context, under_way), 'site.refresh': refreshTask(context.observe), [framesJob]: framesTask(context) };
}

/** Names this installation in its ledgers' origins; made once. */
function instanceId(dataDir: string): string {
  const path = join(dataDir, 'instance-id');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(6).toString('hex')}\n`, { mode: 0o644 });
  return readFileSync(path, 'utf8').trim();
}
