// The rolling look at kept files: reads them again, writes one entry a round, and says at once which are no longer what was stored.
import { tell } from '@holdfast/notices/store';
import type { Observe, Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { FileCheck } from '@holdfast/platform/file-check';
import { noteFileCheck } from '@holdfast/platform/file-check-state';
import type { FileStore } from '@holdfast/platform/file-store';
import type { Log } from '@holdfast/platform/log';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { checkKeptFile, permitRound } from './access.ts';
import { planRound, type Waiting } from './rules.ts';
import { listSitesWithFiles, listWaiting, namesOf } from './store.ts';

export type FileRoundParts = { db: Database; observe: Observe; files: FileStore };
export type RoundOptions = { now?: Date; signal?: AbortSignal; limit_bytes_per_s?: number };
type Read = FileCheck & { sha256: string; fault_before: string | null };

/** A round leaves the disk to others. */
const usualBytesPerSecond = 32 << 20;
const refreshJob = 'site.refresh';

/** One round over every site. What a signal interrupts is read by the next one. Returns how many files were read. */
export async function checkFiles(parts: FileRoundParts, options: RoundOptions = {}): Promise<number> {
  let read = 0;
  for (const site_id of await listSitesWithFiles(parts.db)) {
    const waiting = await listWaiting(parts.db, site_id);
    const planned = new Set(planRound(waiting, options.now ?? new Date()));
    read += await checkThese(
      parts,
      site_id,
      waiting.filter((it) => planned.has(it.sha256)),
      options,
    );
  }
  return read;
}

/** Looks at damaged files again: a finding closes itself when the bytes are back. Returns how many are whole again. */
export async function checkDamaged(parts: FileRoundParts, options: RoundOptions = {}): Promise<number> {
  let back = 0;
  for (const site_id of await listSitesWithFiles(parts.db)) {
    const damaged = (await listWaiting(parts.db, site_id)).filter((it) => it.fault !== null);
    const seen = await readAll(parts.files, damaged, options);
    const changed = seen.filter((it) => faultOf(it) !== it.fault_before);
    if (changed.length > 0)
      await parts.observe(permitRound(site_id), { site: site_id, kind: 'files.checked' }, (tx) => note(tx, site_id, changed));
    back += changed.filter((it) => it.state === 'whole').length;
  }
  return back;
}

/** Reads these files and notes what came of it in one entry. */
async function checkThese(parts: FileRoundParts, site_id: string, files: readonly Waiting[], options: RoundOptions): Promise<number> {
  const seen = await readAll(parts.files, files, options);
  if (seen.length > 0) await parts.observe(permitRound(site_id), { site: site_id, kind: 'files.checked' }, (tx) => note(tx, site_id, seen));
  return seen.length;
}

/** Reads one file because somebody asked. */
export async function checkOne(
  parts: Pick<FileRoundParts, 'db' | 'files'> & { act: Observe },
  permit: Permit,
  site_id: string,
  sha256: string,
): Promise<void> {
  const asked = (await listWaiting(parts.db, site_id)).filter((it) => it.sha256 === sha256);
  if (asked.length === 0) throw new Failure('not_found', 'file_missing');
  const seen = await readAll(parts.files, asked, { limit_bytes_per_s: Number.POSITIVE_INFINITY });
  await parts.act(permit, { site: site_id, kind: 'files.checked' }, (tx) => note(tx, site_id, seen));
}

async function readAll(store: FileStore, files: readonly Waiting[], options: RoundOptions): Promise<Read[]> {
  const { signal, limit_bytes_per_s = usualBytesPerSecond } = options;
  const seen: Read[] = [];
  try {
    for (const { sha256, fault } of files)
      seen.push({
        sha256,
        fault_before: fault,
        ...(await store.check(sha256, { limit_bytes_per_s, ...(signal === undefined ? {} : { signal }) })),
      });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
  return seen;
}

const faultOf = ({ state }: FileCheck) => (state === 'whole' || state === 'erased' ? null : state);

async function note(tx: Tx, site_id: string, seen: readonly Read[]) {
  for (const it of seen) await noteFileCheck(tx, it.sha256, it);
  const bad = seen.filter((it) => faultOf(it) !== null);
  const fresh = bad.filter((it) => it.fault_before === null);
  const back = seen.filter((it) => it.state === 'whole' && it.fault_before !== null);
  if (fresh.length > 0) await tellDamaged(tx, site_id, fresh);
  const damaged = bad.slice(0, mostTold).map(({ sha256, state, at_byte }) => ({ sha256, state, at_byte }));
  const read_bytes = seen.reduce((sum, it) => sum + it.read_bytes, 0);
  return {
    subject: { type: 'site', id: site_id },
    facts: {
      checked: seen.length,
      read_bytes,
      whole: seen.filter((it) => it.state === 'whole').length,
      bad: bad.length,
      damaged,
      back: back.length,
    },
    jobs: fresh.length + back.length > 0 ? [{ name: refreshJob, payload: { site_id }, key: `${refreshJob}:${site_id}` }] : [],
    result: null,
  };
}

/** So many stand in one entry by name. */
const mostTold = 100;

async function tellDamaged(tx: Tx, site_id: string, files: readonly Read[]): Promise<void> {
  const names = await namesOf(
    tx,
    site_id,
    files.map((it) => it.sha256),
  );
  const params = { count: files.length, name: names[0] ?? files[0]!.sha256.slice(0, 12) };
  await tell(tx, { kind: 'file_damaged', site_id, opens: 'findings', params, to: { sentence: checkKeptFile, zone_ids: [] } });
}

/** Encrypts plain files of an older Holdfast, one after the other, until none is left or it is stopped. Returns how many. */
export async function takeOverFiles(files: FileStore, log: Log, signal: AbortSignal): Promise<number> {
  await files.survey();
  const tried = new Set<string>();
  let taken = 0;
  for (;;) {
    const next = (await files.listPlain()).find((it) => !tried.has(it));
    if (next === undefined || signal.aborted) return taken;
    tried.add(next);
    try {
      if (await files.takeOver(next)) taken += 1;
    } catch (error) {
      // The rolling look says so too, with a finding.
      log.warn('could not encrypt a file of an older version', { file: next, error });
    }
  }
}
