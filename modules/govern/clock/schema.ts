// Words of the clock: time servers, what they answered, and whether deadlines can be trusted.
import { time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `unchecked`: no time server is named. `unanswered`: none has answered for half an hour. `off`: by more than two seconds. */
export const verdict = z.enum(['unchecked', 'right', 'off', 'unanswered']);
export type Verdict = z.infer<typeof verdict>;

export const clockState = z.object({
  /** This server's time while it answered. */
  server_time: time,
  verdict,
  /** What must be added to the server's clock; null when nobody answered. */
  offset_ms: z.number().nullable(),
});
export type ClockState = z.infer<typeof clockState>;

export const timeServer = z.object({
  host: z.string(),
  port: z.number().int(),
  asked_at: time.nullable(),
  answered_at: time.nullable(),
  offset_ms: z.number().nullable(),
  delay_ms: z.number().nullable(),
  /** A code, worded in the pages under `fault.<code>`; null when the last question was answered. */
  fault: z.string().nullable(),
});
export type TimeServer = z.infer<typeof timeServer>;

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/);
export const newTimeServers = z.object({
  servers: z.array(z.object({ host, port: z.number().int().min(1).max(65_535).default(123) })).max(4),
});
export type NewTimeServers = z.output<typeof newTimeServers>;
export const timeServers = z.object({ rows: z.array(timeServer) });
