// Words of the register of remote access and of who answers for what leaves the plant (E3, E5, H8, H19).
import { remoteServices } from '@holdfast/core-zones';
import { id, name, reason, remark, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** `escalated`: its review day came, it stays and somebody has to decide. */
export const remotePathState = z.enum(['in_force', 'escalated', 'ended']);
const day = z.iso.date();
const service = z.string().trim().min(2).max(40);
/** Services by which a way may be known, by name: what is none of them explains no session. */
export const remoteServiceNames: readonly string[] = [...remoteServices].toSorted();

/** One permitted way. Exactly one of `asset_id` (the device it goes through) and `service` (by which it is known, as flows name it). */
export const remotePath = z.object({
  id,
  name: z.string(),
  /** The product it is done with; several ways may share one. */
  solution: z.string(),
  /** Its solution is the one way in that the plant wants. */
  is_door: z.boolean(),
  asset_id: id.nullable(),
  asset_name: z.string().nullable(),
  service: z.string().nullable(),
  /** Null: from anywhere. */
  from_zone_id: id.nullable(),
  from_zone_name: z.string().nullable(),
  to_zone_ids: z.array(id),
  to_asset_ids: z.array(id),
  /** Zones and devices it reaches. */
  to_names: z.array(z.string()),
  owner_id: id,
  owner_name: z.string(),
  purpose: z.string(),
  reviewed_until: z.string(),
  state: remotePathState,
  version: z.number().int(),
  changed_by_name: z.string(),
  changed_at: time,
});
export type RemotePath = z.infer<typeof remotePath>;

const written = {
  name,
  solution: name,
  is_door: z.boolean(),
  asset_id: id.nullable(),
  service: service.refine((it) => remoteServices.has(it), { message: 'remote_service_unknown' }).nullable(),
  from_zone_id: id.nullable(),
  to_zone_ids: z.array(id).max(100),
  to_asset_ids: z.array(id).max(100),
  owner_id: id,
  purpose: remark.min(3),
  reviewed_until: day,
};
type Written = { asset_id: string | null; service: string | null; to_zone_ids: string[]; to_asset_ids: string[] };
const hasOneWay = (it: Written): boolean => (it.asset_id === null) !== (it.service === null);
const leadsSomewhere = (it: Written): boolean => it.to_zone_ids.length + it.to_asset_ids.length > 0;

/** All fields as they shall be; the purpose is why it is permitted. */
export const newRemotePath = z
  .object({ ...written, reason: reason.nullable().default(null) })
  .refine(hasOneWay, { message: 'remote_path_one_way' })
  .refine(leadsSomewhere, { message: 'remote_path_leads_nowhere' });
export type NewRemotePath = z.output<typeof newRemotePath>;
export const changedRemotePath = z
  .object({ ...written, reason, version: z.number().int() })
  .refine(hasOneWay, { message: 'remote_path_one_way' })
  .refine(leadsSomewhere, { message: 'remote_path_leads_nowhere' });
export type ChangedRemotePath = z.output<typeof changedRemotePath>;
export const remotePathEnd = z.object({ reason });

/** A way that was seen. `unexplained`: of its flows, those no entry of the register explains. */
export const remoteAccess = z.object({
  name: z.string(),
  is_device: z.boolean(),
  asset_id: id.nullable(),
  service: z.string().nullable(),
  flows: z.number().int(),
  past_dmz: z.number().int(),
  unexplained: z.number().int(),
  /** Of the unexplained flows: where they come from, and where they lead. What an entry would say. */
  from_zone_ids: z.array(id),
  to_zone_ids: z.array(id),
});
export type RemoteAccess = z.infer<typeof remoteAccess>;

/** `rule`: its purpose stands in the list, the owner is the conduit's; `nobody`: no owner or no purpose is known. */
export const answerSource = z.enum(['exception', 'rule', 'named', 'nobody']);
/** What leaves the plant over one conduit by one service. */
export const outbound = z.object({
  conduit_id: id,
  conduit_name: z.string(),
  service: z.string(),
  to_zone_name: z.string(),
  is_internet: z.boolean(),
  flows: z.number().int(),
  last_seen: time,
  source: answerSource,
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  purpose: z.string().nullable(),
  /** Where somebody was named by hand: why, by whom, when. */
  named: z.object({ reason: z.string().nullable(), by_name: z.string(), at: time }).nullable(),
});
export type Outbound = z.infer<typeof outbound>;
export const outboundAnswer = z.object({ service, owner_id: id, purpose: remark.min(3), reason });
export type OutboundAnswer = z.output<typeof outboundAnswer>;
