// What the OSCAL documents are made of, read at an instant: every requirement of a site in full.
import type { Context } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { OscalGiven } from './rules.oscal.ts';
import { detailsAt } from './store.reading.ts';
import type { MatrixParts } from './store.ts';

export async function oscalGivenAt(
  parts: MatrixParts,
  context: Pick<Context, 'db' | 'now'>,
  site_id: string,
  as_of?: string,
): Promise<OscalGiven> {
  const { details, site, at } = await detailsAt(parts, context, site_id, as_of);
  const found = await sql<{ name: string }>`select name from holdfast.organisation limit 1`.execute(context.db);
  return { site, organisation: found.rows[0]?.name ?? '', at: at.toISOString(), url: '', details };
}
