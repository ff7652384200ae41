// The server's TLS: which certificate it shows, kept fresh while it runs; modern versions and suites only; and the door for machines.
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { SecureContextOptions, Server, TlsOptions } from 'node:tls';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import type { Permit } from './permit.ts';
import { isWithin, limitsFor } from './plant-ca-limits.ts';
import { readCertificate } from './plant-ca-make.ts';
import { readKeyFile } from './plant-ca-folder.ts';
import {
  type AuthorityParts,
  crossOf,
  keepSuccession,
  machineTrust,
  makeAuthority,
  makeServerCertificate,
  readAuthority,
  record,
} from './plant-ca.ts';
import { type CertificateRow, currentCertificate, endCurrent, isTransportStrict, listCertificates } from './plant-ca-store.ts';
import { type CertificateFault, checkOwnCertificate, covers } from './tls-check.ts';
import { StartFault } from './start-fault.ts';

export type TlsParts = AuthorityParts & {
  /** What the product does by itself. */
  permit: Permit;
  log: Log;
  /** Names and addresses to be reached by now, the first is what people type. */
  names: () => readonly string[];
  /** The operator's own PEM files, or null. */
  files: { certificate: string; key: string } | null;
  /** Make a new authority, though the key of the former one is lost. */
  newAuthority: boolean;
};

export type Tls = {
  /** What is shown now. `own`: the plant brought it; `plant`: the plant authority made it. */
  shown(): Shown;
  /** For the server of pages and API. */
  options(): TlsOptions;
  /** For a server that takes machines only, by their certificates; `machineOf` then says who it is. */
  machineOptions(): Promise<TlsOptions>;
  /** Gives a running server what is shown, now and whenever it changes. */
  attach(server: Pick<Server, 'setSecureContext'>, who?: 'pages' | 'machines'): void;
  /** Looks at clock, names and files; renews what is due. Called every ten minutes; never throws. */
  tick(): Promise<void>;
  renew(permit: Permit): Promise<void>;
  /** Takes a certificate the plant brings. Throws Failure('unprocessable', <its first fault>). */
  replace(permit: Permit, it: { certificate_pem: string; key_pem: string }): Promise<void>;
  removeOwn(permit: Permit): Promise<void>;
  /** Reads again what is in use: after a revocation, a succession, a changed setting. */
  reload(): Promise<void>;
  isTransportStrict(): boolean;
  readonly parts: TlsParts;
  stop(): void;
};

export type Shown = { kind: 'own' | 'plant'; row: CertificateRow; chain_pem: string; key_pem: string };

const dayMs = 86_400_000;
/** Renewed when less than this is left. */
export const renewBeforeMs = 60 * dayMs;

// TLS 1.2 only with forward secrecy and authenticated encryption (RFC 9325, 4.2); 1.3 has nothing else.
const suites = [
  'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
].join(':');
export const modernTls = { minVersion: 'TLSv1.2', ciphers: suites, honorCipherOrder: true } as const;

/** Opens TLS: makes what is missing, checks what is there. Throws StartFault with a sentence for each fault of files and keys. */
export async function openTls(parts: TlsParts): Promise<Tls> {
  await ensureAuthority(parts);
  let state = {
    shown: await chooseShown(parts),
    strict: await isTransportStrict(parts.db),
    trust: null as { ca: string[]; crl: string[] } | null,
  };
  const servers: { server: Pick<Server, 'setSecureContext'>; who: 'pages' | 'machines' }[] = [];
  const context = (): SecureContextOptions => ({ ...modernTls, cert: state.shown.chain_pem, key: state.shown.key_pem });
  const machineOptions = async (): Promise<TlsOptions> => {
    const trust = (state.trust ??= await machineTrust(parts));
    const { chain_pem, key_pem } = await chooseForMachines(parts, state.shown);
    return { ...modernTls, cert: chain_pem, key: key_pem, ...trust, requestCert: true, rejectUnauthorized: true };
  };
  const reload = async (): Promise<void> => {
    state = { shown: await chooseShown(parts), strict: await isTransportStrict(parts.db), trust: null };
    for (const { server, who } of servers) server.setSecureContext(who === 'pages' ? context() : await machineOptions());
  };
  let line: Promise<unknown> = Promise.resolve();
  const tick = (): Promise<void> => {
    const done = line.then(() => keepFresh(parts, state.shown)).then(() => reload());
    line = done.catch((error: unknown) => parts.log.error('certificates could not be kept fresh', { error }));
    return line as Promise<void>;
  };
  const timer = setInterval(() => void tick(), 600_000);
  timer.unref();
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work;
    await reload();
  };
  return {
    parts,
    shown: () => state.shown,
    options: () => context(),
    machineOptions,
    attach: (server, who = 'pages') => void servers.push({ server, who }),
    tick,
    renew: (permit) => after(makeServerCertificate(parts, permit, parts.names(), 'certificate.renewed')),
    replace: (permit, it) => after(replaceOwn(parts, permit, it)),
    removeOwn: (permit) => after(removeOwn(parts, permit)),
    reload,
    isTransportStrict: () => state.shown.kind === 'own' || state.strict,
    stop: () => clearInterval(timer),
  };
}

