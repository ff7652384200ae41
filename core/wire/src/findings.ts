// What an inspection found, as the report reads it: an engine's own tables, or those of several engines put together.
import type { Dispatch } from './dispatch.ts';
import type { EventList, EventRows } from './event-list.ts';
import type { Observation, Observations } from './inventory/observations.ts';
import type { AddressActivity, Sighting, Sightings } from './inventory/sightings.ts';
import type { Sign, Signs } from './signs.ts';
import type { AddressRows, AddressTable } from './tables/address-table.ts';
import type { FlowRows, FlowTable } from './tables/flow-table.ts';
import type { HourRows, HourTable } from './tables/hour-table.ts';
import type { OperationRows, OperationTable } from './tables/operation-table.ts';

export type Findings = {
  readonly dispatch: Dispatch;
  readonly addresses: AddressTable;
  readonly flows: { readonly flows: FlowTable; readonly folded: number };
  readonly hours: HourTable;
  readonly operations: OperationTable;
  readonly events: EventList;
  readonly observations: Observations;
  readonly sightings: Sightings;
  readonly signs: Signs;
};

/** The same as plain rows, which one thread can send another. Numbers of addresses and flows hold only within one of them. */
export type FindingsRows = {
  addresses: AddressRows;
  flows: FlowRows;
  flows_folded: number;
  hours: HourRows;
  operations: OperationRows;
  events: EventRows;
  observations: Observation[];
  sightings: Sighting[];
  signs: Sign[];
  signs_folded: number;
  activity: [number, AddressActivity][];
};

/** Rows of what was found; `found` must be settled. */
export function rowsOf(found: Findings): FindingsRows {
  return {
    addresses: found.addresses.rows(),
    flows: found.flows.flows.rows(),
    flows_folded: found.flows.folded,
    hours: found.hours.rows(),
    operations: found.operations.rows(),
    events: found.events.rows(),
    observations: found.observations.all(),
    sightings: [...found.sightings.pairs()],
    signs: found.signs.all(),
    signs_folded: found.signs.folded,
    activity: [...found.sightings.activity()],
  };
}
