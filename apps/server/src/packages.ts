// What making evidence packages needs of this server: its key, its words, and the log sealed and signed at once.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyText, readWitnessKeys } from '@holdfast/anchors/rules';
import { listAnchors, readPolicy } from '@holdfast/anchors/store';
import type { MakingParts } from '@holdfast/package/jobs';
import type { Context, Database } from '@holdfast/platform/route';
import { readOrCreateSecret } from '@holdfast/platform/secret-file';
import type { Sequencer } from '@holdfast/platform/sequencer';
import type { LogSigner } from '@holdfast/platform/signer-key';
import { listSites } from '@holdfast/sites/store';
import type { Pool } from 'pg';

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
  };
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
