// Words of flows: who talks to whom, with which protocol and operations.
import { id, time } from '@holdfast/platform/shapes';
import { operationClasses } from '@holdfast/core-wire/words';
import { z } from 'zod';

export const operationClass = z.enum(operationClasses);
export const transport = z.enum(['tcp', 'udp', 'icmp', 'icmpv6', 'igmp', 'ip', 'ethernet']);
/** `id` is null for what is no device: a multicast or broadcast group. */
export const flowEnd = z.object({
  id: id.nullable(),
  name: z.string(),
  address: z.string(),
  kind: z.string(),
  zone_id: id.nullable(),
  zone_name: z.string().nullable(),
});
/** `protocol` is the flow's or one carried inside it: CIP in EtherNet/IP. */
export const operation = z.object({
  protocol: z.string(),
  code: z.number().int(),
  key: z.string(),
  name: z.string(),
  class: operationClass,
  count: z.number(),
  errors: z.number(),
});
export type Operation = z.infer<typeof operation>;

export const flow = z.object({
  id,
  client: flowEnd.extend({ id }),
  server: flowEnd,
  transport,
  server_port: z.number().int().nullable(),
  protocol: z.string(),
  packets: z.number(),
  bytes: z.number(),
  first_seen: time,
  last_seen: time,
  classes: z.array(operationClass),
});
export type Flow = z.infer<typeof flow>;

export const flowEvent = z.object({
  id,
  at: time,
  capture_id: id,
  file: z.string(),
  frame: z.number().int(),
  client: flowEnd.extend({ id }),
  server: flowEnd,
  protocol: z.string(),
  operation: z.string(),
  class: operationClass,
  attack: z.string().nullable(),
});
export type FlowEvent = z.infer<typeof flowEvent>;
