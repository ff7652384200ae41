// Files on their way to the server: one after the other, going on while other pages are looked at.
import { ProblemError, problemOf, unreachable } from '@holdfast/client';

/** `rate` in bytes per second over the last seconds; `error` when it ended badly. */
export type Upload = {
  key: number;
  site_id: string;
  file: File;
  state: 'queued' | 'sending' | 'stopped' | 'failed';
  sent_bytes: number;
  rate: number;
  error: unknown;
};

let uploads: readonly Upload[] = [];
let nextKey = 1;
let request: XMLHttpRequest | null = null;
const listeners = new Set<() => void>();
const ended = new Set<() => void>();

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

/** Calls back after each file, however it ended. Returns the way to stop that. */
export function onUploadEnd(callback: () => void): () => void {
  ended.add(callback);
  return () => ended.delete(callback);
}

/** Puts files at the end of the queue. */
export function addUploads(site_id: string, files: readonly File[]): void {
  const more = files.map((file) => ({ key: nextKey++, site_id, file, state: 'queued' as const, sent_bytes: 0, rate: 0, error: null }));
  set([...uploads, ...more]);
  sendNext();
}

/** Stops a file on its way, or takes one out of the queue. */
export function stopUpload(key: number): void {
  const upload = uploads.find((it) => it.key === key);
  if (upload?.state === 'sending') request?.abort();
  else drop(key);
}

/** The rate after `sent` more bytes in `ms`: smoothed, so that it can be read. */
export function smoothRate(before: number, sent: number, ms: number): number {
  if (ms <= 0) return before;
  const now = (sent / ms) * 1000;
  return before === 0 ? now : before * 0.7 + now * 0.3;
}

function sendNext(): void {
  if (request !== null) return;
  const upload = uploads.find((it) => it.state === 'queued');
  window.onbeforeunload = upload === undefined ? null : (event) => event.preventDefault();
  if (upload === undefined) return;
  request = send(upload);
}

function send(upload: Upload): XMLHttpRequest {
  const { key, file, site_id } = upload;
  const asked = new XMLHttpRequest();
  const query = new URLSearchParams({ name: file.name, size_bytes: String(file.size) });
  asked.open('POST', `/api/v1/sites/${site_id}/captures?${query}`);
  asked.setRequestHeader('content-type', 'application/octet-stream');
  asked.setRequestHeader('accept', 'application/json');
  measure(asked, key);
  const end = (patch: Partial<Upload> | null): void => {
    request = null;
    if (patch === null) drop(key);
    else change(key, patch);
    for (const callback of ended) callback();
    sendNext();
  };
  asked.onload = () => end(asked.status < 300 ? null : { state: 'failed', error: problemIn(asked) });
  asked.onerror = () => end({ state: 'failed', error: new ProblemError({ ...problemOf(null, 0), code: unreachable }) });
  asked.onabort = () => end(null);
  change(key, { state: 'sending' });
  asked.send(file);
  return asked;
}

function measure(asked: XMLHttpRequest, key: number): void {
  let at = performance.now();
  let sent = 0;
  let rate = 0;
  asked.upload.onprogress = ({ loaded }) => {
    const now = performance.now();
    if (now - at < 250) return;
    rate = smoothRate(rate, loaded - sent, now - at);
    at = now;
    sent = loaded;
    change(key, { sent_bytes: loaded, rate });
  };
}

function problemIn(asked: XMLHttpRequest): ProblemError {
  try {
    return new ProblemError(problemOf(JSON.parse(asked.responseText), asked.status));
  } catch {
    return new ProblemError(problemOf(null, asked.status));
  }
}
