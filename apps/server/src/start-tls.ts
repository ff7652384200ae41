// TLS of a starting server: opens it over the data folder, leads the plain port to it, and says its fingerprints.
import { join } from 'node:path';
import type { Server as PlainServer } from 'node:http';
import type { Server } from 'node:https';
import { permitRenewal } from '@holdfast/certificates/access';
import type { Config, TlsConfig } from '@holdfast/platform/config';
import { enforcementMachines } from '@holdfast/enforcement/routes.machines';
import { logger } from '@holdfast/platform/log';
import { type MachineDoor, openMachineDoor } from '@holdfast/platform/machine-door';
import { openKeyFolder } from '@holdfast/platform/plant-ca-folder';
import { currentCertificate } from '@holdfast/platform/plant-ca-store';
import { openTls, type Tls } from '@holdfast/platform/tls';
import { groupFingerprint, namesOfServer } from '@holdfast/platform/tls-names';
import { authorityPath, bracketed, createRedirectServer } from '@holdfast/platform/tls-redirect';
import { asStartFault } from '@holdfast/platform/start-fault';
import type { FastifyInstance } from 'fastify';
import type { Parts } from './parts.ts';

const namesKeptMs = 30_000;

/** Opens TLS when the configuration asks for it. Throws StartFault for each fault of certificate and key files. */
export async function openServerTls(config: Config, parts: Parts): Promise<Tls | null> {
  if (config.tls === null) return null;
  const names = keepNames(config.publicUrl, config.tls);
  try {
    const keys = openKeyFolder(join(config.dataDir, 'tls'));
    const { files, newAuthority } = config.tls;
    const { db, act } = parts.context;
    return await openTls({ db, act, keys, now: () => new Date(), permit: permitRenewal(), log: logger('tls'), names, files, newAuthority });
  } catch (thrown) {
    throw asStartFault(thrown, config.dataDir);
  }
}

// Asked for at each request: what the machine answers is kept for a moment.
function keepNames(publicUrl: string, tls: TlsConfig): () => readonly string[] {
  let kept = { names: namesOfServer(publicUrl, tls.names), at: Date.now() };
  return () => {
    if (Math.abs(Date.now() - kept.at) > namesKeptMs) kept = { names: namesOfServer(publicUrl, tls.names), at: Date.now() };
    return kept.names;
  };
}

/** Opens the door for machines: what each kind of machine may ask comes from its module. */
export function openMachines(parts: Parts, tls: Tls, host: string, port: number): Promise<MachineDoor> {
  const routes = enforcementMachines({ ...parts.context, ...parts.enforcing }, tls);
  return openMachineDoor({ tls, routes, log: logger('machines') }, { host, port });
}

/** What `buildServer` needs of it. */
export function httpOver(tls: Tls | null) {
  if (tls === null) return {};
  return { tls: { options: tls.options(), isStrict: () => tls.isTransportStrict() }, allowedHosts: () => bracketed(tls.parts.names()) };
}

/** Follows renewals without a restart, and makes the server of the plain port. */
export function redirectTo(tls: Tls, app: FastifyInstance, config: Config, health: () => { status: string }): PlainServer {
  tls.attach(app.server as unknown as Server);
  return createRedirectServer({
    publicUrl: config.publicUrl,
    tlsPort: () => Number(new URL(config.publicUrl).port || config.tls?.port),
    names: tls.parts.names,
    authority: async () => (await currentCertificate(tls.parts.db, 'root'))?.pem ?? null,
    health,
  });
}

/** The lines for the console: what a browser shows of the certificate, to be compared before it is trusted. */
export async function fingerprintLines(tls: Tls, plainPort: number): Promise<string[]> {
  const { row, kind } = tls.shown();
  const root = kind === 'plant' ? await currentCertificate(tls.parts.db, 'root') : null;
  const told = (what: string, fingerprint: string): string[] => [
    `${what}, SHA-256:`,
    ...groupFingerprint(fingerprint).map((line) => `    ${line}`),
  ];
  return [
    ...told(kind === 'plant' ? 'Certificate made by the plant authority' : 'Certificate of your own', row.fingerprint),
    ...(root === null ? [] : told('Plant authority', root.fingerprint)),
    ...(root === null
      ? []
      : [
          `Its certificate for browsers: http://${row.names[0] ?? 'localhost'}:${plainPort}${authorityPath} - compare the fingerprint before you trust it.`,
        ]),
  ];
}
