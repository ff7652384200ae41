// The words of learning and trying out a list: what was seen and when, what a proposal says, what a list would have cut.
import type { CheckedFlow, ConduitMode, Judgement, MissCode, Rule, SafetyKind, ZoneLevel, ZoneRole } from './words.ts';

/** What a plant was doing while something was seen. */
export const operatingStates = ['production', 'cleaning', 'changeover', 'failover', 'commissioning', 'turnaround', 'standstill'] as const;
export type OperatingState = (typeof operatingStates)[number];
/** A stretch of the calendar in one state; `from` inclusive, `to` exclusive, ISO 8601. Stretches may overlap: two lines, two states. */
export type StatePeriod = { state: OperatingState; from: string; to: string };

/**
 * Recorded conversations of one flow that did the same. `first_at`, `last_at`: ISO 8601. Either one stretch of time, or, with `weekday` (1
 * Monday to 7) and `hour` in the site's time zone, all that was seen in this hour of the week, from `minute_from` to `minute_to` of it.
 * `elements_folded`: elements that were not kept; then the kept ones are not all. `state` where the caller knows it.
 */
export type SeenFlow = CheckedFlow & {
  conversations: number;
  first_at: string;
  last_at: string;
  weekday?: number | null | undefined;
  hour?: number | null | undefined;
  minute_from?: number | null | undefined;
  minute_to?: number | null | undefined;
  elements_folded?: number | undefined;
  state?: OperatingState | null | undefined;
  judgement?: Judgement | undefined;
};

/** What the wall clock of the site shows at an instant, in ms as if it were UTC. */
export type WallClock = (utc_ms: number) => number;

/** `kind` as the wire engine names it; `partner_ids`: devices somebody said it is redundant with. */
export type LearnAsset = {
  id: string;
  name: string;
  kind: string;
  vendor?: string | null | undefined;
  model?: string | null | undefined;
  partner_ids?: readonly string[] | undefined;
};
export type LearnZone = { id: string; level: ZoneLevel | null; role?: ZoneRole | null | undefined };

/**
 * What learning a conduit needs to know. `zone_of`, `assets`: all known assets of the site, also silent ones: they decide what may be put
 * together. `narrow`: whether rules name protocol elements and time windows. `wall` is needed for windows unless rows come by hour of the
 * week. `keep_ids`: rules of lists so far; an equal new rule keeps its id.
 */
export type LearnInput = {
  zones: readonly [LearnZone, LearnZone];
  zone_of: ReadonlyMap<string, string>;
  assets: ReadonlyMap<string, LearnAsset>;
  narrow?: { elements?: boolean; windows?: boolean };
  wall?: WallClock;
  states?: readonly StatePeriod[];
  keep_ids?: readonly Rule[];
};
/** What looks wrong about a flow. */
export const markCodes = [
  'it_service_to_ot', // service: an office service from level 4 or above into level 3 or below
  'write_from_non_engineering', // classes, kind: changes a controller, but its kind is none that should
  'historian_pushed', // a historian above is written to from below instead of fetching
  'direct_internet', // way ('in' | 'out'): between the internet and level 3 or below
  'remote_access_past_dmz', // service: remote operation from level 4 or above straight into level 3 or below
  'clear_text', // service: passwords or sessions can be read on the way
  'safety_crossing', // kind ('safety-controller' | safety kind): safety-related traffic leaves its zone
] as const;
export type MarkCode = (typeof markCodes)[number];
export type Mark = { code: MarkCode; params: Record<string, string | number> };
/** What the marks say together: nothing, look at it before approving, or leave it out unless somebody has a reason. */
export type Advice = 'allow' | 'look' | 'leave_out';

/** Why a port range stands where single ports were seen. */
export type FoldCode = 'ftp_passive' | 'opc_classic' | 'rpc_dynamic' | 'profinet_context' | 'ephemeral';
export type Fold = { code: FoldCode; ports_seen: number };

/** What a flow seems to serve. */
export type Service =
  | 'safety'
  | 'interlock'
  | 'cyclic_control'
  | 'supervision'
  | 'engineering'
  | 'data_collection'
  | 'remote_access'
  | 'file_transfer'
  | 'time'
  | 'names_and_addresses'
  | 'sign_in'
  | 'database'
  | 'web'
  | 'management'
  | 'other';

/** Why a rule is proposed as essential. `share`: of the hours of production, in percent, in which it was seen; null when not known. */
export type EssentialReason = { code: 'safety' | 'cyclic_control' | 'interlock' | 'supervision'; share: number | null };

