// Starts Holdfast step by step and undoes what it did when a step fails or the server is asked to stop.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOrganisation } from '@holdfast/people/store';
import { finishRestore } from '@holdfast/platform/backup';
import type { Config } from '@holdfast/platform/config';
import { lockFolder, makeDataFolder } from '@holdfast/platform/data-folder';
import { buildServer, closeServer, type Health } from '@holdfast/platform/http';
import { logger, openLog } from '@holdfast/platform/log';
import { runMigrations } from '@holdfast/platform/migrations';
import { type Postgres, startPostgres } from '@holdfast/platform/postgres';
import { useExternalPostgres } from '@holdfast/platform/postgres-external';
import { createSetupCode } from '@holdfast/platform/setup';
import { asStartFault, StartFault, systemCode } from '@holdfast/platform/start-fault';
import type { Tls } from '@holdfast/platform/tls';
import { siteExists } from '@holdfast/sites/store';
import type { FastifyInstance } from 'fastify';
import { demoSignIn, loadDemo } from './demo.ts';
import type { Door } from './demo-session.ts';
import { routeNeeds } from './needs.ts';
import { openParts, type Parts } from './parts.ts';
import { listRoutes } from './routes.ts';
import { openSigner } from './start-signer.ts';
import { fingerprintLines, httpOver, openMachines as openDoor, openServerTls, redirectTo } from './start-tls.ts';

/** `notes`: lines for the console before the line that says it is ready. */
export type Running = { url: string; say: string; notes: readonly string[]; ended: Promise<void>; stop(): Promise<void> };

const webDir = fileURLToPath(new URL('../../web/dist', import.meta.url));
const log = logger('server');

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Starts everything; resolves once it answers and, with `demo`, the demo plant is loaded. Throws StartFault with a sentence, and the reason
 * of `stopped` when that is aborted meanwhile; then everything it had started is stopped.
 */
export async function startHoldfast(config: Config, env: Environment, stopped: AbortSignal): Promise<Running> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return await start(config, env, { undo, stop, stopped });
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

type Ending = { undo: (() => Promise<void>)[]; stop: () => Promise<void>; stopped: AbortSignal };

async function start(config: Config, env: Environment, { undo, stop, stopped }: Ending): Promise<Running> {
  openLog({ level: config.logLevel, file: logFile(config) });
  const { postgres, ended } = await openPostgres(config, env);
  undo.push(() => postgres.stop());
  stopped.throwIfAborted();
  await runMigrations(postgres.connectionFor('holdfast_owner'), log);
  const signer = await openSigner(config, env);
  undo.push(() => signer.stop());
  const parts = await openParts(postgres, config.dataDir, config.publicUrl, signer.client);
  undo.push(() => parts.stop());
  stopped.throwIfAborted();
  const health: { now: Health } = { now: { status: 'starting' } };
  const tls = await openServerTls(config, parts);
  const app = await buildServer({
    routes: listRoutes({ ...routeNeeds(parts), certificates: { tls: () => tls } }),
    context: parts.context,
    signIn: parts.signIn,
    doors: parts.doors,
    digestOf: (text) => parts.vault.hash(text, 'idempotency').toString('hex'),
    siteExists,
    health: () => health.now,
    webDir: existsSync(join(webDir, 'index.html')) ? webDir : null,
    publicUrl: config.publicUrl,
    log: logger('http'),
    ...httpOver(tls),
  });
  undo.push(() => closeServer(app, 3000));
  const url = await listen(app, config, tls, { undo, health: () => health.now });
  await openMachines(config, parts, tls, undo);
  const say = await firstWords(config, parts, { app, publicUrl: config.publicUrl, stopped });
  health.now = { status: 'ok', demo: config.demo };
  const isNew = tls !== null && (await readOrganisation(parts.context.db)) === null;
  return { url, say, notes: isNew ? await fingerprintLines(tls, config.port) : [], ended, stop };
}

/** The log's file; makes the data folder when this is the first start. */
function logFile(config: Config): string {
  try {
    finishRestore(config.dataDir);
    return join(makeDataFolder(config.dataDir).log, 'holdfast.log');
  } catch (thrown) {
    throw asStartFault(thrown, config.dataDir);
  }
}

