// Routes of packages: what one would hold, making, the list, the file; and the verifier that checks it elsewhere.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Failure } from '@holdfast/platform/failure';
import { readEpochs, type LedgerClient, type LedgerLog } from '@holdfast/platform/ledger-store';
import { isAllowed } from '@holdfast/platform/permit';
import { type Context, fileAnswer, route } from '@holdfast/platform/route';
import { id, siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { makePackages, packFiles, permitMaking, seePackages } from './access.ts';
import { reasonAgainst } from './contents.ts';
import { kindsBehind, type RequirementPart } from './rules.stated.ts';
import { countOmissions, labelOf, makeJob, mostEntries, reasonOutside } from './rules.ts';
import { evidencePackage, type NewPackage, newPackage, packagePage, packageQuery, type Preview, preview, verifierFile } from './schema.ts';
import { addPackage, findPrevious, listPackages, readPackage, titleOf } from './store.ts';
import { type AsOf, countSelected, findAsOf } from './store.ledger.ts';

/** `verifierDir`: where the built verifier lies. */
export type PackageNeeds = { client: LedgerClient; verifierDir: string; requirements: readonly RequirementPart[] };

const base = '/api/v1/sites/:site_id/packages';
const one = siteParams.extend({ package_id: id });
const verifierNames = ['holdfast-verify.mjs', 'holdfast-verify.html'] as const;

type Asked = { log: LedgerLog; head: AsOf; may_pack_files: boolean };

async function ask({ client }: PackageNeeds, context: Context, site_id: string, { as_of, epoch }: NewPackage): Promise<Asked> {
  const logs = await readEpochs(client, site_id);
  const log = epoch === null ? logs.at(-1) : logs.find((it) => it.epoch === epoch);
  if (log === undefined) throw new Failure('not_found', logs.length === 0 ? 'no_ledger_yet' : 'epoch_not_found');
  const head = await findAsOf(context.db, log.id, { until: as_of });
  if (head === null) throw new Failure('unprocessable', 'no_checkpoint_then');
  return { log, head, may_pack_files: isAllowed(context.principal, packFiles, site_id) };
}

async function look(needs: PackageNeeds, context: Context, site_id: string, body: NewPackage): Promise<Preview> {
  const { log, head, may_pack_files } = await ask(needs, context, site_id, body);
  const { scope, from, until } = body;
  const found = await countSelected(context.db, {
    log_id: log.id,
    size: head.size,
    scope,
    kinds: kindsBehind(needs.requirements, scope),
    from,
    until,
  });
  const previous = await findPrevious(context.db, log.id, scope, head.size);
  const rights = { ...body, may_pack_files };
  const out = found.files.flatMap((it) => reasonAgainst(it, rights) ?? []);
  const inside = found.files.filter((it) => reasonAgainst(it, rights) === null);
  const hidden = Array.from({ length: body.with_texts ? 0 : found.texts }, () => ({ reason: 'not_asked' }));
  const erased = Array.from({ length: found.erased }, () => ({ reason: 'erased' }));
  const outside = head.size > found.entries ? [{ from: found.entries, to: head.size, reason: reasonOutside(scope) }] : [];
  return {
    as_of_size: head.size,
    as_of_at: head.published_at,
    previous_number: previous?.number ?? null,
    entries: found.entries,
    texts: body.with_texts ? found.texts : 0,
    files: inside.length,
    files_bytes: inside.reduce((sum, it) => sum + it.size_bytes, 0),
    omitted: countOmissions(
      outside,
      [...hidden, ...erased],
      out.map((reason) => ({ reason })),
    ),
  };
}

async function order(needs: PackageNeeds, context: Context, site_id: string, body: NewPackage) {
  const { log, head, may_pack_files } = await ask(needs, context, site_id, body);
  const { scope, from, until } = body;
  const { entries } = await countSelected(context.db, {
    log_id: log.id,
    size: head.size,
    scope,
    kinds: kindsBehind(needs.requirements, scope),
    from,
    until,
  });
  if (entries === 0) throw new Failure('unprocessable', 'package_is_empty');
  if (entries > mostEntries) throw new Failure('unprocessable', 'package_too_large', { most: mostEntries });
  const scope_title = scope.type === 'requirement' ? requirementTitle(needs, scope.id) : await titleOf(context.db, site_id, scope);
  return context.act(context.permit, { site: site_id, kind: 'package.requested' }, async (tx) => {
    const previous = await findPrevious(tx, log.id, scope, head.size);
    const ordering = { log_id: log.id, as_of_size: head.size, previous, may_pack_files, scope_title, person_id: context.permit.actor_id };
    const result = await addPackage(tx, site_id, { ...body, ...ordering });
    const facts = { number: result.number, scope: scope.type, as_of_size: head.size, complete: body.complete, texts: body.with_texts };
    const jobs = [{ name: makeJob, payload: { package_id: result.id } }];
    return { subject: { type: 'package', id: result.id }, facts, jobs, result };
  });
}

function requirementTitle({ requirements }: PackageNeeds, id: string): string {
  const found = requirements.find((it) => it.id === id);
  if (found === undefined) throw new Failure('not_found', 'scope_not_found');
  return found.cite.en;
}

/** Taking a package out of the house is an entry too. */
async function download(context: Context, site_id: string, package_id: string) {
  const it = await readPackage(context.db, site_id, package_id);
  if (it.sha256 === null) throw new Failure('conflict', 'package_not_ready');
  const body = await context.files.stream(it.sha256);
  const facts = { number: it.number, by: context.permit.actor_id };
  await context.observe(permitMaking(site_id), { site: site_id, kind: 'package.downloaded' }, async () => ({
    subject: { type: 'package', id: it.id },
    facts,
    result: null,
  }));
  return { name: `${labelOf(it.number)}.zip`, type: 'application/zip', body };
}

async function readVerifier({ verifierDir }: PackageNeeds, name: string): Promise<Buffer> {
  return readFile(join(verifierDir, name)).catch(() => {
    throw new Failure('not_found', 'verifier_not_built');
  });
}

export const packageRoutes = (needs: PackageNeeds) => [
  route({
    method: 'GET',
    path: base,
    summary: 'List the evidence packages',
    access: seePackages,
    params: siteParams,
    query: packageQuery,
    output: packagePage,
    handle: ({ params, query, context }) => listPackages(context.db, params.site_id, query),
  }),
  route({
    method: 'GET',
    path: `${base}/:package_id`,
    summary: 'One evidence package',
    access: seePackages,
    params: one,
    output: evidencePackage,
    handle: ({ params, context }) => readPackage(context.db, params.site_id, params.package_id),
  }),
  route({
    method: 'POST',
    path: `${base}/preview`,
    summary: 'What a package would hold and leave out',
    access: seePackages,
    params: siteParams,
    body: newPackage,
    output: preview,
    handle: ({ params, body, context }) => look(needs, context, params.site_id, body),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Make an evidence package',
    access: makePackages,
    params: siteParams,
    body: newPackage,
    output: evidencePackage,
    handle: ({ params, body, context }) => order(needs, context, params.site_id, body),
  }),
  route({
    method: 'GET',
    path: `${base}/:package_id/file`,
    summary: 'Download an evidence package',
    access: seePackages,
    params: one,
    output: fileAnswer,
    sends: true,
    handle: ({ params, context }) => download(context, params.site_id, params.package_id),
  }),
  route({
    method: 'GET',
    path: '/api/v1/verifier',
    summary: 'The offline verifier: its files and their SHA-256',
    access: 'signed_in',
    output: z.object({ files: z.array(verifierFile) }),
    handle: async () => {
      const files = await Promise.all(verifierNames.map(async (name) => ({ name, bytes: await readVerifier(needs, name) })));
      const told = files.map(({ name, bytes }) => ({
        name,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size_bytes: bytes.length,
      }));
      return { files: told };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/verifier/:name',
    summary: 'Download the offline verifier',
    access: 'signed_in',
    params: z.object({ name: z.enum(verifierNames) }),
    output: fileAnswer,
    sends: true,
    handle: async ({ params }) => ({
      name: params.name,
      type: params.name.endsWith('.mjs') ? 'text/javascript' : 'text/html',
      body: Readable.from([await readVerifier(needs, params.name)]),
    }),
  }),
];