/** Safety traffic as a candidate: the safety responsible decides. */
export type SafetyReason =
  | 'safety_controller_io' // a safety controller's cyclic data
  | 'safety_object' // class_id: a CIP class of the safety volume was named
  | 'safety_controller' // a safety controller speaks
  | 'triconex_port' // port: the port of TriStation
  | 'goose' // GOOSE messages trip and block
  | 'controllers_of_two_zones'; // controllers of different zones exchange process data
export type SafetyCandidate = { safety: SafetyKind; code: SafetyReason; params: Record<string, string | number> };

/** `adds`: up to 20 assets that the wider rule would also let in though they were not seen; `adds_count`: how many there are. */
export type Offer = {
  rule_ids: string[];
  end: 'from' | 'to';
  zone_id: string;
  /** A kind of asset; null: the whole zone. */
  role: string | null;
  adds: string[];
  adds_count: number;
};

export type ProposedRule = {
  rule: Rule;
  serves: Service;
  marks: Mark[];
  advice: Advice;
  essential: EssentialReason | null;
  safety: SafetyCandidate | null;
  fold: Fold | null;
  /** The operating states it was seen in. */
  states: OperatingState[];
  /** The one state it was seen in, where others were seen without it. */
  only_in: OperatingState | null;
};

/** `periods`: how often the calendar names the state; `flows`: distinct ones seen in it; `only_here`: rules seen in no other state. */
export type StateSeen = {
  state: OperatingState;
  periods: number;
  seen: boolean;
  conversations: number;
  flows: number;
  only_here: string[];
};

/** Flows that were not seen and may be needed one day; each needs a signature: allow it, or say that it is not needed. */
export type UnseenCode =
  | 'redundant_partner' // asset_id, partner_id, failover_seen ('yes' | 'no'): its twin speaks so, it was not heard
  | 'engineering_not_seen'; // asset_id, peer_id: no programming was seen; after a failure somebody will have to
export type Unseen = { code: UnseenCode; params: Record<string, string | number>; like_rule_id: string | null; rule: Rule | null };

export type ListProposal = {
  rules: ProposedRule[];
  states: StateSeen[];
  unseen: Unseen[];
  offers: Offer[];
  flows: number;
  conversations: number;
  first_at: string | null;
  last_at: string | null;
  /** Flows somebody judged blockable; no rule lets them through. */
  left_out_flows: number;
  /** Distinct flows past the limit, which no rule was made for; 0 unless there are millions. */
  folded_flows: number;
};

/** How a list treats what was recorded. `reported`: passes a firewall, which sees no operations, but doesn't fit the list. */
export type Outcome = 'passes' | 'reported' | 'cut';
export type TriedFlow = {
  flow: CheckedFlow;
  outcome: Outcome;
  code: MissCode;
  rule_id: string | null;
  conversations: number;
  first_at: string;
  last_at: string;
};
export type Counted = { conversations: number; flows: number };
export type DryRun = {
  /** What the conduit's list judged; flows within a zone don't count. `flows` are groups as they came in. */
  judged: Counted;
  passes: Counted;
  reported: Counted;
  cut: Counted;
  /** Passed, but no operation or element could be read in it. */
  unread: Counted;
  /** What the list in force lets through and this one would cut or report. Null without one to compare with. */
  newly_cut: Counted | null;
  newly_reported: Counted | null;
  last_cut_at: string | null;
  /** The latest of what would have been cut or reported, at most as many as asked for. */
  examples: TriedFlow[];
  /** In the list's order; rules nobody used have no hits. */
  rules: { rule_id: string; conversations: number; flows: number; last_at: string | null }[];
  states: { state: OperatingState; conversations: number; cut: number; reported: number }[];
};

/** What a mode does to a flow. `already_cut`: it doesn't pass now either. */
export type StoppedFlow = {
  flow: CheckedFlow;
  client_name: string;
  server_name: string;
  rule_id: string | null;
  is_essential: boolean;
  safety: SafetyKind | null;
  conversations: number;
  last_at: string;
  /** True when it was seen within the last minutes asked for: it is running. */
  is_running: boolean;
};
export type WhatStops = {
  mode: ConduitMode;
  stops: StoppedFlow[];
  /** Stopping flows past the limit that are not listed. */
  more: number;
  stops_count: number;
  goes_on_count: number;
  already_cut_count: number;
  safety_count: number;
  /** Assets of which at least one flow stops. */
  asset_ids: string[];
};
