// The words of compiling: what an enforcement point is told about, what it is asked for, and what comes back.
import type { ConduitMode, Rule } from '../words.ts';

/** `networks` are CIDR texts; `interface` is the enforcer's port towards the zone, where it has one of its own. */
export type CompileZone = { id: string; name: string; networks: readonly string[]; interface?: string | null | undefined };
export type CompileAsset = { id: string; name: string; zone_id: string; kind: string; ips: readonly string[]; macs: readonly string[] };
/** `rules` null: no list was approved yet, the conduit is not held. */
export type CompileConduit = {
  id: string;
  name: string;
  zone_a: string;
  zone_b: string;
  mode: ConduitMode;
  rules: readonly Rule[] | null;
};
export type CompileView = {
  zones: readonly CompileZone[];
  assets: readonly CompileAsset[];
  conduits: readonly CompileConduit[];
};

export const compileTargets = ['nftables', 'fortigate', 'cisco_asa', 'cisco_ios', 'palo_alto', 'suricata', 'order_sheet'] as const;
export type CompileTarget = (typeof compileTargets)[number];

/**
 * `layout`: whether the enforcer routes between the zones or is a bridge in the cable. `outside`: what passes between zones that have no
 * conduit, and to or from addresses of no zone; 'pass' unless told. `table`: name of the nftables tables. `title`: one line for the head.
 * `time_zone` and `at` (any instant of the current year, ISO 8601): needed to hold time windows; without them windows stay open.
 * `seen_by`: the conduits a Holdfast sensor or Suricata listens to, so that what a firewall cannot hold is at least detected.
 */
export type CompileOptions = {
  layout: 'routed' | 'bridged';
  outside?: 'pass' | 'drop';
  table?: string;
  title?: string;
  time_zone?: string;
  at?: string;
  seen_by?: { holdfast?: readonly string[]; suricata?: readonly string[] };
};

export type Standing = 'enforced' | 'detected' | 'unenforceable';
export const standingCodes = [
  'enforced', // all of the rule is held
  'enforced_by_port', // protocol: the port stands for the protocol
  'operations', // classes: no port tells a read from a write
  'elements', // count: registers, classes, blocks
  'protocol_on_many_ports', // protocol
  'window', // the time window: the target has none, or the site's time zone is not known
  'direction', // a list without memory cannot tell who began with UDP
  'layer2_on_routed', // layer 2 does not pass a router
  'layer2_protocol', // protocol: no EtherType tells it
  'always_passes', // transport: the bridge needs it
  'end_outside_conduit', // an end lies in neither zone of the conduit
  'no_address', // end: none of its devices has an address
  'no_port', // transport: the rule names no port, packets of it always have one
  'transport', // transport: the target does not know it
  'not_looked_at', // the target looks at operations only, and the rule names none
  'not_in_mode', // mode: the conduit is in a mode that leaves this rule out
] as const;
export type StandingCode = (typeof standingCodes)[number];
export type RuleStanding = {
  conduit_id: string;
  rule_id: string;
  standing: Standing;
  code: StandingCode;
  params: Record<string, string | number>;
};

export const compileNotes = [
  'address_of_two_zones', // address, zone_a, zone_b: the first zone has it
  'address_unreadable', // text, of
  'zone_without_addresses', // zone_id: nothing tells its packets
  'interface_unreadable', // zone_id
  'conduit_without_zone', // conduit_id
  'essential_without_list', // conduit_id: nothing was approved, so nothing is essential: nothing passes
] as const;
export type CompileNote = { code: (typeof compileNotes)[number]; params: Record<string, string> };

/** What a counter of the compiled text counts: `comment` stands at the rule in the target, `rule_id` null where no rule of a list does. */
export type CounterName = {
  comment: string;
  conduit_id: string | null;
  rule_id: string | null;
  counts: 'client' | 'server' | 'refused' | 'not_held' | 'outside' | 'errors';
};

/** The text and what it is worth. `text` depends on the input alone: the same list gives the same bytes. */
export type Compiled = { text: string; standings: RuleStanding[]; notes: CompileNote[]; counters: CounterName[] };
