// Suricata rules for operations: an alert for each operation that no rule of the list allows between two places whose ports are open.
import { operationsOf, suricataProtocol } from './suricata-operations.ts';
import type { OpenPair } from './suricata-operations.ts';
import { familiesOf, plainRulesOf, serviceText } from './plain-rules.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { formatOne, intersectRanges, joinRanges, networksOf, subtractRanges } from './ranges.ts';
import type { Family, Range } from './ranges.ts';
import { standingsOf } from './standings.ts';
import { cleanText, hashText, tagOf } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

const FIRST_SID = 1_000_000_000;
const SIDS = 900_000_000n;

/** Addresses that the same rules mean: `members` names them by their place in the list. */
type Share = { members: number[]; ranges: Range[] };

/** Cuts places into shares that lie wholly inside or outside of each: no address is in two. */
function sharesOf(places: readonly Place[], family: Family): Share[] {
  let shares: Share[] = [];
  for (const [n, place] of places.entries()) {
    const ranges = rangesOf(place, family);
    const cut = shares.flatMap((share): Share[] => [
      { members: [...share.members, n], ranges: intersectRanges(share.ranges, ranges) },
      { members: share.members, ranges: subtractRanges(share.ranges, ranges) },
    ]);
    const seen = joinRanges(shares.flatMap((share) => share.ranges));
    shares = [...cut, { members: [n], ranges: subtractRanges(ranges, seen) }].filter((share) => share.ranges.length > 0);
  }
  return shares;
}

const networkTexts = (family: Family, ranges: readonly Range[]): string[] =>
  networksOf(family, ranges).map(({ value, bits }) => {
    const address = formatOne(family, value);
    return bits === (family === 4 ? 32 : 128) ? address : `${address}/${bits}`;
  });

/** The addresses of a share: itself, or the places it is cut from without what was cut away, whichever is shorter to read. */
function addressText(family: Family, share: Share, places: readonly Place[]): string {
  const own = networkTexts(family, share.ranges);
  const [first, ...more] = share.members.map((member) => rangesOf(places[member]!, family));
  const base = more.reduce((met, ranges) => intersectRanges(met, ranges), first ?? []);
  const without = networkTexts(family, subtractRanges(base, share.ranges)).map((text) => `!${text}`);
  const cut = [...networkTexts(family, base), ...without];
  const texts = cut.length < own.length ? cut : own;
  return texts.length === 1 ? texts[0]! : `[${texts.join(',')}]`;
}

/** What a firewall opens for one protocol: its rules on one range of ports, and those that let any protocol pass there. */
type Opening = { protocol: string; service: Service; rules: PlainRule[] };

function openingsOf(rules: readonly PlainRule[]): Opening[] {
  const openings = new Map<string, Opening>();
  const permits = rules.filter(({ rule, action }) => rule !== null && action === 'permit');
  for (const { rule, conduit_id, service } of permits) {
    const protocol = rule === null ? null : suricataProtocol(rule);
    if (protocol === null) continue;
    const alike = permits.filter((other) => {
      const isSame = other.rule?.protocol === null || (other.rule !== null && suricataProtocol(other.rule) === protocol);
      const { transport, port_from, port_to } = other.service;
      const meets = transport === service.transport && port_from <= service.port_to && service.port_from <= port_to;
      return other.conduit_id === conduit_id && isSame && meets;
    });
    openings.set(`${conduit_id}|${serviceText(service)}|${protocol}`, { protocol, service, rules: alike });
  }
  return [...openings.values()];
}

/** The pairs of shares between which at least one rule stands, with the rules that do. */
function pairsOf({ protocol, service, rules }: Opening, family: Family): OpenPair[] {
  const inFamily = rules.filter((rule) => familiesOf(rule).includes(family) && rule.from !== null && rule.to !== null);
  const [from, to] = [inFamily.map((rule) => rule.from!), inFamily.map((rule) => rule.to!)];
  const servers = sharesOf(to, family);
  return sharesOf(from, family).flatMap((client) =>
    servers.flatMap((server): OpenPair[] => {
      const both = client.members.filter((member) => server.members.includes(member)).map((member) => inFamily[member]!);
      if (both.length === 0) return [];
      return [{ protocol, service, rules: both, from: addressText(family, client, from), to: addressText(family, server, to), family }];
    }),
  );
}

/** Numbers stay as long as conduit, rules and operation do: they are made of these, not of addresses or places in the file. */
function numberOf(key: string, taken: Set<number>): number {
  let sid = FIRST_SID + Number(BigInt(Number.parseInt(hashText(key).slice(-9), 36)) % SIDS);
  while (taken.has(sid)) sid++;
  taken.add(sid);
  return sid;
}

function pairRules(pair: OpenPair, taken: Set<number>): string[] {
  const [first] = pair.rules;
  if (first === undefined) return [];
  const { transport, port_from, port_to } = pair.service;
  const port = port_from === 0 && port_to === 65_535 ? 'any' : port_from === port_to ? port_from : `${port_from}:${port_to}`;
  const tags = pair.rules.map(({ rule_id }) => tagOf(rule_id ?? ''));
  return operationsOf(pair).map(({ name, options }) => {
    const sid = numberOf(`${first.conduit_id}|${tags.join(' ')}|${pair.family}|${serviceText(pair.service)}|${name}|${options}`, taken);
    const msg = cleanText(`Holdfast ${first.conduit_name}: ${name}, not in the approved list`, 200).replaceAll(':', ' -');
    const meta = cleanText(
      `holdfast_conduit ${tagOf(first.conduit_id ?? '')}, ${tags.map((tag) => `holdfast_rule ${tag}`).join(', ')}`,
      800,
    );
    return `alert ${transport} ${pair.from} any -> ${pair.to} ${port} (msg:"${msg}"; flow:established,to_server; ${options}classtype:policy-violation; metadata:${meta}; sid:${sid}; rev:1;)`;
  });
}

/** A rules file. It sees, it stops nothing; conduits that are closed or not held have no rules in it. */
export function compileSuricata(view: CompileView, options: CompileOptions): Compiled {
  const { rules, places } = plainRulesOf(view, 'suricata', options);
  const taken = new Set<number>();
  const said = options.title === undefined ? [] : [`# ${cleanText(options.title, 160)}`];
  const alerts = openingsOf(rules).flatMap((opening) => ([4, 6] as const).flatMap((family) => pairsOf(opening, family)));
  const lines = [
    '# Holdfast: operations that no approved list allows, for Suricata 7. Enable the parsers modbus and enip in suricata.yaml.',
    ...said,
    ...alerts.flatMap((pair) => pairRules(pair, taken)),
  ];
  return { text: `${lines.join('\n')}\n`, standings: standingsOf(view, places, 'suricata', options), notes: places.notes, counters: [] };
}
