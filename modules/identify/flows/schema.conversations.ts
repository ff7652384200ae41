// Words of conversations: what a flow did hour by hour, and which parts of a device its requests named.
import { id, time } from '@holdfast/platform/shapes';
import { modbusTables, signKinds } from '@holdfast/core-wire/words';
import { z } from 'zod';
import { operationClass } from './schema.ts';

const touched = { class: operationClass };
/** A part of a device and what was done to it; ranges inclusive. */
export const flowElement = z.discriminatedUnion('protocol', [
  z.object({
    protocol: z.literal('modbus'),
    unit: z.number().int(),
    table: z.enum(modbusTables),
    from: z.number().int(),
    to: z.number().int(),
    ...touched,
  }),
  z.object({ protocol: z.literal('cip'), class_id: z.number().int(), ...touched }),
  z.object({ protocol: z.literal('s7comm'), area: z.string(), number: z.number().int().nullable(), ...touched }),
]);
export type FlowElement = z.infer<typeof flowElement>;

/** One hour of a flow. `opened`: connections whose beginning was seen in it. */
export const conversation = z.object({
  hour: time,
  started_at: time,
  last_at: time,
  connections: z.number().int(),
  opened: z.number().int(),
  packets: z.number(),
  bytes: z.number(),
  /** Answers that said no. */
  errors: z.number(),
  classes: z.array(operationClass),
  elements: z.array(flowElement),
  elements_folded: z.number().int(),
});
export type Conversation = z.infer<typeof conversation>;

/** What a flow's page shows beside its operations: every element named, and the hours of the last days in which it was seen. */
export const flowHistory = z.object({
  elements: z.array(flowElement),
  elements_folded: z.number().int(),
  conversations: z.array(conversation),
  total_hours: z.number().int(),
  kept_days: z.number().int(),
});
export type FlowHistory = z.infer<typeof flowHistory>;

/** Conversations of one flow that did the same, counted together: what an allow-list is learnt from and tried on. */
export const conversationGroup = z.object({
  flow_id: id,
  client_id: id,
  server_id: id.nullable(),
  client_zone_id: id.nullable(),
  server_zone_id: id.nullable(),
  transport: z.string(),
  server_port: z.number().int().nullable(),
  protocol: z.string(),
  classes: z.array(operationClass),
  elements: z.array(flowElement),
  elements_folded: z.number().int(),
  /** Hours, connections in them, and those of which the beginning was seen. */
  conversations: z.number().int(),
  connections: z.number().int(),
  opened: z.number().int(),
  packets: z.number(),
  errors: z.number(),
  first_at: time,
  last_at: time,
  /** Only where asked for by hour of the week, in the given time zone: day 1 (Monday) to 7, hour 0 to 23, first and last minute in it. */
  weekday: z.number().int().nullable(),
  hour: z.number().int().nullable(),
  minute_from: z.number().int().nullable(),
  minute_to: z.number().int().nullable(),
});
export type ConversationGroup = z.infer<typeof conversationGroup>;

/** Something worth a look between two ends: a password in the clear, an old version, a contested address. Ends that are assets have ids. */
export const trafficSign = z.object({
  id,
  capture_id: id,
  kind: z.enum(signKinds),
  client_id: id.nullable(),
  server_id: id.nullable(),
  client_address: z.string(),
  server_address: z.string(),
  protocol: z.string(),
  detail: z.string(),
  first_at: time,
  last_at: time,
  frame: z.number().int(),
  count: z.number(),
});
export type TrafficSign = z.infer<typeof trafficSign>;
