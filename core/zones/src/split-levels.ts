// Splits a segment whose members must not share a zone: business and control, safety, ways in from outside (IEC 62443-3-2 ZCR 3.2, 3.3, 3.6).
import type { Standing } from './levels.ts';
import { commonLevel, isController, isFieldDevice, isNetworkDevice, isSafety, rankOf } from './levels.ts';
import type { Peers } from './peers.ts';
import { peersOf, pickMost, tallyPeers } from './peers.ts';
import type { Seat } from './seats.ts';
import type { ReasonCode, ZoneLevel, ZoneRole } from './words.ts';

/** A part of a segment that becomes a zone. `split` is why it was cut off, null where the segment stays whole. */
export type LevelGroup = { band: Band; role: ZoneRole; seats: Seat[]; split: ReasonCode | null };

export type Standings = ReadonlyMap<string, Standing>;

export type Band = 'safety' | 'control' | 'operations' | 'dmz' | 'business';
const bandsByTrust: readonly Band[] = ['safety', 'control', 'operations', 'dmz', 'business'];

type Counts = { controllers: number; stations: number; operations: number; access: number; business: number };

function countLevels(seats: readonly Seat[], standings: Standings): Counts {
  const counts = { controllers: 0, stations: 0, operations: 0, access: 0, business: 0 };
  for (const seat of seats) {
    const standing = standings.get(seat.asset.id);
    if (standing === undefined || !standing.firm || standing.level === null) continue;
    counts[countOf(standing.level)]++;
  }
  return counts;
}

function countOf(level: ZoneLevel): keyof Counts {
  if (level === '0' || level === '1') return 'controllers';
  if (level === '2') return 'stations';
  if (level === '3') return 'operations';
  return level === '3.5' ? 'access' : 'business';
}

type Cuts = { business: boolean; operations: boolean; access: boolean };

/**
 * Business devices never share a zone with controllers; with operator stations alone one of each may be a misread. Two devices of site
 * operations leave the controllers; a single engineering station in a cell stays. A way in from outside always leaves controllers.
 */
function decideCuts({ controllers, stations, operations, access, business }: Counts): Cuts {
  return {
    business: business > 0 && (controllers > 0 || (stations >= 2 && business >= 2)),
    operations: operations >= 2 && controllers > 0,
    access: access > 0 && controllers > 0,
  };
}

function bandOf(level: ZoneLevel, cuts: Cuts): Band {
  if (cuts.business && rankOf(level) >= rankOf('4')) return 'business';
  if (cuts.access && level === '3.5') return 'dmz';
  if (cuts.operations && (level === '3' || level === '3.5')) return 'operations';
  return 'control';
}

/** A safety controller, or a field device or panel that speaks with safety controllers and no other. */
function findSafety(seats: readonly Seat[], peers: Peers): Set<string> {
  const controllers = new Map(seats.filter((seat) => isController(seat.asset)).map((seat) => [seat.asset.id, isSafety(seat.asset)]));
  const safety = new Set([...controllers].filter(([, isOne]) => isOne).map(([id]) => id));
  if (safety.size === 0) return safety;
  const followers = seats.filter(({ asset }) => isFieldDevice(asset) || asset.kind === 'hmi');
  for (const { asset } of followers) {
    const spokenTo = [...peersOf(peers, asset.id).keys()].filter((peer) => controllers.has(peer));
    if (spokenTo.length > 0 && spokenTo.every((peer) => controllers.get(peer))) safety.add(asset.id);
  }
  return safety;
}

function assignFirm(seats: readonly Seat[], standings: Standings, cuts: Cuts, safety: ReadonlySet<string>): Map<string, Band> {
  const bands = new Map<string, Band>();
  for (const { asset } of seats) {
    const standing = standings.get(asset.id);
    if (safety.has(asset.id)) bands.set(asset.id, 'safety');
    else if (standing?.firm && standing.level !== null) bands.set(asset.id, bandOf(standing.level, cuts));
  }
  return bands;
}

