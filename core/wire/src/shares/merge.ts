// Puts together what several engines found in their shares of the same packets: taken in by when each thing first was, the tables come
// out as if one engine had read them all. Past a limit that is counted per engine (connections, conversations, buffered bytes, open
// fragments) a share forgets later than the whole would; limits of what is reported hold for the whole.
import type { Dispatch } from '../dispatch.ts';
import type { EngineLimits } from '../engine.ts';
import { EventList } from '../event-list.ts';
import type { Findings, FindingsRows } from '../findings.ts';
import { Observations } from '../inventory/observations.ts';
import { Sightings } from '../inventory/sightings.ts';
import { Position } from '../position.ts';
import { Signs } from '../signs.ts';
import { AddressTable } from '../tables/address-table.ts';
import { connectionsOfFlow, FOLDED, FlowTable, sinceOfFlow } from '../tables/flow-table.ts';
import { flowOfHour, HourTable } from '../tables/hour-table.ts';
import { flowOfOperation, OperationTable } from '../tables/operation-table.ts';

/** The findings of all shares as one, the same as a single engine's as long as no engine reached a limit of its own. */
export function mergeFindings(shares: readonly FindingsRows[], limits: EngineLimits, dispatch: Dispatch): Findings {
  const position = new Position();
  const addresses = new AddressTable(limits.addresses, position);
  const addressOf = mergeAddresses(shares, addresses, position);
  const { flows, flowOf } = mergeFlows(shares, new FlowTable(limits.flows, position), addressOf, position);
  const hours = mergeHours(shares, flowOf, position);
  const operations = new OperationTable(limits.operations, position);
  const events = new EventList(limits.events, position);
  const observations = new Observations(addresses, position, limits.observations);
  const sightings = new Sightings(position, limits.observations);
  inOrder(shares, position, countIn('operations'), sinceIn('operations'), (share, row) => {
    const rows = shares[share]!.operations;
    operations.take(rows, row, flowOf[share]![flowOfOperation(rows, row)]!);
  });
  inOrder(shares, position, countIn('events'), sinceIn('events'), (share, row) =>
    events.take(shares[share]!.events, row, addressOf[share]!),
  );
  for (const share of shares) events.folded += share.events.folded;
  for (const { share, one } of earliestFirst(shares, ({ observations: list }) => list))
    observations.take(one, addressOf[share]![one.address]!);
  for (const { share, one } of earliestFirst(shares, ({ sightings: list }) => list)) sightings.take(one, addressOf[share]!);
  const signs = new Signs(position, limits.observations);
  for (const { share, one } of earliestFirst(shares, ({ signs: list }) => list)) signs.take(one, addressOf[share]!);
  for (const share of shares) signs.folded += share.signs_folded;
  shares.forEach(({ activity }, share) => {
    for (const [address, { packets, first, last, received }] of activity)
      sightings.addActivity(addressOf[share]![address]!, packets, first, last, received);
  });
  return { dispatch, addresses, flows, hours, operations, events, observations, sightings, signs };
}

/** For each share, the number here of each of its addresses. */
function mergeAddresses(shares: readonly FindingsRows[], table: AddressTable, position: Position): Int32Array[] {
  const addressOf = shares.map(({ addresses }) => new Int32Array(addresses.count + 1));
  const count = (share: FindingsRows): number => share.addresses.count;
  const since = (share: FindingsRows, row: number): number => share.addresses.since[row + 1]!;
  inOrder(shares, position, count, since, (share, row) => {
    addressOf[share]![row + 1] = table.take(shares[share]!.addresses, row + 1);
  });
  return addressOf;
}

/** The flows, and for each share the number here of each of its flows. */
function mergeFlows(shares: readonly FindingsRows[], table: FlowTable, addressOf: readonly Int32Array[], position: Position) {
  const flowOf = shares.map(({ flows }) => new Int32Array(flows.count + 1));
  let folded = shares.reduce((sum, share) => sum + share.flows_folded, 0);
  const count = (share: FindingsRows): number => share.flows.count;
  const since = (share: FindingsRows, row: number): number => sinceOfFlow(share.flows, row + 1);
  inOrder(shares, position, count, since, (share, row) => {
    const { flows } = shares[share]!;
    const here = table.take(flows, row + 1, addressOf[share]!);
    if (here === FOLDED) folded += connectionsOfFlow(flows, row + 1);
    flowOf[share]![row + 1] = here;
  });
  return { flows: { flows: table, folded }, flowOf };
}

/** A flow is one share's alone, and so are its hours: nothing is past a limit that was not before. */
function mergeHours(shares: readonly FindingsRows[], flowOf: readonly Int32Array[], position: Position): HourTable {
  const table = new HourTable(position.clock, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  shares.forEach(({ hours }, share) => {
    for (let row = 1; row <= hours.count; row++) table.take(hours, row, flowOf[share]![flowOfHour(hours, row)]!);
    table.folded += hours.folded;
  });
  return table;
}

const countIn =
  (name: 'operations' | 'events') =>
  (share: FindingsRows): number =>
    share[name].count;
const sinceIn =
  (name: 'operations' | 'events') =>
  (share: FindingsRows, row: number): number =>
    share[name].since[row]!;

/** Visits the rows of all shares, which are in order in each, by when they first were; `position` says when. */
function inOrder(
  shares: readonly FindingsRows[],
  position: Position,
  countOf: (share: FindingsRows) => number,
  sinceOf: (share: FindingsRows, row: number) => number,
  visit: (share: number, row: number) => void,
): void {
  const next = shares.map(() => 0);
  const sinceOfNext = (share: FindingsRows, at: number): number =>
    next[at]! < countOf(share) ? sinceOf(share, next[at]!) : Number.POSITIVE_INFINITY;
  const since = shares.map(sinceOfNext);
  for (;;) {
    let earliest = 0;
    for (let at = 1; at < since.length; at++) if (since[at]! < since[earliest]!) earliest = at;
    if (since[earliest] === Number.POSITIVE_INFINITY) return;
    position.settled = since[earliest]!;
    visit(earliest, next[earliest]!++);
    since[earliest] = sinceOfNext(shares[earliest]!, earliest);
  }
}

/** Records of all shares; what is of one packet stays in its order. */
function earliestFirst<T extends { since: number }>(
  shares: readonly FindingsRows[],
  listOf: (share: FindingsRows) => readonly T[],
): { share: number; one: T }[] {
  const all = shares.flatMap((rows, share) => listOf(rows).map((one) => ({ share, one })));
  return all.sort((a, b) => a.one.since - b.one.since);
}
