// Random policies for firewalls, and conversations to try them with. Block b keeps its addresses apart from all other blocks.
import type { CompileAsset, CompileConduit, CompileView, CompileZone, Rule, RuleEnd } from '@holdfast/core-zones';
import fc from 'fast-check';

export const PLACES = 4;
/** A device that speaks: where its cable ends, and what zone its address belongs to. */
export type Station = { id: string; place: number; zone_id: string; kind: string; v4: string | null; v6: string | null };
export type TriedFlow = { client: Station; server: Station; transport: 'tcp' | 'udp'; port: number; family: 4 | 6 };
export type Trial = { view: CompileView; stations: Station[]; flows: TriedFlow[] };

const kinds = ['plc', 'hmi', 'scada'] as const;
const ports = [102, 502, 503, 2222, 44818];
const portRanges: [number | null, number | null][] = [
  [102, 102],
  [502, 502],
  [2222, 2222],
  [500, 510],
  [102, 44818],
  [0, 65535],
  [null, null],
];
const zoneIds = Array.from({ length: PLACES }, (_, n) => `zone-${n}`);

const v4Of = (place: number, block: number, host: number): string => `10.${place}.${block}.${host}`;
const v6Of = (place: number, block: number, host: number): string => `fd00:${place}:${block}::${host.toString(16)}`;

const stationPart = fc.record({
  place: fc.nat(PLACES - 1),
  moved: fc.option(fc.nat(PLACES - 1), { freq: 4 }),
  kind: fc.constantFrom(...kinds),
  families: fc.constantFrom('4', '6', '46', '46'),
  is_known: fc.boolean(),
});

/** Known devices may stand in a zone other than their network's; of unknown ones only the network tells the zone. */
function stationsOf(parts: readonly (typeof stationPart extends fc.Arbitrary<infer T> ? T : never)[], block: number): Station[] {
  return parts.map(({ place, moved, kind, families, is_known }, at) => {
    const isAsset = is_known || at < 2;
    return {
      id: `${isAsset ? 'asset' : 'stranger'}-${at}`,
      place,
      zone_id: zoneIds[isAsset ? (moved ?? place) : place]!,
      kind: isAsset ? kind : 'unknown',
      v4: families.includes('4') ? v4Of(place, block, at + 2) : null,
      v6: families.includes('6') ? v6Of(place, block, at + 2) : null,
    };
  });
}

const zonesOf = (block: number): CompileZone[] =>
  zoneIds.map((id, n) => ({ id, name: `Zone ${n} "Linie"`, networks: [`10.${n}.${block}.0/24`, `fd00:${n}:${block}::/48`] }));

const assetsOf = (stations: readonly Station[]): CompileAsset[] =>
  stations
    .filter(({ id }) => id.startsWith('asset'))
    .map(({ id, zone_id, kind, v4, v6 }) => ({ id, name: id, zone_id, kind, ips: [v4, v6].filter((ip) => ip !== null), macs: [] }));

function endOf(stations: readonly Station[]): fc.Arbitrary<RuleEnd> {
  const zone_id = fc.constantFrom(...zoneIds);
  const ends: fc.Arbitrary<RuleEnd>[] = [
    fc.constant({ kind: 'any' }),
    zone_id.map((id): RuleEnd => ({ kind: 'zone', zone_id: id })),
    fc.record({ kind: fc.constant('role' as const), zone_id, role: fc.constantFrom(...kinds) }),
    fc.constantFrom(...assetsOf(stations)).map(({ id }): RuleEnd => ({ kind: 'asset', asset_id: id })),
  ];
  return fc.oneof(...ends, ends[3]!);
}

/** Half of the rules are made for two stations that could meet, so that much is allowed. */
function ruleOf(stations: readonly Station[]): fc.Arbitrary<Omit<Rule, 'id'>> {
  return fc
    .record({
      from: endOf(stations),
      to: endOf(stations),
      transport: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp', 'ethernet'),
      range: fc.constantFrom(...portRanges),
      protocol: fc.constantFrom(null, 'modbus', 's7comm'),
      classes: fc.constantFrom(null, ['read'] as const, []),
      is_essential: fc.boolean(),
    })
    .map(({ range: [port_from, port_to], ...rule }) => ({ ...rule, port_from, port_to, purpose: 'tried "here"\n' }));
}

function conduitsOf(stations: readonly Station[]): fc.Arbitrary<CompileConduit[]> {
  const pairs = zoneIds.flatMap((zone_a, n) => zoneIds.slice(n + 1).map((zone_b) => [zone_a, zone_b] as const));
  const one = fc.record({
    is_there: fc.nat(7).map((n) => n > 0),
    mode: fc.constantFrom('normal' as const, 'normal' as const, 'normal' as const, 'essential' as const, 'isolated' as const),
    rules: fc.option(fc.array(ruleOf(stations), { minLength: 1, maxLength: 8 }), { freq: 6 }),
    turned: fc.boolean(),
  });
  return fc.tuple(...pairs.map(() => one)).map((parts) =>
    parts.flatMap(({ is_there, mode, rules, turned }, at) => {
      const [x, y] = pairs[at]!;
      const id = `conduit-${at}`;
      const named = rules?.map((rule, n) => ({ ...rule, id: `${id} rule:${n}` })) ?? null;
      return is_there ? [{ id, name: `${x} – ${y}`, zone_a: turned ? y : x, zone_b: turned ? x : y, mode, rules: named }] : [];
    }),
  );
}

/** Conversations that cross the middle, between addresses of one family. */
function flowsOf(stations: readonly Station[]): fc.Arbitrary<TriedFlow[]> {
  const pairs = stations.flatMap((client) =>
    stations.filter((server) => server.place !== client.place).map((server) => ({ client, server })),
  );
  const possible = pairs.flatMap((pair) =>
    ([4, 6] as const)
      .filter((family) => (family === 4 ? pair.client.v4 && pair.server.v4 : pair.client.v6 && pair.server.v6))
      .map((family) => ({ ...pair, family })),
  );
  if (possible.length === 0) return fc.constant([]);
  const flow = fc.record({
    ends: fc.constantFrom(...possible),
    transport: fc.constantFrom('tcp' as const, 'udp' as const),
    port: fc.constantFrom(...ports),
  });
  return fc.array(
    flow.map(({ ends, ...rest }) => ({ ...ends, ...rest })),
    { minLength: 8, maxLength: 14 },
  );
}

/** One policy of a block, 0 to 255, with the conversations to try it with. */
export const trialOf = (block: number): fc.Arbitrary<Trial> =>
  fc.array(stationPart, { minLength: 6, maxLength: 9 }).chain((parts) => {
    const stations = stationsOf(parts, block);
    return fc.record({
      view: conduitsOf(stations).map((conduits) => ({ zones: zonesOf(block), assets: assetsOf(stations), conduits })),
      stations: fc.constant(stations),
      flows: flowsOf(stations),
    });
  });
