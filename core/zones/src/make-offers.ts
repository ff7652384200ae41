// Rules that could be one, if a few assets more were let in: said, not done.
import type { Extent, LineService } from './learn-lines.ts';
import type { LearnInput, Offer, ProposedRule } from './learn-words.ts';
import type { Miss } from './put-together.ts';
import { makeJudge } from './rule-index.ts';
import { classesOf, type SeenTable } from './seen-table.ts';
import { stretchesOf } from './week.ts';
import type { CheckedFlow, Verdict } from './words.ts';

/** A proposal as far as it has got. */
export type Made = {
  table: SeenTable;
  services: readonly LineService[];
  extents: readonly Extent[];
  rules: readonly ProposedRule[];
  input: LearnInput;
};

const OFFERED_ASSETS = 20;
/** So many peers are tried for each asset that would be added. */
const PEERS_TRIED = 20;

/** Offers that would make one rule of several, the narrowest for each several, with the assets that could then do what they cannot now. */
export function makeOffers(misses: readonly Miss[], made: Made): Offer[] {
  const { table, rules, input } = made;
  if (misses.length === 0) return [];
  const kind_of = new Map([...input.assets.values()].map(({ id, kind }) => [id, kind]));
  const judge = makeJudge(
    rules.map(({ rule }) => rule),
    input.zone_of,
    { kind_of },
  );
  const offers = new Map<string, Offer>();
  for (const miss of misses) {
    const { end, zone, role, lines } = miss;
    const rule_ids = [...new Set(lines.map((line) => rules[line.rule]!.rule.id))].sort();
    if (rule_ids.length < 2) continue;
    const ids = addedBy(miss, made, judge).map((asset) => table.assets[asset]!);
    if (ids.length === 0) continue;
    const offer = {
      rule_ids,
      end,
      zone_id: input.zones[zone as 0 | 1].id,
      role,
      adds: ids.sort().slice(0, OFFERED_ASSETS),
      adds_count: ids.length,
    };
    const key = `${end} ${rule_ids.join(' ')}`;
    if (offer.adds_count < (offers.get(key)?.adds_count ?? Infinity)) offers.set(key, offer);
  }
  return [...offers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, offer]) => offer);
}

/** Those of the missing assets that the proposal does not let do this already, by a rule of another kind. */
function addedBy({ end, adds, extent, lines }: Miss, { table, services, extents }: Made, judge: (flow: CheckedFlow) => Verdict): number[] {
  const { transport, port_from, protocol } = services[lines[0]!.service]!;
  const { classes, elements, window } = extents[extent]!;
  const other = end === 'from' ? 'server' : 'client';
  const peers = [...new Set(lines.map((line) => line[other]))].slice(0, PEERS_TRIED);
  return adds.filter((asset) =>
    peers.some((peer) => {
      const [client, server] = end === 'from' ? [asset, peer] : [peer, asset];
      const flow: CheckedFlow = {
        client_id: table.assets[client]!,
        server_id: table.assets[server]!,
        transport,
        server_port: port_from,
        protocol: protocol ?? 'unknown',
        classes: classesOf(classes),
        elements,
        week: window === null ? null : stretchesOf(window),
      };
      return judge(flow).verdict !== 'allowed';
    }),
  );
}
