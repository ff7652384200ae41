// Files on their way to the server: one after the other, going on while other pages are looked at. See bring-file.ts for one file's way.
import type { Capture } from '../schema.ts';
import { bringFile } from './bring-file.ts';

/**
 * `checking` compares with what the server has of it · `waiting` for the connection · `reading` all sent, being read. `sent_bytes` counts what the server had already too;
 * `rate` in bytes per second over the last seconds; `error` when it ended badly.
 */
export type Upload = {
  key: number;
  site_id: string;
  file: File;
  capture_id: string | null;
  state: 'queued' | 'checking' | 'sending' | 'waiting' | 'reading' | 'failed';
  sent_bytes: number;
  rate: number;
  error: unknown;
};

let uploads: readonly Upload[] = [];
let nextKey = 1;
let current: { key: number; stopping: AbortController } | null = null;
const listeners = new Set<() => void>();
const ended = new Set<(capture: Capture | null) => void>();

const set = (next: readonly Upload[]): void => {
  uploads = next;
  for (const listener of listeners) listener();
};
const change = (key: number, patch: Partial<Upload>): void => set(uploads.map((it) => (it.key === key ? { ...it, ...patch } : it)));
const drop = (key: number): void => set(uploads.filter((it) => it.key !== key));

/** For useSyncExternalStore. */
export const uploadStore = {
  read: (): readonly Upload[] => uploads,
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Calls back after each file with what became of it, null when it did not arrive. Returns the way to stop that. */
export function onUploadEnd(callback: (capture: Capture | null) => void): () => void {
  ended.add(callback);
  return () => ended.delete(callback);
}

/** Puts files at the end of the queue. */
export function addUploads(site_id: string, files: readonly File[]): void {
  const fresh = { capture_id: null, state: 'queued' as const, sent_bytes: 0, rate: 0, error: null };
  const more = files.map((file) => ({ key: nextKey++, site_id, file, ...fresh }));
  set([...uploads, ...more]);
  void sendNext();
}

/** Stops a file on its way, or takes one out of the queue. */
export function stopUpload(key: number): void {
  if (current?.key === key) current.stopping.abort();
  else drop(key);
}

async function sendNext(): Promise<void> {
  if (current !== null) return;
  const upload = uploads.find((it) => it.state === 'queued');
  window.onbeforeunload = upload === undefined ? null : (event) => event.preventDefault();
  if (upload === undefined) return;
  const { key, site_id, file } = upload;
  const stopping = new AbortController();
  current = { key, stopping };
  let capture: Capture | null = null;
  try {
    capture = await bringFile(site_id, file, (patch) => change(key, patch), stopping.signal);
    drop(key);
  } catch (error) {
    if (stopping.signal.aborted) drop(key);
    else change(key, { state: 'failed', error });
  }
  current = null;
  for (const callback of ended) callback(capture);
  void sendNext();
}