async function openPostgres(config: Config, env: Environment): Promise<{ postgres: Postgres; ended: Promise<void> }> {
  if (config.databaseUrl !== null)
    return { postgres: await openExternal(config.databaseUrl, config.dataDir, env), ended: new Promise(() => {}) };
  const postgres = await startPostgres({ dataDir: config.dataDir, log: logger('postgres') });
  return { postgres, ended: postgres.ended };
}

/** The folder's files and keys are one Holdfast's, also when its database is elsewhere. */
async function openExternal(url: string, dataDir: string, env: Environment): Promise<Postgres> {
  const lock = await lockFolder(makeDataFolder(dataDir));
  try {
    const external = await useExternalPostgres(url, env);
    return { ...external, stop: () => external.stop().finally(() => lock.release()) };
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
}

type Listening = { undo: Ending['undo']; health: () => Health };

/** Listens; with TLS also on the plain port, which then only leads to it. Returns the address people use. */
async function listen(app: FastifyInstance, config: Config, tls: Tls | null, { undo, health }: Listening): Promise<string> {
  if (tls === null || config.tls === null) {
    const port = await listenOn('--port', config.port, () => app.listen({ port: config.port, host: config.host }));
    return config.port === 0 ? `http://localhost:${port}` : config.publicUrl;
  }
  const wanted = config.tls.port;
  const port = await listenOn('--tls-port', wanted, () => app.listen({ port: wanted, host: config.host }));
  const plain = redirectTo(tls, app, config, health);
  undo.push(async () => {
    tls.stop();
    plain.closeAllConnections();
    await new Promise((done) => plain.close(done));
  });
  await listenOn(
    '--port',
    config.port,
    () => new Promise((done, fail) => plain.once('error', fail).listen(config.port, config.host, () => done(''))),
  );
  return wanted === 0 ? `https://localhost:${port}` : config.publicUrl;
}

/** The door for machines, where there is TLS. */
async function openMachines(config: Config, parts: Parts, tls: Tls | null, undo: Ending['undo']): Promise<void> {
  if (tls === null || config.tls === null) return;
  const port = config.tls.machinePort;
  await listenOn('--machine-port', port, async () => {
    const door = await openDoor(parts, tls, config.host, port);
    parts.machines.now = { tls, port: door.port };
    undo.push(() => door.close());
    return '';
  });
}

/** Returns the port it got. Throws StartFault when another program has it, or this account may not. */
async function listenOn(option: '--port' | '--tls-port' | '--machine-port', port: number, work: () => Promise<string>): Promise<string> {
  try {
    const address = await work();
    return address === '' ? String(port) : new URL(address).port;
  } catch (thrown) {
    if (systemCode(thrown) === 'EADDRINUSE')
      throw new StartFault(
        'port_taken',
        `Port ${port} is taken by another program. Stop it, or start Holdfast with ${option} and another number.`,
        thrown,
      );
    if (systemCode(thrown) === 'EACCES')
      throw new StartFault('port_refused', `This account may not listen on port ${port}. Use ${option} with a number above 1023.`, thrown);
    if (systemCode(thrown) === 'EADDRNOTAVAIL')
      throw new StartFault('no_such_address', 'This machine does not have the address given with --host.', thrown);
    throw thrown;
  }
}

/** Loads the demo once, or makes the one-time code of an empty Holdfast; returns how to sign in. */
async function firstWords(config: Config, parts: Parts, door: Door): Promise<string> {
  const organisation = await readOrganisation(parts.context.db);
  if (organisation === null && !config.demo) {
    return `first start: open it and enter the one-time code ${await createSetupCode(parts.context.db)} to make the owner account`;
  }
  if (organisation !== null && !organisation.demo) return 'sign in with your account';
  if (!config.demo)
    return `this data folder holds the demo plant; set HOLDFAST_DATA to another folder for your own. ${demoSignIn(config.dataDir)}`;
  await loadDemo(parts, door, config.dataDir);
  return demoSignIn(config.dataDir);
}
