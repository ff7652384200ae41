// A process that starts PostgreSQL on the folder given, says its own and the database's process id, and stops cleanly on SIGINT or SIGTERM.
import { logger, openLog } from '../src/log.ts';
import { startPostgres } from '../src/postgres.ts';
import { StartFault } from '../src/start-fault.ts';

openLog({ level: 'error' });

async function main(): Promise<void> {
  const postgres = await startPostgres({ dataDir: process.argv[2] ?? '', log: logger('launch') });
  const hold = setInterval(() => {}, 60_000);
  const stop = async (): Promise<void> => {
    await postgres.stop();
    clearInterval(hold);
    process.stdout.write('stopped\n');
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.stdout.write(`ready ${postgres.pid}\n`);
}

main().catch((thrown: unknown) => {
  process.stdout.write(thrown instanceof StartFault ? `fault ${thrown.code} ${thrown.message}\n` : `bug ${String(thrown)}\n`);
  process.exitCode = 1;
});
