// SQL of where a plant's NetBox is. The token is kept sealed and never told.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { NetboxSettings } from './schema.ts';

export type KeptNetbox = { base_url: string; ca_pem: string | null; token_sealed: string };

export async function readNetboxSettings(db: Database | Tx, site_id: string): Promise<NetboxSettings | null> {
  const rows = await sql<NetboxSettings>`select n.base_url, n.ca_pem is not null as has_own_ca, p.name as set_by_name, n.set_at
    from holdfast.netbox n left join holdfast.person p on p.id = n.set_by where n.site_id = ${site_id}`.execute(db);
  return rows.rows[0] ?? null;
}

export async function readNetbox(db: Database | Tx, site_id: string): Promise<KeptNetbox | null> {
  const rows = await sql<KeptNetbox>`select base_url, ca_pem, token_sealed from holdfast.netbox where site_id = ${site_id}`.execute(db);
  return rows.rows[0] ?? null;
}

export async function saveNetbox(tx: Tx, site_id: string, person_id: string, it: KeptNetbox): Promise<void> {
  await sql`insert into holdfast.netbox (site_id, base_url, ca_pem, token_sealed, set_by) values (${site_id}, ${it.base_url}, ${it.ca_pem}, ${it.token_sealed}, ${person_id})
    on conflict (site_id) do update set base_url = excluded.base_url, ca_pem = excluded.ca_pem, token_sealed = excluded.token_sealed, set_by = excluded.set_by,
      set_at = now()`.execute(tx);
}

export async function dropNetbox(tx: Tx, site_id: string): Promise<boolean> {
  const gone = await sql`delete from holdfast.netbox where site_id = ${site_id} returning 1`.execute(tx);
  return gone.rows.length > 0;
}
