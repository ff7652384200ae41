// The witness's main: serves, or shows and changes what it witnesses. `holdfast witness` runs it.
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockFolder } from './lock.ts';
import { WitnessFault } from './fault.ts';
import { addLogKeys, prepareLogs } from './logs.ts';
import { parseListen, serve } from './serve.ts';
import { openWitness, type Witness } from './witnessing.ts';

const usage = `usage: holdfast witness serve [--name NAME] [--listen 127.0.0.1:4410] [--cert FILE --key FILE | --behind-proxy]
       holdfast witness add VKEY ...      witness one more log
       holdfast witness logs              which logs it witnesses, and how far
       holdfast witness vkeys             its own keys, for whoever asks to be witnessed
       all take --folder FOLDER           (default /var/lib/holdfast-witness)
`;

const options = {
  folder: { type: 'string' },
  name: { type: 'string' },
  listen: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'behind-proxy': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function readAsked() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    throw new WitnessFault('usage', usage);
  }
}

async function run(): Promise<void> {
  const { values, positionals } = readAsked();
  const [what = 'serve', ...rest] = positionals;
  if (values.help || (rest.length > 0 && what !== 'add')) throw new WitnessFault('usage', usage);
  process.umask(0o077);
  const folder = resolve(values.folder ?? process.env['HOLDFAST_WITNESS'] ?? '/var/lib/holdfast-witness');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const open = (): Witness => openWitness({ folder, name: values.name ?? null });
  if (what === 'serve') return serveUntilStopped(folder, open, values);
  if (what === 'logs') return print(open().logs().map(lineOf).join('') || 'No log yet. Add one with: holdfast witness add VKEY\n');
  if (what === 'vkeys') return print(`${open().vkeys.join('\n')}\n`);
  if (what !== 'add' || rest.length === 0) throw new WitnessFault('usage', usage);
  prepareLogs(folder);
  const added = addLogKeys(folder, rest);
  print(added.length === 0 ? 'Known already.\n' : `Witnesses now too: ${added.join(', ')}\n`);
}

type Values = ReturnType<typeof readAsked>['values'];

async function serveUntilStopped(folder: string, open: () => Witness, values: Values): Promise<void> {
  const { cert, key } = values;
  if ((cert === undefined) !== (key === undefined)) throw new WitnessFault('usage', 'Give --cert and --key together.\n');
  const lock = await lockFolder(folder);
  const witness = open();
  const tls = cert === undefined || key === undefined ? null : { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  const where = parseListen(values.listen ?? '127.0.0.1:4410');
  const server = await serve(witness, { ...where, tls, behindProxy: values['behind-proxy'] });
  const stop = (): void => {
    lock.close();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 3000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : where.port;
  print(
    `witness ${witness.name} listens on ${tls === null ? 'http' : 'https'}://${where.host}:${port}\nlogs: ${join(folder, 'logs.txt')}\n`,
  );
}

const print = (text: string): void => void process.stdout.write(text);
const lineOf = ({ origin, size, at }: ReturnType<Witness['logs']>[number]): string =>
  `${origin}  ${size === null ? 'nothing cosigned yet' : `${size} entries, cosigned ${at}`}\n`;

try {
  await run();
} catch (thrown) {
  const isFault = thrown instanceof WitnessFault;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(message.endsWith('\n') ? message : `${message}\n`);
  process.exit(isFault ? (thrown.code === 'usage' ? 64 : 78) : 1);
}
