// The structured log: one JSON object a line, to standard error or a file; values under secret-sounding names are never written.
import type { Writable } from 'node:stream';
import { createTurningFile } from './log-file.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogFields = Record<string, unknown>;

/** A component's log. Wording: lower case, no full stop, names the thing; numbers and ids go into the fields. */
export type Log = Record<LogLevel, (what: string, fields?: LogFields) => void>;

const secretName = /secret|password|passwd|token|cookie|authorization|credential|private_?key|one_time_code/i;
const secretInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/gi;

const sink: { level: LogLevel; out: Writable } = { level: 'info', out: process.stderr };

/**
 * Sets where the log goes and from which level on. `file` appends to a file (made with mode 0600; turned over at 10 MB, five are kept), `out` is any writable stream;
 * with neither the log goes to standard error.
 */
export function openLog(options: { level: LogLevel; file?: string; out?: Writable }): void {
  sink.level = options.level;
  sink.out = options.out ?? (options.file === undefined ? process.stderr : openFile(options.file));
}

// A log that cannot be written (the disk is full) must not end the process it watches: what is said goes to the console instead.
function openFile(path: string): Writable {
  const file = createTurningFile(path);
  file.on('error', (error) => {
    if (sink.out !== file) return;
    sink.out = process.stderr;
    logger('log').error('log file cannot be written, going on at the console', { path, error: error.message });
  });
  return file;
}

/** Returns the log of one component, e.g. `logger('sequencer').info('checkpoint signed', { size: 12 })`. */
export function logger(component: string): Log {
  const at =
    (level: LogLevel) =>
    (what: string, fields: LogFields = {}): void => {
      if (logLevels.indexOf(level) < logLevels.indexOf(sink.level)) return;
      sink.out.write(`${logLine(new Date(), level, component, what, fields)}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** One log line as text, without its line end. */
export function logLine(time: Date, level: LogLevel, component: string, what: string, fields: LogFields): string {
  const head = { time: time.toISOString(), level, component, what: hideInText(what) };
  return JSON.stringify({ ...head, ...cleanFields(fields), ...head });
}

function cleanFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, secretName.test(name) ? '[hidden]' : cleanValue(value, 0)]),
  );
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideInText(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (depth === 4) return '[deep]';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, secretName.test(name) ? '[hidden]' : cleanValue(item, depth + 1)]),
  );
}

function describeError(error: Error, depth: number): LogFields {
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : cleanValue(error.cause, depth + 1);
  return { name: error.name, code, message: hideInText(error.message), stack: hideInText(error.stack ?? ''), cause };
}

function hideInText(text: string): string {
  return text.replace(secretInUrl, '$1[hidden]@');
}
