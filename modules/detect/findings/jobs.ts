// Keeps the frames of findings: cut out of their captures when a finding is made, and again when it is seen later.
import { type ClipWant, cutClips } from '@holdfast/captures/store.clip';
import type { Observe } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import { tellList } from '@holdfast/platform/large-fact';
import type { Database } from '@holdfast/platform/route';
import { z } from 'zod';
import { permitKeepingFrames } from './access.ts';
import { type FramesKept, type FrameWant, listFrameWants, saveFrames } from './store.frames.ts';

export const framesJob = 'finding.frames';
/** At most one look waits for a site. */
export const keepFrames = (site_id: string) => ({ name: framesJob, payload: { site_id }, key: `${framesJob}:${site_id}` });

type Parts = { db: Database; observe: Observe; files: FileStore };
const payloadShape = z.object({ site_id: z.uuid() });
/** A clip holds 256 KiB of frames; blocks and comment come on top. */
const limit_bytes = 1 << 20;

/**
 * The task `finding.frames`. Bears to run twice: what is kept is not looked for again. A job that comes while another of the site runs waits for
 * it, so that no capture is cut twice for the same.
 */
export function framesTask(parts: Parts): (payload: unknown) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  return async (payload) => {
    const { site_id } = payloadShape.parse(payload);
    const before = running.get(site_id) ?? Promise.resolve();
    const own = before.catch(() => {}).then(() => keepAll(parts, site_id));
    running.set(site_id, own);
    try {
      await own;
    } finally {
      if (running.get(site_id) === own) running.delete(site_id);
    }
  };
}

async function keepAll(parts: Parts, site_id: string): Promise<void> {
  // INVARIANT: what was looked for is noted, found or not, so each round has less to do.
  for (;;) {
    const wants = await listFrameWants(parts.db, site_id);
    if (wants.length === 0) return;
    await keep(parts, site_id, await cutAll(parts.files, wants));
  }
}

/** Each capture is read once for all that is wanted of it. */
async function cutAll(files: FileStore, wants: readonly FrameWant[]): Promise<FramesKept[]> {
  const kept: FramesKept[] = wants.filter((it) => it.sha256 === null).map((it) => ({ ...it, clip: null }));
  for (const [sha256, of] of Map.groupBy(
    wants.filter((it) => it.sha256 !== null),
    (it) => it.sha256!,
  )) {
    const clips = await cutClips(await files.open(sha256), of.map(toClip)).catch(orNone(of));
    for (const [at, it] of of.entries()) {
      const clip = clips[at] ?? null;
      const stored = clip === null ? null : await store(files, clip.bytes);
      kept.push({ ...it, clip: clip === null || stored === null ? null : { ...clip, ...stored } });
    }
  }
  return kept;
}

/** A capture that is gone or damaged has no frames to give; that is found and said elsewhere. */
const orNone = (of: readonly unknown[]) => (error: unknown) => {
  if (error instanceof Failure) return of.map(() => null);
  throw error;
};

const toClip = ({ finding_id, kind, place, at, ends, frame, sha256 }: FrameWant): ClipWant => ({
  ends,
  frame,
  from_ms: Date.parse(at) - 1,
  comment: `Holdfast finding ${finding_id} (${kind}, ${place} frames): cut around ${at}${frame === null ? '' : `, frame ${frame}`} out of the capture with SHA-256 ${sha256}`,
});

async function store(files: FileStore, bytes: Uint8Array): Promise<{ sha256: string; size_bytes: number }> {
  const receiving = await files.receive({ limit_bytes });
  await receiving.write(bytes);
  const { sha256, size_bytes } = await receiving.finish();
  return { sha256, size_bytes };
}

async function keep({ observe, files, db }: Parts, site_id: string, kept: readonly FramesKept[]): Promise<void> {
  const found = kept.filter((it) => it.clip !== null);
  if (found.length === 0) return void (await db.transaction().execute((tx) => saveFrames(tx, site_id, '', kept)));
  const content = found.map(({ clip }) => ({ sha256: clip!.sha256, size_bytes: clip!.size_bytes, type: 'application/x-pcapng' }));
  const gone = await observe(permitKeepingFrames(site_id), { site: site_id, kind: 'finding.frames_kept' }, async (tx, entry_id) => {
    const result = await saveFrames(tx, site_id, entry_id, kept);
    const frames = tellList(
      'frames_of',
      found.map(({ finding_id, place, clip }) => ({ finding_id, place, sha256: clip!.sha256, frames: clip!.frames })),
    );
    const ids = tellList('finding_ids', [...new Set(found.map((it) => it.finding_id))]);
    const replaced = tellList('replaced_sha256s', result);
    return {
      subject: { type: 'finding', id: found[0]!.finding_id },
      facts: { ...ids.facts, ...frames.facts, ...(result.length === 0 ? {} : replaced.facts) },
      personal: { ...ids.personal, ...frames.personal, ...(result.length === 0 ? {} : replaced.personal) },
      files: content,
      result,
    };
  });
  for (const sha256 of gone) await files.removeDestroyed(sha256);
}
