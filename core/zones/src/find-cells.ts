// Finds the cells of a flat network: controllers with the field devices and panels that belong to them, by who polls whom.
import { isController, isFieldDevice } from './levels.ts';
import type { Peers } from './peers.ts';
import { peersOf, pickMost } from './peers.ts';
import type { Seat } from './seats.ts';

const CELL_MEMBERS_MIN = 3;
const CELLS_MIN = 2;
const SHARED_CONTROLLERS_MAX = 2;

/** `controllers` and `seats` in the order of ids. */
export type Cell = { controllers: Seat[]; seats: Seat[] };

function rootOf(parents: Map<string, string>, id: string): string {
  let root = id;
  while (parents.get(root) !== root) root = parents.get(root) as string;
  parents.set(id, root);
  return root;
}

function join(parents: Map<string, string>, a: string, b: string): void {
  const [x, y] = [rootOf(parents, a), rootOf(parents, b)];
  if (x < y) parents.set(y, x);
  else parents.set(x, y);
}

function controllersOf(id: string, parents: ReadonlyMap<string, string>, peers: Peers): Map<string, number> {
  return new Map([...peersOf(peers, id)].filter(([peer]) => parents.has(peer)));
}

/**
 * Controllers that share a field device are one cell (a redundant pair); one polled by more is a shared device and joins
 * its busiest partner without joining those.
 */
function attachField(seats: readonly Seat[], parents: Map<string, string>, peers: Peers): Map<string, string> {
  const seedOf = new Map<string, string>();
  for (const { asset } of seats) {
    if (!isFieldDevice(asset)) continue;
    const controllers = controllersOf(asset.id, parents, peers);
    const first = pickMost(controllers, (a, b) => a < b);
    if (first === undefined) continue;
    seedOf.set(asset.id, first);
    if (controllers.size <= SHARED_CONTROLLERS_MAX) for (const other of controllers.keys()) join(parents, first, other);
  }
  return seedOf;
}

/** Panels and stations belong to a cell when every controller they speak with does; those that span cells stay outside. */
function attachStations(seats: readonly Seat[], parents: Map<string, string>, peers: Peers): Map<string, string> {
  const seedOf = new Map<string, string>();
  for (const { asset } of seats) {
    if (isFieldDevice(asset) || isController(asset)) continue;
    const roots = new Set([...controllersOf(asset.id, parents, peers).keys()].map((id) => rootOf(parents, id)));
    if (roots.size === 1) seedOf.set(asset.id, [...roots][0] as string);
  }
  return seedOf;
}

/** Cells of at least three devices, and what is left. No cells at all unless there are two. Seats come sorted by id. */
export function findCells(seats: readonly Seat[], peers: Peers): { cells: Cell[]; rest: Seat[] } {
  const parents = new Map(seats.filter((seat) => isController(seat.asset)).map(({ asset }) => [asset.id, asset.id]));
  const seedOf = new Map([...parents.keys()].map((id) => [id, id]));
  for (const [id, seed] of attachField(seats, parents, peers)) seedOf.set(id, seed);
  for (const [id, seed] of attachStations(seats, parents, peers)) seedOf.set(id, seed);
  const groups = new Map<string, Seat[]>();
  const rest: Seat[] = [];
  for (const seat of seats) {
    const seed = seedOf.get(seat.asset.id);
    const group = seed === undefined ? rest : (groups.get(rootOf(parents, seed)) ?? []);
    group.push(seat);
    if (seed !== undefined) groups.set(rootOf(parents, seed), group);
  }
  const large = [...groups.values()].filter((group) => group.length >= CELL_MEMBERS_MIN);
  if (large.length < CELLS_MIN) return { cells: [], rest: [...seats] };
  const small = [...groups.values()].filter((group) => group.length < CELL_MEMBERS_MIN).flat();
  const cells = large.map((group) => ({ controllers: group.filter((seat) => isController(seat.asset)), seats: group }));
  return { cells, rest: [...rest, ...small].sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1)) };
}
