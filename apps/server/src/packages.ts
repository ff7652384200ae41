// What making evidence packages needs of this server: its key, its words, and the log sealed and signed at once.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyText, readWitnessKeys } from '@holdfast/anchors/rules';
import { listAnchors, readPolicy } from '@holdfast/anchors/store';
import { citeText } from '@holdfast/core-law';
import type { MakingParts } from '@holdfast/package/jobs';
import type { Context, Database } from '@holdfast/platform/route';
import { readOrCreateSecret } from '@holdfast/platform/secret-file';
import type { Assumption, RequirementPart } from '@holdfast/package/rules.stated';
import { readStatements } from '@holdfast/requirements/store.statements';
import type { Sequencer } from '@holdfast/platform/sequencer';
import type { LogSigner } from '@holdfast/platform/signer-key';
import { listSites } from '@holdfast/sites/store';
import type { Pool } from 'pg';
import { matrix } from './bindings.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
/** Where the build puts the offline verifier. */
export const verifierDir = join(root, 'apps/verifier/dist');

type Given = { context: Pick<Context, 'db' | 'observe' | 'files'>; pool: Pool; signer: LogSigner; sequencer: Sequencer; dataDir: string };

export async function makingParts({ context, pool, signer, sequencer, dataDir }: Given): Promise<MakingParts> {
  return {
    context,
    client: pool,
    secret: await readOrCreateSecret(join(dataDir, 'secrets', 'package.secret')),
    vkeysOf: (origin) => signer.vkeys(origin),
    policyOf: ({ origin }) => policyFor(context.db, signer.vkeys(origin)),
    siteName: async (site_id) => (await listSites(context.db)).find(({ id }) => id === site_id)?.name ?? site_id,
    checkpoint: (log) => sequencer.checkpoint(log),
    kindWords: { en: readKinds('en'), de: readKinds('de') },
    requirements: requirementParts,
    assumptionsOf: (site_id, until) => assumptionsUntil(context.db, site_id, until),
  };
}

/** The matrix as packages tell it. */
export const requirementParts: readonly RequirementPart[] = matrix.requirements.map(({ id, title, cite }) => {
  const own = matrix.bindings.filter((it) => it.requirements.includes(id));
  return {
    id,
    title,
    cite: { en: citeText(cite, 'en'), de: citeText(cite, 'de') },
    kinds: [...new Set(own.flatMap((it) => it.kinds))],
    proves: own.map((it) => ({ title: it.title ?? { en: it.id, de: it.id }, limits: it.limits ?? null })),
  };
});

/** What was assumed at a site at an instant, the oldest first. */
async function assumptionsUntil(db: Database, site_id: string, until: Date): Promise<Assumption[]> {
  const said = (await readStatements(db, site_id, null, until)).filter((it) => it.kind === 'assumption');
  const held = said.filter((it) => it.ended_at === null || Date.parse(it.ended_at) > until.getTime());
  return held
    .map((it) => ({ requirement_id: it.requirement_id ?? '', text: it.text, by_name: it.made_by_name, made_at: it.made_at }))
    .toReversed();
}

/** The log's own keys, the witnesses there are now, and how many of them are enough. */
async function policyFor(db: Database, vkeys: readonly string[]): Promise<string> {
  const witnesses = (await listAnchors(db)).flatMap(({ kind, settings }) => {
    const keys = kind === 'witness' ? readWitnessKeys((settings.vkeys ?? []).join('\n')) : null;
    return keys?.ok === true ? [keys.value] : [];
  });
  const { threshold } = await readPolicy(db);
  return policyText(vkeys, witnesses, threshold);
}

/** What each kind of entry is called, as the ledger's pages say it. */
function readKinds(language: 'en' | 'de'): Record<string, string> {
  const path = join(root, `modules/prove/ledger/ui/words.${language}.json`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { kind: Record<string, string> }).kind;
}