/** Devices without a firm level go with most of their peers in the segment, else with the largest part; ties to the less trusted. */
function assignFollowers(seats: readonly Seat[], bands: Map<string, Band>, peers: Peers): void {
  const isLessTrusted = (a: Band, b: Band): boolean => bandsByTrust.indexOf(a) > bandsByTrust.indexOf(b);
  const sizes = new Map<Band, number>();
  for (const band of bands.values()) if (band !== 'safety') sizes.set(band, (sizes.get(band) ?? 0) + 1);
  const largest = pickMost(sizes, isLessTrusted) ?? 'control';
  const followers = seats.filter((seat) => !bands.has(seat.asset.id));
  const chosen = followers.map(({ asset }) => {
    const tally = tallyPeers(peers, asset.id, (peer) => bands.get(peer));
    tally.delete('safety');
    return pickMost(tally, isLessTrusted) ?? largest;
  });
  followers.forEach((seat, i) => bands.set(seat.asset.id, chosen[i] ?? largest));
}

const splitCodes: Readonly<Record<Band, ReasonCode>> = {
  safety: 'safety_split',
  control: 'level_split',
  operations: 'level_split',
  dmz: 'remote_access_split',
  business: 'level_split',
};

/** The levels that count for a zone: firm ones, and only where there are none the others. */
export function levelsOf(seats: readonly Seat[], standings: Standings): ZoneLevel[] {
  const standing = seats.map((seat) => standings.get(seat.asset.id)).filter((one) => one !== undefined && one.level !== null);
  const firm = standing.filter((one) => one?.firm);
  return (firm.length > 0 ? firm : standing).map((one) => one?.level).filter((level) => level !== null && level !== undefined);
}

/** What a group of devices is for: by its level, and on the floor by whether controllers and field devices have a fair share. */
export function roleOf(seats: readonly Seat[], standings: Standings): ZoneRole {
  if (seats.every((seat) => isNetworkDevice(seat.asset))) return 'network';
  const levels = levelsOf(seats, standings);
  const level = commonLevel(levels);
  if (level === null) return 'unclassified';
  const stations = levels.filter((one) => one === '2').length;
  const below = levels.filter((one) => one === '0' || one === '1').length;
  if (rankOf(level) <= rankOf('2')) return below * 2 >= stations ? 'control' : 'supervision';
  if (level === '3') return 'operations';
  if (level === '3.5') return 'dmz';
  return level === '4' ? 'enterprise' : 'external';
}

function roleOfBand(band: Band, seats: readonly Seat[], standings: Standings): ZoneRole {
  if (band === 'safety') return 'safety';
  if (band === 'dmz') return 'dmz';
  return band === 'operations' ? 'operations' : roleOf(seats, standings);
}

/** The parts of one segment, most trusted first; one part with `split` null when nothing has to be apart. */
export function splitLevels(seats: readonly Seat[], standings: Standings, peers: Peers): LevelGroup[] {
  const cuts = decideCuts(countLevels(seats, standings));
  const safety = findSafety(seats, peers);
  const bands = assignFirm(seats, standings, cuts, safety);
  const kinds = new Set(bands.values());
  // What cannot be told apart from safety devices is safety related as a whole (ZCR 3.3).
  if (kinds.size === 1 && kinds.has('safety')) return [{ band: 'safety', role: 'safety', seats: [...seats], split: null }];
  if (kinds.size < 2) return [{ band: 'control', role: roleOf(seats, standings), seats: [...seats], split: null }];
  assignFollowers(seats, bands, peers);
  const isLevelCut = cuts.business || cuts.operations || cuts.access;
  return bandsByTrust.flatMap((band) => {
    const members = seats.filter((seat) => bands.get(seat.asset.id) === band);
    if (members.length === 0) return [];
    const split = splitCodes[band] === 'level_split' && !isLevelCut ? 'safety_split' : splitCodes[band];
    return [{ band, role: roleOfBand(band, members, standings), seats: members, split }];
  });
}
