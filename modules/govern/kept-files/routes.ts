// Routes of kept files: whether one is whole, and reading it again now.
import { Failure } from '@holdfast/platform/failure';
import { route } from '@holdfast/platform/route';
import { siteParams } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { checkKeptFile, seeKeptFiles } from './access.ts';
import { checkOne } from './jobs.ts';
import { keptFile, sha256 } from './schema.ts';
import { findKeptFile } from './store.ts';

const path = '/api/v1/sites/:site_id/kept-files/:sha256';
const params = siteParams.extend({ sha256 });

async function requireKept(...asked: Parameters<typeof findKeptFile>) {
  const found = await findKeptFile(...asked);
  if (found === null) throw new Failure('not_found', 'file_missing');
  return found;
}

export const routes = [
  route({
    method: 'GET',
    path,
    summary: 'When a kept file was last read and found whole',
    access: seeKeptFiles,
    params,
    output: keptFile,
    handle: ({ params: { site_id, sha256: hash }, context }) => requireKept(context.db, site_id, hash),
  }),
  route({
    method: 'POST',
    path: `${path}/checks`,
    summary: 'Read a kept file again now',
    access: checkKeptFile,
    params,
    body: z.object({}),
    output: keptFile,
    handle: async ({ params: { site_id, sha256: hash }, context }) => {
      await requireKept(context.db, site_id, hash);
      await checkOne(context, context.permit, site_id, hash);
      return requireKept(context.db, site_id, hash);
    },
  }),
];
