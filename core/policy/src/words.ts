// The words between a server and its enforcers: a signed policy, its confirmation, and what an enforcer reports.
import type { ConduitMode, Rule } from '@holdfast/core-zones';

export type { ConduitMode } from '@holdfast/core-zones';

/** What a ruleset is made from. The same shape the compilers of core/zones take. */
export type PolicyView = {
  zones: { id: string; name: string; networks: string[]; interface?: string | null }[];
  assets: { id: string; name: string; zone_id: string; kind: string; ips: string[]; macs: string[] }[];
  conduits: PolicyConduit[];
};
/** `rules` null: no approved list yet, so the conduit isn't held. */
export type PolicyConduit = { id: string; name: string; zone_a: string; zone_b: string; mode: ConduitMode; rules: readonly Rule[] | null };

/** `routed`: zones are networks the machine routes between; `bridged`: it stands in the cable and nobody readdresses anything. */
export const layouts = ['routed', 'bridged'] as const;
export type Layout = (typeof layouts)[number];

/** `act`: names the act that set the mode; a new act lifts what somebody did on the machine. */
export type OrderedMode = { conduit_id: string; mode: ConduitMode; act: string };

/**
 * What a server orders one enforcer to hold. `sequence` only rises. `list_sequence` is the sequence of the policy that brought this list first:
 * a changed list waits for a confirmation, a changed mode does not; 0 while there is no list, only modes. `keys`: verifier keys trusted from now on.
 */
export type Policy = {
  format: 1;
  site_id: string;
  enforcer_id: string;
  sequence: number;
  list_sequence: number;
  made_at: string;
  confirm_within_s: number;
  layout: Layout;
  /** What happens to traffic of zones that no conduit joins; and the site's IANA zone, for time windows. */
  outside: 'pass' | 'drop';
  time_zone: string;
  view: PolicyView;
  modes: OrderedMode[];
  /** The compiled text for the view, with its modes. */
  ruleset: string;
  keys: string[];
};

/** The list that came with `list_sequence` may stay. */
export type Confirmation = { format: 1; site_id: string; enforcer_id: string; list_sequence: number; list_sha256: string };

/** What somebody did on the machine itself, while the server was lost. `over`: the act it stands against. */
export type LocalMode = { conduit_id: string; mode: ConduitMode; over: string | null; at: string };

export const eventKinds = [
  'started', // boot: whether the machine was started anew
  'applied', // sequence, list_sequence, waits, took_ms: from the order's receipt until the kernel held it
  'confirmed', // list_sequence
  'rolled_back', // list_sequence, why
  'refused', // why: a policy that was not taken
  'failed', // what: the kernel did not take a ruleset
  'differed', // somebody changed the table
  'restored', // and it was put back
  'isolated_here', // conduit_id, by, reason
  'released_here', // conduit_id, by, reason
] as const;
export type EventKind = (typeof eventKinds)[number];
export type EnforcerEvent = { id: string; at: string; kind: EventKind; facts: Record<string, string | number | boolean | null> };

/** Packets and bytes one rule let through or stopped since the ruleset came. `rule`: its comment, as the compiled text gives it. */
export type RuleCounter = { rule: string; packets: number; bytes: number };

/** What is in force on the machine now. Hashes are SHA-256 in lower-case hex. */
export type Report = {
  sequence: number | null;
  highest_sequence: number;
  list_sequence: number | null;
  list_sha256: string | null;
  waiting: { list_sequence: number; list_sha256: string; seconds_left: number } | null;
  /** Of the text that was applied, of what the kernel holds now, and whether that is what was applied. */
  ruleset_sha256: string | null;
  kernel_sha256: string | null;
  is_as_applied: boolean;
  modes: { conduit_id: string; mode: ConduitMode; is_local: boolean }[];
  counters: RuleCounter[];
  trusts: string[];
  events: EnforcerEvent[];
  version: string;
  boot: string;
};
