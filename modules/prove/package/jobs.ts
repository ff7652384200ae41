// The job that makes a package: builds it, keeps it as a file of the store, and says so in the ledger.
import { Failure } from '@holdfast/platform/failure';
import type { Task } from '@holdfast/platform/jobs';
import { findLog, type LedgerClient, type LedgerLog, readLogs } from '@holdfast/platform/ledger-store';
import type { Context } from '@holdfast/platform/route';
import { noteKeptFile } from '@holdfast/kept-files/store';
import { tell } from '@holdfast/notices/store';
import { permitMaking } from './access.ts';
import { buildPackage, type Built } from './build.ts';
import { certifyKey, packageKeyOf } from './package-key.ts';
import type { Assumption, RequirementPart } from './rules.stated.ts';
import { labelOf, mostSingly } from './rules.ts';
import { markFailed, markReady, noteProgress, type PackageOrder, readOrder } from './store.ts';

export { makeJob } from './rules.ts';

/** What making needs of the server. `checkpoint` seals and signs a log at once. */
export type MakingParts = {
  context: Pick<Context, 'db' | 'observe' | 'files'>;
  client: LedgerClient;
  /** The installation's secret for packages: 32 bytes in base64url. */
  secret: string;
  vkeysOf(origin: string): string[];
  policyOf(log: LedgerLog): Promise<string>;
  siteName(site_id: string): Promise<string>;
  checkpoint(log: LedgerLog): Promise<unknown>;
  kindWords: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>>;
  /** The matrix as packages tell it. */
  requirements: readonly RequirementPart[];
  /** What was assumed about requirements at a site until an instant. */
  assumptionsOf(site_id: string, until: Date): Promise<Assumption[]>;
  /** Of more entries than this the package holds bundles. */
  bundle_above?: number;
};

const mostTries = 3;
const limitBytes = 2 ** 43;

/** Makes one; a package made before is left alone. What the person can mend fails at once, anything else is tried three times. */
export function makeTask(parts: MakingParts): Task {
  return async (payload, { attempt }) => {
    const order = await readOrder(parts.context.db, (payload as { package_id: string }).package_id);
    if (order === null || order.state !== 'making') return;
    try {
      await make(parts, order);
    } catch (error) {
      const isOver = error instanceof Failure || attempt >= mostTries;
      if (isOver) await fail(parts, order, error instanceof Failure ? error.code : 'making_failed');
      if (!(error instanceof Failure)) throw error;
    }
  };
}

async function make(parts: MakingParts, order: PackageOrder): Promise<void> {
  const { context, client } = parts;
  const { site_id } = order;
  const log = (await readLogs(client)).find(({ id }) => id === order.log_id);
  if (log === undefined) throw new Failure('not_found', 'no_ledger_yet');
  const key = packageKeyOf(log.origin, parts.secret);
  const certified = await certifyKey(
    context,
    { log, latest: (await findLog(client, site_id)) ?? log, site_id },
    key.vkey,
    parts.checkpoint,
  );
  const { db, files } = context;
  const [site_name, policy] = [await parts.siteName(site_id), await parts.policyOf(log)];
  const vkeys = [...new Set([...parts.vkeysOf(log.origin), ...parts.vkeysOf(certified.log.origin)])];
  const { kindWords, requirements, bundle_above = mostSingly } = parts;
  const assumptions = await parts.assumptionsOf(site_id, new Date(order.requested_at));
  const given = { db, client, files, log, site_name, key, certified, vkeys, policy, kindWords, bundle_above, requirements, assumptions };
  const built = await buildPackage(given, order);
  const stored = await keep(parts, order, built);
  const made = { ...stored, entries: built.entries, files: built.files, omitted: built.omitted };
  await context.observe(permitMaking(site_id), { site: site_id, kind: 'package.made' }, async (tx) => {
    await markReady(tx, order.id, made);
    await noteKeptFile(tx, { site_id, sha256: stored.sha256, name: `${labelOf(order.number)}.zip`, of: { type: 'package', id: order.id } });
    const params = { number: order.number };
    await tell(tx, { kind: 'package_made', site_id, opens: `packages?open=${order.id}`, params, to: { person_ids: [order.requested_by] } });
    return {
      subject: { type: 'package', id: order.id },
      // As facts and no content: a package of the whole site would hold all packages before it.
      facts: {
        number: order.number,
        scope: order.scope.type,
        as_of_size: order.as_of_size,
        entries: built.entries,
        files: built.files,
        ...stored,
      },
      result: null,
    };
  });
}

const progressEveryMs = 1000;

async function keep({ context }: MakingParts, order: PackageOrder, built: Built): Promise<{ sha256: string; size_bytes: number }> {
  const receiving = await context.files.receive({ limit_bytes: limitBytes });
  let [bytes, next] = [0, Date.now() + progressEveryMs];
  try {
    for await (const piece of built.bytes) {
      await receiving.write(piece);
      bytes += piece.length;
      if (Date.now() < next) continue;
      next = Date.now() + progressEveryMs;
      await noteProgress(context.db, order.id, bytes);
    }
    const { sha256, size_bytes } = await receiving.finish();
    return { sha256, size_bytes };
  } catch (error) {
    await receiving.discard();
    throw error;
  }
}

async function fail({ context }: MakingParts, order: PackageOrder, fault: string): Promise<void> {
  await context.observe(permitMaking(order.site_id), { site: order.site_id, kind: 'package.failed' }, async (tx) => {
    await markFailed(tx, order.id, fault);
    const params = { number: order.number };
    const to = { person_ids: [order.requested_by] };
    await tell(tx, { kind: 'package_failed', site_id: order.site_id, opens: `packages?open=${order.id}`, params, to });
    return { subject: { type: 'package', id: order.id }, facts: { number: order.number, fault }, result: null };
  });
}
