// Decisions about drills: what is probed and expected, what may be a responder, and what the seen proves.
import { type CheckedFlow, checkFlows, type ConduitMode, type Rule } from '@holdfast/core-zones';
import { Failure } from '@holdfast/platform/failure';
import type { Drill, DrillReport, Probe, ProbeTransport } from './schema.drills.ts';

/** A responder may be at an address no device is known at, or a device of these kinds; of kind unknown it might be a controller. */
const harmless: ReadonlySet<string> = new Set(['workstation', 'engineering-station', 'server']);

/** Throws unprocessable for an address at which a controller, or any other device of the process, was seen. */
export function requireHarmless(address: string, known: { kind: string; name: string } | null): void {
  if (known !== null && !harmless.has(known.kind)) throw new Failure('unprocessable', 'responder_is_device', { address, name: known.name });
}

export type Held = { id: string; name: string; zone_a: string; zone_b: string; mode: ConduitMode; rules: readonly Rule[] | null };
export type Ends = { probers: readonly { conduit_id: string; address: string }[]; responders: readonly { address: string }[] };
type Known = { zone_of: ReadonlyMap<string, string>; kind_of: ReadonlyMap<string, string>; asset_of: ReadonlyMap<string, string> };

const mostListPorts = 10;

/** Forbidden ports to try besides those of the lists. */
export type Besides = Readonly<Record<ProbeTransport, readonly number[]>>;
type Door = { transport: ProbeTransport; port: number };

/** The ports of a list, the first of each range, and the forbidden ones to try besides. */
function doorsOf(rules: readonly Rule[] | null, besides: Besides): Door[] {
  return (['tcp', 'udp'] as const).flatMap((transport) => {
    const listed = (rules ?? []).flatMap((it) => (it.transport === transport && it.port_from !== null ? [it.port_from] : []));
    const ports = [...new Set([...[...new Set(listed)].slice(0, mostListPorts), ...besides[transport]])];
    return ports.map((port) => ({ transport, port }));
  });
}

/** Each prober to each responder on each port, with what list and mode say of it: as a packet filter sees it, addresses and ports. */
export function planProbes(zone_id: string, conduits: readonly Held[], ends: Ends, besides: Besides, known: Known): Probe[] {
  const found: Probe[] = [];
  for (const prober of ends.probers) {
    const held = conduits.find(({ id }) => id === prober.conduit_id);
    if (held === undefined || ![held.zone_a, held.zone_b].includes(zone_id)) throw new Failure('unprocessable', 'conduit_of_other_zone');
    const beyond = held.zone_a === zone_id ? held.zone_b : held.zone_a;
    for (const { address: to } of ends.responders)
      for (const door of doorsOf(held.rules, besides)) {
        const verdict = judge(held, { from: prober.address, to, ...door, beyond, zone_id }, known);
        found.push({
          id: `p${found.length + 1}`,
          conduit_id: held.id,
          conduit_name: held.name,
          mode: held.mode,
          from: prober.address,
          to,
          ...door,
          ...verdict,
        });
      }
  }
  return found;
}

type Try = Door & { from: string; to: string; beyond: string; zone_id: string };

function judge(held: Held, it: Try, { zone_of, kind_of, asset_of }: Known): Pick<Probe, 'expected' | 'rule_id'> {
  if (held.rules === null) return { expected: held.mode === 'normal' ? 'passes' : 'blocked', rule_id: null };
  const [client_id, server_id] = [asset_of.get(it.from) ?? `address:${it.from}`, asset_of.get(it.to) ?? `address:${it.to}`];
  const flow: CheckedFlow = { client_id, server_id, transport: it.transport, server_port: it.port, protocol: '', classes: [] };
  const places = new Map(zone_of).set(client_id, it.beyond).set(server_id, it.zone_id);
  const [verdict] = checkFlows([flow], held.rules, places, { mode: held.mode, kind_of, depth: 'packets' });
  const passes = verdict !== undefined && verdict.verdict !== 'unapproved';
  return { expected: passes ? 'passes' : 'blocked', rule_id: passes ? verdict.rule_id : null };
}

/** What the seen proves of each probe: silence counts only where the responder listened, an answer only when it was the responder's. */
export function weighResults(probes: readonly Probe[], report: DrillReport): Drill['results'] {
  const listened = new Set(
    report.listening.flatMap((it) => [
      ...it.ports.map((port) => `${it.address} tcp ${port}`),
      ...it.udp_ports.map((port) => `${it.address} udp ${port}`),
    ]),
  );
  const seenOf = new Map(report.results.map((it) => [it.probe_id, it.seen]));
  return probes.map((it) => {
    const seen = seenOf.get(it.id) ?? null;
    if (seen === null || !listened.has(`${it.to} ${it.transport} ${it.port}`)) return { probe_id: it.id, seen, outcome: 'unproved' };
    const was = seen === 'answered' ? 'passes' : seen === 'other' ? null : 'blocked';
    return { probe_id: it.id, seen, outcome: was === it.expected ? 'as_expected' : 'differs' };
  });
}

/** Conduit by conduit; one probe that differs makes it differ, one unproved leaves it unproved. */
export function outcomesOf(probes: readonly Probe[], results: Drill['results']): Drill['conduits'] {
  const outcomeOf = new Map(results.map((it) => [it.probe_id, it.outcome]));
  const ids = [...new Set(probes.map((it) => it.conduit_id))];
  return ids.map((conduit_id) => {
    const own = probes.filter((it) => it.conduit_id === conduit_id);
    const all = own.map((it) => outcomeOf.get(it.id) ?? 'unproved');
    const outcome = all.includes('differs') ? 'differs' : all.includes('unproved') ? 'unproved' : 'as_expected';
    const as_expected = all.filter((it) => it === 'as_expected').length;
    return { conduit_id, conduit_name: own[0]!.conduit_name, probes: own.length, as_expected, outcome };
  });
}
