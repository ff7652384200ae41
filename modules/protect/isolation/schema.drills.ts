// Words of isolation drills: real connections to a responder placed in the zone, expected against seen.
import { conduitMode } from '@holdfast/conduits/schema.modes';
import { id, listQuery, oneOrMoreIds, page, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { drillResult } from './schema.ts';

const address = z.union([z.ipv4(), z.ipv6()]);
const port = z.number().int().min(1).max(65_535);

/** What a probe must see: `passes` or `blocked`, by list and mode when the drill began. */
export const expected = z.enum(['passes', 'blocked']);
/** `answered`: the responder; `silent`: nothing in time; `refused`: a reset; `other`: somebody who is not the responder of this drill. */
export const seen = z.enum(['answered', 'silent', 'refused', 'other']);
/** `unproved`: the responder did not listen on that port, or the probe was not made: silence says nothing then. */
export const outcome = z.enum(['as_expected', 'differs', 'unproved']);

export const probeTransport = z.enum(['tcp', 'udp']);
export type ProbeTransport = z.infer<typeof probeTransport>;

export const probe = z.object({
  id: z.string(),
  conduit_id: id,
  conduit_name: z.string(),
  mode: conduitMode,
  from: address,
  to: address,
  /** Drills of before know TCP only. */
  transport: probeTransport.default('tcp'),
  port,
  expected,
  rule_id: z.string().nullable(),
});
export type Probe = z.infer<typeof probe>;
export const probeResult = z.object({ probe_id: z.string().max(20), seen });
/** `ports`: TCP. */
export const listening = z.object({ address, ports: z.array(port).max(200), udp_ports: z.array(port).max(200).default([]) });
export const conduitOutcome = z.object({
  conduit_id: id,
  conduit_name: z.string(),
  probes: z.number().int(),
  as_expected: z.number().int(),
  outcome,
});

export const drill = z.object({
  id,
  /** Counted for each site: drill 3. */
  number: z.number().int(),
  zone_id: id,
  zone_name: z.string(),
  window_number: z.number().int(),
  state: z.enum(['running', 'ended', 'stopped']),
  responders: z.array(z.object({ address })),
  probes: z.array(probe),
  results: z.array(z.object({ probe_id: z.string(), seen: seen.nullable(), outcome })),
  conduits: z.array(conduitOutcome),
  result: drillResult.nullable(),
  started_by_name: z.string(),
  started_at: time,
  /** The end of its window: no probe after it. */
  until_at: time,
  ended_by_name: z.string().nullable(),
  ended_at: time.nullable(),
});
export type Drill = z.infer<typeof drill>;
export const drillQuery = listQuery.extend({ zone_id: oneOrMoreIds });
export type DrillQuery = z.infer<typeof drillQuery>;
export const drillPage = page(drill);

/** `probers`: a host beyond each conduit. `ports`, `udp_ports`: forbidden ones to try besides those of the list. */
export const newDrill = z.object({
  window_id: id,
  responders: z.array(z.object({ address })).min(1).max(5),
  probers: z
    .array(z.object({ conduit_id: id, address }))
    .min(1)
    .max(50),
  ports: z.array(port).max(20).default([22, 102, 445, 502, 3389]),
  udp_ports: z.array(port).max(20).default([69, 137, 161]),
});
export type NewDrill = z.output<typeof newDrill>;
export const drillStop = z.object({ reason });
/** What responders and probers wrote down. */
export const drillReport = z.object({ listening: z.array(listening).max(5), results: z.array(probeResult).max(5000) });
export type DrillReport = z.output<typeof drillReport>;