async function ensureAuthority(parts: TlsParts): Promise<void> {
  const root = await readAuthority(parts).catch((thrown: unknown) => {
    if (parts.newAuthority && thrown instanceof StartFault) return null;
    throw thrown;
  });
  if (root === null) await makeAuthority(parts, parts.permit, parts.names());
}

/** What to show: the operator's files, else an uploaded certificate, else one of the plant authority, made when there is none. */
async function chooseShown(parts: TlsParts): Promise<Shown> {
  if (parts.files !== null) await takeFiles(parts, parts.files);
  const own = await currentCertificate(parts.db, 'own');
  const key = own && (parts.files === null ? parts.keys.read(own.fingerprint) : readKeyFile(parts.files.key));
  if (own !== null && key !== null)
    return { kind: 'own', row: own, chain_pem: parts.files === null ? own.pem : chainOf(parts, parts.files), key_pem: key };
  return choosePlant(parts);
}

/** The plant authority's certificate, made when there is none. */
async function choosePlant(parts: TlsParts): Promise<Shown> {
  const server = await currentCertificate(parts.db, 'server');
  const server_key = server && parts.keys.read(server.fingerprint);
  const isUsable = server !== null && (new Date(server.not_after) > parts.now() || !(await canIssue(parts)));
  if (isUsable && server_key !== null) {
    const cross_pem = await crossOf(parts.db, server.issuer_fingerprint ?? '', parts.now());
    return { kind: 'plant', row: server, chain_pem: server.pem + cross_pem, key_pem: server_key };
  }
  await makeServerCertificate(parts, parts.permit, parts.names(), 'certificate.issued');
  return choosePlant(parts);
}

/** What machines are shown: always the plant authority's, which is what they were told to trust; kept fresh also beside a certificate of one's own. */
async function chooseForMachines(parts: TlsParts, shown: Shown): Promise<Shown> {
  if (shown.kind === 'plant') return shown;
  const plant = await choosePlant(parts);
  if (!isDue(parts, plant) || !(await canIssue(parts))) return plant;
  await makeServerCertificate(parts, parts.permit, parts.names(), 'certificate.renewed');
  return choosePlant(parts);
}

/** Whether the authority's time is now; else the clock is wrong, and what there is must do. */
async function canIssue(parts: TlsParts): Promise<boolean> {
  const root = (await readAuthority(parts))?.row;
  return root !== undefined && new Date(root.not_after) > parts.now() && new Date(root.not_before) <= parts.now();
}

/** Renews what the authority made when it ends soon, the clock was set back before it, or a name is missing; and keeps the succession. */
async function keepFresh(parts: TlsParts, shown: Shown): Promise<void> {
  const changed = await keepSuccession(parts, parts.permit);
  if (shown.kind === 'own') return;
  if (!changed && !isDue(parts, shown)) return;
  if (!(await canIssue(parts))) {
    parts.log.error('the clock is outside of the authority’s time, so the certificate is not renewed', { now: parts.now().toISOString() });
    return;
  }
  await makeServerCertificate(parts, parts.permit, parts.names(), 'certificate.renewed');
}

/** Whether it ends soon, the clock was set back before it, or it lacks a name. */
function isDue(parts: TlsParts, shown: Shown): boolean {
  const now = parts.now().getTime();
  const isNear = new Date(shown.row.not_after).getTime() - now < renewBeforeMs || new Date(shown.row.not_before).getTime() > now;
  return isNear || missingNames(parts, shown).length > 0;
}

/** Names people use that the shown certificate lacks though the authority may vouch for them. IPv6 addresses come and go by themselves. */
function missingNames(parts: TlsParts, shown: Shown): string[] {
  const leaf = new X509Certificate(shown.row.pem);
  return parts.names().filter((name) => isIP(name) !== 6 && !covers(leaf, name) && isWithin(name, limitsFor(shown.row.names)));
}

