// Reading a capture: bytes while they come in, the count when they are complete, again after a restart when they were received.
import { tellList } from '@holdfast/platform/large-fact';
import { refreshSite } from '@holdfast/sites/rules';
import { addEvents, mergeFlows } from '@holdfast/flows/store';
import { addConversations, addSigns } from '@holdfast/flows/store.conversations';
import { mergeSightings } from '@holdfast/assets/store.sightings';
import { type AssetsSeen, noteAssetsSeen } from '@holdfast/observation/store';
import { tell } from '@holdfast/notices/store';
import type { Act, Observe, Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { FileSource } from '@holdfast/platform/file-source';
import type { FileStore } from '@holdfast/platform/file-store';
import type { Database } from '@holdfast/platform/route';
import { z } from 'zod';
import { permitReading } from './access.ts';
import { tellEnd } from './ends.ts';
import { followReading } from './follow.ts';
import { type Known, openReader, type Reader, type Reading } from './reader.ts';
import { stationOf } from './rules.ts';
import {
  claimReading,
  type Counted,
  endCapture,
  isContentCounted,
  listOverlapping,
  lockCounting,
  noteDone,
  noteProgress,
  noteSameContent,
  readAdder,
  readCapture,
  noteStation,
} from './store.ts';

/** What reading needs of the server. */
export type ReadingParts = { db: Database; act: Act; observe: Observe; files: FileStore };
export const readJob = 'capture.read';
/** A capture that ends its reader this often is given up. */
const lastTry = 3;
/** Also when it ended the whole server, which leaves no error to count. */
const lastStart = 10;
const payloadShape = z.object({ site_id: z.uuid(), capture_id: z.uuid() });

/** Readers of captures whose bytes came in while this process runs; the job takes them over. One instance a server. */
export type UnderWay = Map<string, Reader>;

/** The task: counts a received capture, once. A second run finds it done and does nothing. */
export function readTask(parts: ReadingParts, under_way: UnderWay): (payload: unknown, job: { attempt: number }) => Promise<void> {
  return async (payload, job) => {
    const { site_id, capture_id } = payloadShape.parse(payload);
    if ((await readCapture(parts.db, site_id, capture_id)).state !== 'reading') return;
    try {
      if (job.attempt > lastStart) throw new Error('the server ended each time it was read');
      await readOnce(parts, under_way, site_id, capture_id);
    } catch (error) {
      if ((await readCapture(parts.db, site_id, capture_id)).state !== 'reading') return;
      if (job.attempt < lastTry || isStop(error)) throw error;
      await fail(parts, site_id, capture_id, error instanceof Failure ? error.code : 'reading it ended the reader three times');
    } finally {
      tellEnd(capture_id);
    }
  };
}

/** The server stops, not the capture: reading goes on when it runs again. */
const isStop = (error: unknown): boolean => error instanceof Failure && error.code === 'reading_stopped';

async function readOnce(parts: ReadingParts, under_way: UnderWay, site_id: string, capture_id: string): Promise<void> {
  const { name, sha256 } = await readCapture(parts.db, site_id, capture_id);
  if (sha256 === null) throw new Failure('not_found', 'file_missing');
  const source = await parts.files.open(sha256);
  /** Follows a reader to its end, where a cancelling person finds it. */
  const follow = async (reader: Reader): Promise<Reading> => {
    under_way.set(capture_id, reader);
    const note = () => noteProgress(parts.db, site_id, capture_id, { received_bytes: 0, ...reader.progress });
    try {
      // INVARIANT: nothing notes progress while it is counted: each note would wait for the capture's row with a connection in its hand.
      return await followReading(reader, note);
    } finally {
      under_way.delete(capture_id);
      await reader.stop();
    }
  };
  const whole = await follow(under_way.get(capture_id) ?? openReader({ name, source }));
  for (let tries = 1; ; tries += 1) {
    const fresh = await withoutKnown(parts, site_id, sha256, whole, (known) => follow(openReader({ name, source, known })));
    try {
      return await settle(parts, site_id, capture_id, sha256, fresh);
    } catch (error) {
      if (tries === 10 || !(error instanceof Failure && error.code === 'counted_meanwhile')) throw error;
    }
  }
}

/** So many captures counted before are compared with; of more, the latest. */
const mostEarlier = 64;
/** A reading without the frames that captures counted before held too, and which those were. */
type Fresh = Reading & { earlier: readonly string[] };

/** Reads again without them only where captures overlap in time: the ordinary capture is read once. */
async function withoutKnown(
  parts: ReadingParts,
  site_id: string,
  sha256: string,
  whole: Reading,
  readAgain: (known: Known) => Promise<Reading>,
): Promise<Fresh> {
  const [file] = whole.report.capture.files;
  if (!file?.first || !file.last || (await isContentCounted(parts.db, site_id, whole.content_sha256 ?? sha256)))
    return { ...whole, earlier: [] };
  const overlapping = (await listOverlapping(parts.db, site_id, file.first, file.last)).slice(0, mostEarlier);
  const earlier = overlapping.map((it) => it.id);
  const sources: FileSource[] = [];
  for (const it of overlapping) {
    const source = await parts.files.open(it.sha256).catch(() => null);
    if (source !== null) sources.push(source);
  }
  if (sources.length === 0) return { ...whole, earlier };
  const until_ms = Math.max(...overlapping.map((it) => Date.parse(it.last_packet)));
  const { report, packets_known } = await readAgain({ sources, until_ms });
  if (packets_known === 0) return { ...whole, earlier };
  return { ...whole, report: { ...report, capture: whole.report.capture }, packets_known, earlier };
}

async function settle(parts: ReadingParts, site_id: string, capture_id: string, sha256: string, reading: Fresh): Promise<void> {
  const { report, content_sha256, packets_known } = reading;
  const [file] = report.capture.files;
  if (report.capture.packets === 0) return fail(parts, site_id, capture_id, file?.fault ?? 'no packets in it');
  const files = [{ sha256, size_bytes: file?.bytes ?? 0, type: 'application/vnd.tcpdump.pcap' }];
  const subject = { type: 'capture', id: capture_id };
  const { packets } = report.capture;
  const told = { packets, packets_known, first: file?.first ?? null, last: file?.last ?? null, fault: file?.fault ?? null };
  const isOther = await isContentCounted(parts.db, site_id, content_sha256 ?? sha256);
  const kind = isOther ? 'capture.duplicate' : 'capture.counted';
  await parts.observe(permitReading(site_id), { site: site_id, kind }, async (tx) => {
    if (!(await claimReading(tx, site_id, capture_id))) throw new Failure('conflict', 'capture_over');
    await lockCounting(tx, site_id);
    const duplicate_of = await noteSameContent(tx, site_id, capture_id, content_sha256 ?? sha256);
    if ((duplicate_of !== null) !== isOther) throw new Failure('conflict', 'counted_meanwhile');
    await tellOver(tx, site_id, capture_id, isOther ? 'duplicate' : 'done');
    if (duplicate_of !== null) return { subject, facts: { duplicate_of, content_sha256: content_sha256 ?? sha256 }, result: null };
    await checkEarlier(tx, site_id, reading);
    const { assets_made, ...counted } = await count(tx, site_id, capture_id, reading);
    const made = tellList('assets_made', assets_made);
    const facts = { ...told, ...counted, ...made.facts };
    return { subject, facts, personal: made.personal, files, jobs: [refreshSite(site_id)], result: null };
  });
}

/** What overlaps must still be what it was compared with. */
async function checkEarlier(tx: Tx, site_id: string, { report, earlier }: Fresh): Promise<void> {
  const [file] = report.capture.files;
  if (!file?.first || !file.last) return;
  const now = (await listOverlapping(tx, site_id, file.first, file.last)).slice(0, mostEarlier);
  if (now.map((it) => it.id).join() !== earlier.join()) throw new Failure('conflict', 'counted_meanwhile');
}

async function fail(parts: ReadingParts, site_id: string, capture_id: string, fault: string): Promise<void> {
  await parts.observe(permitReading(site_id), { site: site_id, kind: 'capture.failed' }, async (tx) => {
    if (!(await endCapture(tx, site_id, capture_id, 'failed', fault))) throw new Failure('conflict', 'capture_over');
    await tellOver(tx, site_id, capture_id, 'failed');
    return { subject: { type: 'capture', id: capture_id }, facts: { fault }, result: null };
  });
}

/** Who added it hears what became of it. */
async function tellOver(tx: Tx, site_id: string, capture_id: string, state: 'done' | 'duplicate' | 'failed'): Promise<void> {
  const { name, added_by } = await readAdder(tx, site_id, capture_id);
  if (added_by === null) return;
  await tell(tx, {
    kind: 'capture_over',
    site_id,
    opens: `captures/${capture_id}`,
    params: { name, state },
    to: { person_ids: [added_by] },
  });
}

/** When the capture saw the asset a report speaks of. */
function seenBy(it: Reading['report']['assets'][number], asset_of: ReadonlyMap<string, string>): AssetsSeen['seen'][number][] {
  const asset_id = [...it.macs, ...it.ips].map((address) => asset_of.get(address)).find((id) => id !== undefined);
  return asset_id === undefined ? [] : [{ asset_id, seen_from: it.first, seen_to: it.last }];
}

/** Everything of one capture in one transaction: half a capture is never counted. */
async function count(tx: Tx, site_id: string, capture_id: string, reading: Reading): Promise<Counted & { assets_made: string[] }> {
  const { report } = reading;
  const merged = await mergeSightings(tx, site_id, { capture_id }, report.assets);
  const flows = await mergeFlows(tx, site_id, report.flows, merged.asset_of);
  await addConversations(tx, site_id, capture_id, report.flows, merged.asset_of);
  await addSigns(tx, site_id, capture_id, report.signs, merged.asset_of);
  const seen = report.assets.flatMap((it) => seenBy(it, merged.asset_of));
  const station_id = merged.asset_of.get(stationOf(report.flows, (address) => !merged.asset_of.has(address)) ?? '') ?? null;
  await noteAssetsSeen(tx, { site_id, kind: station_id === null ? 'capture' : 'station', source_id: capture_id, seen });
  await noteStation(tx, site_id, capture_id, station_id);
  const events = await addEvents(tx, site_id, capture_id, report.events, merged.asset_of);
  const counted = { assets_seen: merged.seen, assets_new: merged.new_ids.length, flows_seen: flows.seen, flows_new: flows.fresh, events };
  await noteDone(tx, site_id, capture_id, reading, counted);
  return { ...counted, assets_made: merged.new_ids };
}
