// A check of the log under way in a worker: started, heard of, cancelled; and the checkpoint this browser keeps for the next one.
import { useEffect, useRef, useState } from 'react';
import type { CheckNews, CheckOrder } from './check-worker.ts';

export type CheckState = { is: 'idle' } | { is: 'running'; done: number; size: number } | Exclude<CheckNews, { kind: 'progress' }>;
const idle: CheckState = { is: 'idle' };

/** Ends with the page that shows it. */
export function useCheck() {
  const worker = useRef<Worker | null>(null);
  const [state, setState] = useState<CheckState>(idle);
  const stop = (next: CheckState): void => {
    worker.current?.terminate();
    worker.current = null;
    setState(next);
  };
  useEffect(() => () => worker.current?.terminate(), []);
  const start = (order: CheckOrder): void => {
    stop({ is: 'running', done: 0, size: 0 });
    worker.current = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    worker.current.addEventListener('message', ({ data }: MessageEvent<CheckNews>) =>
      data.kind === 'progress' ? setState({ is: 'running', done: data.done, size: data.size }) : stop(data),
    );
    worker.current.addEventListener('error', ({ message }) => stop({ kind: 'broken', message }));
    worker.current.postMessage(order);
  };
  return { state, start, cancel: () => stop(idle) };
}

const nameOf = (base: string): string => `holdfast.checkpoint.${base}`;
export type KeptCheckpoint = { note: string; at: string };

/** What this browser kept of a log at its last good check, or null. */
export function readKept(base: string): KeptCheckpoint | null {
  try {
    return JSON.parse(localStorage.getItem(nameOf(base)) ?? 'null') as KeptCheckpoint | null;
  } catch {
    return null;
  }
}

export function keep(base: string, it: KeptCheckpoint): void {
  localStorage.setItem(nameOf(base), JSON.stringify(it));
}