async function replaceOwn(parts: TlsParts, permit: Permit, it: { certificate_pem: string; key_pem: string }): Promise<void> {
  if (parts.files !== null) throw new Failure('conflict', 'certificate_from_files');
  const checked = checkOwnCertificate({ ...it, names: parts.names(), now: parts.now() });
  const [fault] = checked.faults;
  if (fault !== undefined) throw new Failure('unprocessable', fault.code, fault.params);
  await recordOwn(parts, permit, checked.pem!, it.key_pem);
}

async function recordOwn(parts: TlsParts, permit: Permit, chain_pem: string, key_pem: string | null): Promise<void> {
  const certificate = { ...readCertificate(chain_pem), pem: chain_pem };
  const leaf = new X509Certificate(chain_pem);
  const names = (leaf.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
  const about = { purpose: 'own', state: 'current', issuer_fingerprint: null, name: names[0] ?? '', names } as const;
  await record(parts, permit, { kind: 'certificate.replaced', made: { certificate, key_pem }, about });
}

async function removeOwn(parts: TlsParts, permit: Permit): Promise<void> {
  if (parts.files !== null) throw new Failure('conflict', 'certificate_from_files');
  const own = await currentCertificate(parts.db, 'own');
  if (own === null) throw new Failure('not_found', 'certificate_missing');
  await parts.act(permit, { site: null, kind: 'certificate.own_removed' }, async (tx) => {
    await endCurrent(tx, 'own');
    return { subject: { type: 'certificate', id: own.fingerprint }, facts: { fingerprint: own.fingerprint }, result: undefined };
  });
}

/**
 * Takes the operator's files in. A certificate that is new here must be without fault; one that was in use before may have ended meanwhile:
 * a plant's server still starts after a power failure then, and says so.
 */
async function takeFiles(parts: TlsParts, files: { certificate: string; key: string }): Promise<void> {
  const checked = checkFiles(parts, files);
  const known = checked.leaf && (await currentCertificate(parts.db, 'own'))?.fingerprint === fingerprintOf(checked.leaf);
  const [fault] = checked.faults.filter((it) => !(known === true && it.code === 'certificate_expired'));
  if (fault !== undefined) throw new StartFault(fault.code, `${files.certificate}: ${fault.says}`);
  for (const it of [...checked.faults, ...checked.warnings]) parts.log.warn('certificate', { path: files.certificate, why: it.says });
  if (known !== true) await recordOwn(parts, parts.permit, checked.pem!, null);
}

function checkFiles(parts: TlsParts, files: { certificate: string; key: string }) {
  if (!existsSync(files.certificate))
    throw new StartFault('certificate_missing', `The certificate file ${files.certificate} is not there. Check the path.`);
  const it = { certificate_pem: readFileSync(files.certificate, 'utf8'), key_pem: readKeyFile(files.key) };
  return checkOwnCertificate({ ...it, names: parts.names(), now: parts.now() });
}

function chainOf(parts: TlsParts, files: { certificate: string; key: string }): string {
  return checkFiles(parts, files).pem ?? '';
}

function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

/** What people should be told about what is shown, the worst first: for Home and the page of certificates. */
export async function certificateWarnings(tls: Tls): Promise<CertificateFault[]> {
  const { parts } = tls;
  const { row, kind } = tls.shown();
  const now = parts.now().getTime();
  const days = Math.floor((new Date(row.not_after).getTime() - now) / dayMs);
  const at = { until: row.not_after.slice(0, 10), days: String(Math.max(0, days)) };
  const found: CertificateFault[] = [];
  const warn = (code: string, params: Record<string, string>): void => void found.push({ code, params, says: code });
  if (days < 0) warn('server_over', at);
  else if (days < (kind === 'own' ? 30 : 50)) warn('server_ends', at);
  if (new Date(row.not_before).getTime() > now) warn('server_not_yet', { from: row.not_before.slice(0, 10) });
  const roots = await listCertificates(parts.db, ['root']);
  const root = roots.find((it) => it.state === 'current');
  if (kind === 'plant' && root !== undefined && new Date(root.not_after).getTime() < now)
    warn('root_over', { until: root.not_after.slice(0, 10) });
  const next = roots.find((it) => it.state === 'next');
  if (next !== undefined) warn('root_next', { until: root?.not_after.slice(0, 10) ?? '' });
  const leaf = new X509Certificate(row.pem);
  const missing = parts.names().filter((name) => isIP(name) !== 6 && !covers(leaf, name));
  if (missing.length > 0) warn('names_missing', { names: missing.join(', ') });
  return found;
}
