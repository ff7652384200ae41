// One file's way to the server: announced, sent, and when the connection breaks off, sent on from where the server stopped.
import { createClient, ProblemError, problemOf, take, unreachable } from '@holdfast/client';
import { nameFirst } from '@holdfast/client/person-step';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isOver } from '../rules.ts';
import type { Capture } from '../schema.ts';
import type { Upload } from './uploads.ts';

/** What changes on the page while it goes. */
export type Tell = (patch: Partial<Upload>) => void;

const api = createClient();
/** Refusals and breaks after which the same file may go on in a moment. */
const passing: readonly string[] = [
  unreachable,
  'not_our_answer',
  'upload_busy',
  'upload_offset',
  'upload_incomplete',
  'upload_idle',
  'database_away',
];
const longestPauseMs = 15_000;
const sliceBytes = 4 << 20;
/** How long the answer to the last byte may wait for the count: then most captures need not be asked for again. */
const patienceMs = 1500;
/** Twice a second can be read; each time the page is drawn anew. */
const tellMs = 500;

/** Resolves with the capture when the server has the whole file, counted if that takes no longer than a moment. Throws ProblemError for what waiting does not mend, and when `signal` is aborted. */
export async function bringFile(site_id: string, file: File, tell: Tell, signal: AbortSignal): Promise<Capture> {
  const prefix = prefixHash(file, tell, signal);
  const path = { site_id };
  const announce = (anew: boolean): Promise<Capture> =>
    take(
      api.POST('/api/v1/sites/{site_id}/captures/announcements', {
        params: { path },
        body: { name: file.name, size_bytes: file.size, anew },
        signal,
      }),
    );
  tell({ state: 'sending' });
  let capture = await announce(false);
  for (let breaks = 0; ;) {
    tell({ capture_id: capture.id });
    try {
      const offset = capture.received_bytes;
      const prefix_sha256 = offset === 0 ? null : await prefix(offset);
      tell({ state: 'sending', sent_bytes: offset });
      return await sendPart(`/api/v1/sites/${site_id}/captures/${capture.id}/content`, { file, offset, prefix_sha256 }, tell, signal);
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : '';
      if (signal.aborted || !(passing.includes(code) || code === 'upload_other_file')) throw error;
      if (code === 'upload_other_file') capture = await announce(true);
      else {
        tell({ state: 'waiting', rate: 0 });
        capture = await untilAnswered(site_id, capture.id, breaks++, signal);
        // The last answer was lost on its way, not the file.
        if (isOver(capture.state) || capture.state === 'reading') return capture;
      }
    }
  }
}

/** Asks for the capture until the server answers, at growing intervals, and at once when the browser is online again. */
async function untilAnswered(site_id: string, capture_id: string, breaks: number, signal: AbortSignal): Promise<Capture> {
  for (let tries = breaks; ; tries += 1) {
    await pause(Math.min(longestPauseMs, 500 * 2 ** Math.min(tries, 8)), signal);
    try {
      const params = { path: { site_id, capture_id } };
      return await take(api.GET('/api/v1/sites/{site_id}/captures/{capture_id}', { params, signal }));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProblemError && passing.includes(error.problem.code))) throw error;
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => resolve(), ms);
  const online = (): void => resolve();
  const stop = (): void => reject(signal.reason as Error);
  window.addEventListener('online', online);
  signal.addEventListener('abort', stop);
  return promise.finally(() => {
    clearTimeout(timer);
    window.removeEventListener('online', online);
    signal.removeEventListener('abort', stop);
  });
}

/** The SHA-256 of a file's beginning; each byte is read once, however often it is asked for. Pages without HTTPS have no other way to it. */
function prefixHash(file: File, tell: Tell, signal: AbortSignal): (length: number) => Promise<string> {
  let hash = sha256.create();
  let hashed = 0;
  return async (length) => {
    if (hashed > length) [hash, hashed] = [sha256.create(), 0];
    tell({ state: 'checking', sent_bytes: hashed });
    while (hashed < length) {
      signal.throwIfAborted();
      const end = Math.min(length, hashed + sliceBytes);
      hash.update(new Uint8Array(await file.slice(hashed, end).arrayBuffer()));
      hashed = end;
      tell({ sent_bytes: hashed });
    }
    return bytesToHex(hash.clone().digest());
  };
}

type FilePart = { file: File; offset: number; prefix_sha256: string | null };

/** At a shared terminal whoever stands there is asked first: a refusal after gigabytes helps nobody. */
async function sendPart(path: string, part: FilePart, tell: Tell, signal: AbortSignal): Promise<Capture> {
  for (let tries = 1; ; tries += 1) {
    const person = await nameFirst();
    signal.throwIfAborted();
    if (person === null) throw new ProblemError({ ...problemOf(null, 403), kind: 'forbidden', code: personNeeded });
    try {
      return await sendBytes(path, part, person.headers, tell, signal);
    } catch (error) {
      const isRefused = error instanceof ProblemError && error.problem.code === personNeeded;
      if (tries > 1 || !isRefused || !person.isOver()) throw error;
    }
  }
}

const personNeeded = 'person_needed';
type Headers = Readonly<Record<string, string>>;

function sendBytes(
  path: string,
  { file, offset, prefix_sha256 }: FilePart,
  headers: Headers,
  tell: Tell,
  signal: AbortSignal,
): Promise<Capture> {
  const { promise, resolve, reject } = Promise.withResolvers<Capture>();
  const asked = new XMLHttpRequest();
  const query = new URLSearchParams({
    offset: String(offset),
    patience_ms: String(patienceMs),
    ...(prefix_sha256 === null ? {} : { prefix_sha256 }),
  });
  asked.open('PATCH', `${path}?${query}`);
  for (const [name, value] of Object.entries({ ...headers, 'content-type': 'application/octet-stream', accept: 'application/json' }))
    asked.setRequestHeader(name, value);
  measure(asked, offset, tell);
  asked.upload.onload = () => tell({ state: 'reading', sent_bytes: file.size });
  asked.onload = () => (asked.status < 300 ? resolve(JSON.parse(asked.responseText) as Capture) : reject(problemIn(asked)));
  asked.onerror = () => reject(new ProblemError({ ...problemOf(null, 0), code: unreachable }));
  asked.onabort = () => reject(signal.reason as Error);
  const stop = (): void => asked.abort();
  signal.addEventListener('abort', stop);
  asked.send(offset === 0 ? file : file.slice(offset));
  return promise.finally(() => signal.removeEventListener('abort', stop));
}

/** The rate after `sent` more bytes in `ms`: smoothed, so that it can be read. */
export function smoothRate(before: number, sent: number, ms: number): number {
  if (ms <= 0) return before;
  const now = (sent / ms) * 1000;
  return before === 0 ? now : before * 0.7 + now * 0.3;
}

function measure(asked: XMLHttpRequest, offset: number, tell: Tell): void {
  let at = performance.now();
  let sent = 0;
  let rate = 0;
  asked.upload.onprogress = ({ loaded }) => {
    const now = performance.now();
    if (now - at < tellMs) return;
    rate = smoothRate(rate, loaded - sent, now - at);
    at = now;
    sent = loaded;
    tell({ sent_bytes: offset + loaded, rate });
  };
}

function problemIn(asked: XMLHttpRequest): ProblemError {
  try {
    return new ProblemError(problemOf(JSON.parse(asked.responseText), asked.status));
  } catch {
    return new ProblemError(problemOf(null, asked.status));
  }
}
