// Counts what is written while it is written: flows, operations, identities, events. The truth file is made from it.
import type { AttackTechnique, OperationClass, ProtocolName } from '@holdfast/core-wire/words';
import { makeLoad } from './frames.ts';
import type { Load } from './frames.ts';

/** How often one operation was written, requests and responses both; `errors` of them were refusals. */
export type Cell = { protocol: ProtocolName; key: string; count: number; errors: number };

export type Transport = 'tcp' | 'udp' | 'ethernet';

/** Where a flow is first seen: an ordinary day, the Monday of the incident, or one of the other scenes. */
export type SceneName = 'day' | 'monday' | 'weekend' | 'changeover' | 'commissioning' | 'cleaning' | 'failover' | 'weakness';

/** What an inspection must say beside flows and events: the wire engine's kinds of signs, and `exception_burst`, `scan`, `silent_device`. */
export type PlantSign = { time_us: number; kind: string; client: string; server: string; protocol: string; detail: string; count: number };

export type FlowKey = { client: string; server: string; transport: Transport; server_port: number | null; protocol: ProtocolName };

export type FlowTally = FlowKey & { needed: boolean; first_seen_in: SceneName; load: Load; cells: Map<string, Cell> };

export type PlantEvent = {
  time_us: number;
  client: string;
  server: string;
  protocol: ProtocolName;
  operation: string;
  class: OperationClass;
  attack: AttackTechnique | null;
  intended: boolean;
};

export type Tally = {
  flows: Map<string, FlowTally>;
  events: PlantEvent[];
  eventsFolded: number;
  signs: PlantSign[];
  /** device key -> protocol -> attribute names it was told by */
  identities: Map<string, Map<string, Set<string>>>;
};

const eventLimit = 50_000;

export const makeTally = (): Tally => ({ flows: new Map(), events: [], eventsFolded: 0, signs: [], identities: new Map() });

/** The counters of this flow, made at first use. `needed` false marks a conversation nobody approved. */
export function flowOf(tally: Tally, key: FlowKey, needed: boolean, firstSeenIn: SceneName = 'day'): FlowTally {
  const id = `${key.client}>${key.server}/${key.transport}/${key.server_port ?? ''}/${key.protocol}`;
  const known = tally.flows.get(id);
  if (known !== undefined) return known;
  const flow: FlowTally = { ...key, needed, first_seen_in: firstSeenIn, load: makeLoad(), cells: new Map() };
  tally.flows.set(id, flow);
  return flow;
}

/** The counter of one operation of a flow; callers in hot loops keep it and add to `count`. */
export function cellOf(flow: FlowTally, protocol: ProtocolName, key: string | number): Cell {
  const id = `${protocol} ${key}`;
  const known = flow.cells.get(id);
  if (known !== undefined) return known;
  const cell: Cell = { protocol, key: String(key), count: 0, errors: 0 };
  flow.cells.set(id, cell);
  return cell;
}

export function noteEvent(tally: Tally, event: PlantEvent): void {
  if (tally.events.length < eventLimit) tally.events.push(event);
  else tally.eventsFolded++;
}

export const noteSign = (tally: Tally, sign: PlantSign): void => void tally.signs.push(sign);

/** Notes that this device's attributes were told by this protocol. */
export function noteIdentity(tally: Tally, deviceKey: string, protocol: ProtocolName, ...attributes: string[]): void {
  let byProtocol = tally.identities.get(deviceKey);
  if (byProtocol === undefined) tally.identities.set(deviceKey, (byProtocol = new Map()));
  let told = byProtocol.get(protocol);
  if (told === undefined) byProtocol.set(protocol, (told = new Set()));
  for (const attribute of attributes) told.add(attribute);
}
