// Where zones, devices and kinds of devices are: their addresses and MACs, each address in one zone only.
import type { RuleEnd } from '../words.ts';
import { formatOne, intersectRanges, joinRanges, readRange, subtractRanges } from './ranges.ts';
import type { Family, Range } from './ranges.ts';
import { cleanText, nameOf } from './tags.ts';
import type { CompileAsset, CompileNote, CompileView } from './view.ts';

/** `name` is unique in its target; `label` is for readers. `v4` and `v6` are sorted and disjoint. */
export type Place = {
  kind: 'zone' | 'asset' | 'role';
  id: string;
  name: string;
  label: string;
  v4: Range[];
  v6: Range[];
  macs: string[];
  interface: string | null;
};
export type Places = { zones: ReadonlyMap<string, Place>; placeOf: (end: RuleEnd, zone_id: string) => Place | null; notes: CompileNote[] };

type Claim = { zone_id: string; family: Family; bits: number; range: Range };

const byId = <T extends { id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const rangesOf = (place: Place, family: Family): Range[] => (family === 4 ? place.v4 : place.v6);

function readAll(texts: readonly string[], of: string, notes: CompileNote[]): { family: Family; bits: number; range: Range }[] {
  return texts.flatMap((text) => {
    const read = readRange(text);
    if (read === null) notes.push({ code: 'address_unreadable', params: { text: cleanText(text), of } });
    return read === null ? [] : [read];
  });
}

/** What each zone owns: devices' own addresses first, then the narrowest network. Of two claims to the same, the first zone by id wins. */
function shareOut(claims: readonly Claim[], hosts: readonly Claim[], notes: CompileNote[]): Map<string, { 4: Range[]; 6: Range[] }> {
  const shares = new Map<string, { 4: Range[]; 6: Range[] }>();
  const shareOf = (zone: string): { 4: Range[]; 6: Range[] } => {
    const share = shares.get(zone) ?? { 4: [], 6: [] };
    shares.set(zone, share);
    return share;
  };
  // Widest first, and the first zone last: what comes later takes from what came before.
  const order = claims.toSorted((a, b) => a.bits - b.bits || (a.zone_id < b.zone_id ? 1 : -1));
  for (const { zone_id, family, range } of order) {
    for (const share of shares.values()) share[family] = subtractRanges(share[family], [range]);
    shareOf(zone_id)[family].push(range);
  }
  for (const family of [4, 6] as const) {
    const own = ownHosts(hosts, family, notes);
    for (const [zone, share] of shares) {
      const foreign = [...own].filter(([other]) => other !== zone).flatMap(([, ranges]) => ranges);
      share[family] = subtractRanges(share[family], foreign);
    }
    for (const [zone, ranges] of own) shareOf(zone)[family].push(...ranges);
  }
  for (const share of shares.values()) for (const family of [4, 6] as const) share[family] = joinRanges(share[family]);
  return shares;
}

function ownHosts(hosts: readonly Claim[], family: Family, notes: CompileNote[]): Map<string, Range[]> {
  const owners = new Map<bigint, string>();
  const own = new Map<string, Range[]>();
  for (const { zone_id, range } of hosts.filter((host) => host.family === family)) {
    const owner = owners.get(range.from);
    if (owner !== undefined && owner !== zone_id)
      notes.push({ code: 'address_of_two_zones', params: { address: formatOne(family, range.from), zone_a: owner, zone_b: zone_id } });
    if (owner !== undefined) continue;
    owners.set(range.from, zone_id);
    own.set(zone_id, [...(own.get(zone_id) ?? []), range]);
  }
  return own;
}

const macsOf = (assets: readonly CompileAsset[]): string[] =>
  [...new Set(assets.flatMap(({ macs }) => macs.map((mac) => mac.toLowerCase().replaceAll('-', ':'))))]
    .filter((mac) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac))
    .sort();

/** Addresses that another zone has stay with it. */
function placeOfAssets(kind: 'asset' | 'role', id: string, label: string, assets: readonly CompileAsset[], zone: Place): Place {
  const read = assets.flatMap(({ ips }) => readAll(ips, id, []));
  const rangesIn = (family: Family): Range[] =>
    intersectRanges(
      read.filter((one) => one.family === family).map(({ range }) => range),
      rangesOf(zone, family),
    );
  const name = `${kind}_${nameOf(label, id)}`;
  return { kind, id, name, label: cleanText(label), v4: rangesIn(4), v6: rangesIn(6), macs: macsOf(assets), interface: zone.interface };
}

/** Linux takes up to 15 characters; ours must also stand between quotes. */
const interfaceOf = (text: string | null | undefined): string | null => (text && /^[\w.@-]{1,15}$/.test(text) ? text : null);

function zonePlaces(view: CompileView, notes: CompileNote[]): Map<string, Place> {
  const zones = view.zones.toSorted(byId);
  const claims = zones.flatMap((zone) => readAll(zone.networks, zone.id, notes).map((read) => ({ ...read, zone_id: zone.id })));
  const assets = view.assets.toSorted(byId);
  const hosts = assets.flatMap((asset) => readAll(asset.ips, asset.id, notes).map((read) => ({ ...read, zone_id: asset.zone_id })));
  const shares = shareOut(claims, hosts, notes);
  const places = new Map<string, Place>();
  for (const zone of zones) {
    const share = shares.get(zone.id) ?? { 4: [], 6: [] };
    const port = interfaceOf(zone.interface);
    if (zone.interface && port === null) notes.push({ code: 'interface_unreadable', params: { zone_id: zone.id } });
    if (share[4].length + share[6].length === 0 && port === null)
      notes.push({ code: 'zone_without_addresses', params: { zone_id: zone.id } });
    const macs = macsOf(assets.filter((asset) => asset.zone_id === zone.id));
    const name = `zone_${nameOf(zone.name, zone.id)}`;
    places.set(zone.id, {
      kind: 'zone',
      id: zone.id,
      name,
      label: cleanText(zone.name),
      v4: share[4],
      v6: share[6],
      macs,
      interface: port,
    });
  }
  return places;
}

/** Puts every address into its zone and finds the places rules mean. Order of the input does not matter. */
export function findPlaces(view: CompileView): Places {
  const notes: CompileNote[] = [];
  const zones = zonePlaces(view, notes);
  const assets = new Map(view.assets.map((asset) => [asset.id, asset]));
  const known = new Map<string, Place>();
  const remember = (key: string, make: () => Place): Place => {
    const place = known.get(key) ?? make();
    known.set(key, place);
    return place;
  };
  const placeOf = (end: RuleEnd, zone_id: string): Place | null => {
    const zone = zones.get(zone_id) ?? null;
    if (end.kind === 'any' || zone === null) return zone;
    if (end.kind === 'asset') {
      const asset = assets.get(end.asset_id);
      if (asset === undefined || asset.zone_id !== zone_id) return null;
      return remember(`asset ${asset.id}`, () => placeOfAssets('asset', asset.id, asset.name, [asset], zone));
    }
    if (end.zone_id !== zone_id) return null;
    if (end.kind === 'zone') return zone;
    const members = view.assets.filter((asset) => asset.zone_id === zone_id && asset.kind === end.role).sort(byId);
    return remember(`role ${zone_id} ${end.role}`, () =>
      placeOfAssets('role', `${zone_id}/${end.role}`, `${end.role} ${zone.label}`, members, zone),
    );
  };
  return { zones, placeOf, notes };
}
