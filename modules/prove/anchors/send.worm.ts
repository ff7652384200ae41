// Copies a log into an S3 bucket nobody can empty: tiles and entry bundles as monitors read them (C2SP tlog-tiles), then the checkpoint, each under Object Lock.
import { createHash } from 'node:crypto';
import { bundlePath, encodeBundle, encodeTile, TILE_HEIGHT, TILE_WIDTH, tilePath, tileWidth } from '@holdfast/core-ledger';
import { latestCheckpoint, type LedgerClient, type LedgerLog, readEntries, readNodes } from '@holdfast/platform/ledger-store';
import { AnchorFault, type Send } from './send.ts';
import { openBucket, type PutObject } from './s3.ts';

/** An object of a copy: where it goes below the log's folder, and how its bytes are made when it is its turn. */
export type CopyPart = { path: string; bytes: () => Promise<Uint8Array> };

/** The tiles and bundles that a log of `size` has and one of `old` had not, entries first. */
export function partsToCopy(client: LedgerClient, log: Pick<LedgerLog, 'id'>, old: number, size: number): CopyPart[] {
  const parts: CopyPart[] = [];
  for (const { n, width } of grownTiles(0, old, size))
    parts.push({ path: bundlePath({ n, width }), bytes: () => bundleOf(client, log.id, n, width) });
  for (let level = 0; tileWidth(size, level, 0) > 0; level += 1)
    for (const { n, width } of grownTiles(level, old, size))
      parts.push({ path: tilePath({ level, n, width }), bytes: () => tileOf(client, log.id, level, n, width) });
  return parts;
}

function* grownTiles(level: number, old: number, size: number): Generator<{ n: number; width: number }> {
  for (let n = Math.floor(old / TILE_WIDTH ** (level + 1)); tileWidth(size, level, n) > 0; n += 1) {
    const width = tileWidth(size, level, n);
    if (width !== tileWidth(old, level, n)) yield { n, width };
  }
}

async function bundleOf(client: LedgerClient, log_id: string, n: number, width: number): Promise<Uint8Array> {
  const entries = await readEntries(client, log_id, n * TILE_WIDTH, width);
  if (entries.length !== width) throw new AnchorFault('cannot_prove');
  return encodeBundle(entries.map(({ body }) => body));
}

async function tileOf(client: LedgerClient, log_id: string, level: number, n: number, width: number): Promise<Uint8Array> {
  const positions = Array.from({ length: width }, (_, k) => ({ level: TILE_HEIGHT * level, k: n * TILE_WIDTH + k }));
  const nodes = await readNodes(client, log_id, positions);
  return encodeTile(positions.map(({ level: at, k }) => nodes(at, k)));
}

/** Everything new since the last copy, then the checkpoint: what a checkpoint in the bucket names is there. */
export const copyToBucket: Send = async (parts, anchor, log, due) => {
  const latest = await latestCheckpoint(parts.client, log.id);
  if (latest === null) throw new AnchorFault('no_checkpoint');
  const { prefix = '', retain_days = 1 } = anchor.settings;
  const retain_until = new Date(parts.now().getTime() + retain_days * 86_400_000).toISOString();
  const bucket = openBucket(parts, anchor);
  const folder = `${prefix}${prefix === '' || prefix.endsWith('/') ? '' : '/'}${log.origin}`;
  const put = (path: string, type: string, body: Uint8Array): Promise<void> => {
    const it: PutObject = {
      key: `${folder}/${path}`,
      type,
      body,
      retain_until,
      sha256: createHash('sha256').update(body).digest('base64'),
    };
    return bucket.put(it);
  };
  await bucket.requireLock();
  for (const part of partsToCopy(parts.client, log, due.size ?? 0, latest.size))
    await put(part.path, 'application/octet-stream', await part.bytes());
  const note = Buffer.from(latest.note);
  await put(`checkpoints/${latest.size}`, 'text/plain; charset=utf-8', note);
  await put('checkpoint', 'text/plain; charset=utf-8', note);
  return { size: latest.size, at: null, received_at: parts.now().toISOString(), detail: { retain_until } };
};
