// The server's process: reads the settings, starts, prints one line, stops when asked or when its database ends.
import { flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { readConfig } from '@holdfast/platform/config';
import { logger } from '@holdfast/platform/log';
import { StartFault } from '@holdfast/platform/start-fault';
import { startHoldfast } from './start.ts';

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env, { isRoot: process.getuid?.() === 0, home: homedir() });
  if ('help' in config) return void process.stdout.write(`${config.help}\n`);
  const stopper = new AbortController();
  const { signal: stopped } = stopper;
  const asked = new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopper.abort());
  const running = await startHoldfast(config, process.env, stopped).catch((thrown: unknown) => {
    if (stopped.aborted) return null;
    throw thrown;
  });
  if (running === null) return;
  for (const note of running.notes) process.stdout.write(`${note}\n`);
  process.stdout.write(`Holdfast is at ${running.url} - ${running.say}\n`);
  // Also for a server that is killed: what it compiled spares its next start a second.
  setTimeout(flushCompileCache, 5000).unref();
  const lost = running.ended.then(() => true);
  const wasLost = await Promise.race([asked.then(() => false), lost]);
  await running.stop();
  if (wasLost)
    throw new StartFault('database_ended', 'The database ended, so Holdfast stops. Start it again; the log says what happened before.');
}

try {
  await main();
  process.exit(0);
} catch (thrown) {
  if (thrown instanceof StartFault) process.stderr.write(`${thrown.message}\n`);
  else {
    logger('server').error('could not start', { error: thrown });
    process.stderr.write(`Holdfast could not start: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  }
  process.exit(1);
}
