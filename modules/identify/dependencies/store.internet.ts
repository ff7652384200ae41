// SQL of connections with the internet: which outside addresses a declared external service with an owner stands for.
import { networkHas, parseAddress, parseNetwork, scopeOf } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

/** Whether one of the addresses or networks (`203.0.113.7`, `203.0.113.0/24`) covers the address. */
export function isCovered(address: string, covering: readonly string[]): boolean {
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  return covering.some((text) => {
    const network = parseNetwork(text);
    if (network !== null) return networkHas(network, parsed);
    const single = parseAddress(text);
    return single !== null && single.family === parsed.family && single.value === parsed.value;
  });
}

/** Addresses and networks of external services somebody answers for: owner and purpose are named (E5). */
export async function listOwnedAddresses(db: Database | Tx, site_id: string): Promise<string[]> {
  const rows = await sql<{ address: string }>`select distinct unnest(s.addresses) as address from holdfast.service s
    where s.site_id = ${site_id} and s.external and s.ended_at is null and s.owner_id is not null and coalesce(s.purpose, '') <> ''`.execute(
    db,
  );
  return rows.rows.map((row) => row.address);
}

/** Public addresses in the site's flows that no external service stands for. */
export async function listUnownedAddresses(db: Database | Tx, site_id: string): Promise<string[]> {
  const owned = await listOwnedAddresses(db, site_id);
  const seen = await sql<{
    address: string;
  }>`select server_address as address from holdfast.flow where site_id = ${site_id} and transport <> 'ethernet'
    union select client_address from holdfast.flow where site_id = ${site_id} and transport <> 'ethernet'`.execute(db);
  return seen.rows.map((row) => row.address).filter((address) => isPublic(address) && !isCovered(address, owned));
}

/** Whether the address is one of the internet. */
export function isPublic(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && scopeOf(parsed) === 'public';
}
