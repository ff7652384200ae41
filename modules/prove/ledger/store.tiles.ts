// SQL of the log as files anyone can fetch: tiles and bundles of entries (C2SP tlog-tiles v0.1.0), and the signed checkpoint.
import { encodeBundle, encodeTile, nodesOfTile, TILE_WIDTH, type TilePath, tileWidth } from '@holdfast/core-ledger';
import { latestCheckpoint, type LedgerClient, type LedgerLog } from '@holdfast/platform/ledger-store';

/** A place's log by its epoch; the one that takes new entries when none is asked for. */
export async function findEpoch(client: LedgerClient, site_id: string | null, epoch: number | null): Promise<LedgerLog | undefined> {
  const found = await client.query<LedgerLog>(
    `select id, site_id, origin, epoch from ledger.log where site_id is not distinct from $1 and ($2::int is null or epoch = $2)
     order by epoch desc limit 1`,
    [site_id, epoch],
  );
  return found.rows[0];
}

/** Bytes of a tile or bundle as far as the latest checkpoint reaches: what is not signed yet is not published. Null when there is none such. */
export async function readTile(client: LedgerClient, log_id: string, path: TilePath): Promise<Uint8Array | null> {
  const latest = await latestCheckpoint(client, log_id);
  const tile = path.kind === 'tile' ? path.tile : { ...path.bundle, level: 0 };
  if (latest === null || tileWidth(latest.size, tile.level, tile.n) < tile.width) return null;
  if (path.kind === 'entries') return encodeBundle(await readColumn(client, 'body', log_id, tile.n * TILE_WIDTH, tile.width));
  if (tile.level === 0) return encodeTile(await readColumn(client, 'leaf', log_id, tile.n * TILE_WIDTH, tile.width));
  const { level, first, count } = nodesOfTile(tile);
  const found = await client.query<{ hash: Buffer }>(
    'select hash from ledger.node where log_id = $1 and level = $2 and k >= $3 and k < $3::bigint + $4 order by k',
    [log_id, level, first, count],
  );
  return encodeTile(whole(found.rows, count).map(({ hash }) => hash));
}

async function readColumn(client: LedgerClient, column: 'body' | 'leaf', log_id: string, first: number, count: number): Promise<Buffer[]> {
  const found = await client.query<{ bytes: Buffer }>(
    `select ${column} as bytes from ledger.entry where log_id = $1 and idx >= $2 and idx < $2::bigint + $3 order by idx`,
    [log_id, first, count],
  );
  return whole(found.rows, count).map(({ bytes }) => bytes);
}

function whole<T>(rows: T[], count: number): T[] {
  if (rows.length !== count) throw new Error(`the ledger holds ${rows.length} of ${count} hashes or entries in a row`);
  return rows;
}

/** Lines of witnesses under a checkpoint of just this size, the newest of each. */
export async function readCosignatures(client: LedgerClient, log_id: string, size: number): Promise<string[]> {
  const found = await client.query<{ line: string }>(
    'select distinct on (witness) line from ledger.cosig where log_id = $1 and size = $2 order by witness, at desc',
    [log_id, size],
  );
  return found.rows.map(({ line }) => line);
}
