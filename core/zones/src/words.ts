// The words of core/zones: what goes in (assets, flows, rules) and what comes out (zones, conduits, verdicts).

/** What an operation does to the device that receives it; the same closed list the wire engine reports. */
export type OperationClass = 'other' | 'read' | 'write' | 'program' | 'start' | 'stop' | 'configure' | 'identify' | 'diagnose' | 'session';

/** Purdue levels as text, lowest first; 3.5 is the industrial DMZ, 5 what lies outside the organisation. */
export const zoneLevels = ['0', '1', '2', '3', '3.5', '4', '5'] as const;
export type ZoneLevel = (typeof zoneLevels)[number];

/** What a zone is for; the page translates it, `name` is the English proposal a person may change. */
export const zoneRoles = [
  'control',
  'cell',
  'safety',
  'supervision',
  'operations',
  'dmz',
  'enterprise',
  'external',
  'network',
  'layer2',
  'unclassified',
  'unplaced',
] as const;
export type ZoneRole = (typeof zoneRoles)[number];

/** Every reason a proposal can give. */
export const reasonCodes = [
  'same_subnet', // subnet, members: addresses lie in one network
  'known_subnet', // subnet, members: the network and its mask were told, not inferred
  'same_vlan', // vlan, members: frames of one VLAN
  'same_link', // pairs: devices of several networks were heard speaking layer 2 to each other
  'behind_router', // subnet, members: only seen through a router, the mask is a guess
  'level_split', // subnet, lowest, highest, part: the network mixes levels that must be apart (IEC 62443-3-2 ZCR 3.2)
  'safety_split', // subnet, members: safety-related devices stand apart (IEC 62443-3-2 ZCR 3.3)
  'remote_access_split', // subnet, members: a way in from outside stands apart (IEC 62443-3-2 ZCR 3.6)
  'separate_systems', // subnet, members: named after another system than the rest of the network, and never speaking with it
  'control_cluster', // controllers, members: controllers with the devices they poll
  'mixed_levels', // lowest, highest: levels that are not split; 0 to 2 count as the highest of them, the most frequent counts
  'polls_controllers', // members: hosts counted as level 2 because they read or write controllers
  'multi_homed', // members: devices with addresses in several networks, placed where most of their peers are
  'internet', // members: public addresses
  'layer2_only', // members, by ('vlan' | 'peers' | 'none'): devices without a routable address
  'gateway', // members, placed ('management_address' | 'network')
  'level_unknown', // members: no member told its level
  'no_address', // members: neither address nor MAC
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
export type Reason = { code: ReasonCode; params: Record<string, string | number> };

/**
 * A device to place. `purdue_level` is one of `zoneLevels` or null; `kind` a device kind of the wire engine ('plc', 'hmi' ...).
 * `level_by_person`: true when somebody said the level; then nothing that was seen overrules it.
 * `behind_gateway`: true when frames of this device were only seen with a router's MAC.
 */
export type ZoneAsset = {
  id: string;
  ips: readonly string[];
  macs: readonly string[];
  vlans: readonly number[];
  kind: string;
  purdue_level: string | null;
  level_by_person?: boolean;
  names: readonly string[];
  vendor: string | null;
  behind_gateway?: boolean;
};

/** One conversation. Ends are asset ids, null where no asset stands behind the end (broadcast, multicast). */
export type ZoneFlow = {
  id: string;
  client_id: string | null;
  server_id: string | null;
  transport: string;
  server_port: number | null;
  protocol: string;
  classes: readonly OperationClass[];
  /** What of the protocol it touched; null, absent or empty where that was not read. */
  elements?: readonly ProtocolElement[] | null | undefined;
};

/** `networks`: CIDR texts the site knows for certain; they win over inference, also for public addresses used inside. */
export type ZoneOptions = { networks?: readonly string[] };

/**
 * One proposed zone. `key` stays the same while the evidence does (made of addresses, never of ids, where there are any).
 * `purdue_level` is null when no member told one. `confidence` 0 to 1.
 */
export type ZoneProposal = {
  key: string;
  name: string;
  role: ZoneRole;
  purdue_level: ZoneLevel | null;
  member_ids: string[];
  subnets: string[];
  vlans: number[];
  why: Reason[];
  confidence: number;
};

/** All flows between two zones; `zone_a` sorts before `zone_b`. `directions` counts flows by the side of their client. */
export type Conduit = {
  key: string;
  zone_a: string;
  zone_b: string;
  flow_ids: string[];
  directions: { a_to_b: number; b_to_a: number };
};

/** How a conduit is held: by its list, by the essential rules of it, or by letting nothing pass. */
export const conduitModes = ['normal', 'essential', 'isolated'] as const;
export type ConduitMode = (typeof conduitModes)[number];

/**
 * What a rule may narrow to inside a protocol; firewalls that see addresses and ports only can't hold it. Ranges are inclusive and count
 * from 0, as Modbus does on the wire. `area` of S7: 'db', 'm', 'i', 'q', 't', 'c' or 'block:OB'; `number` null where it has none.
 */
export type ProtocolElement =
  | { protocol: 'modbus'; unit: number; table: ModbusTable; from: number; to: number }
  | { protocol: 'cip'; class_id: number }
  | { protocol: 's7comm'; area: string; number: number | null };
export const modbusTables = ['coil', 'discrete_input', 'input_register', 'holding_register'] as const;
export type ModbusTable = (typeof modbusTables)[number];

/** In the site's own time zone. Days 1 (Monday) to 7; 'HH:MM' from inclusive, to exclusive; `to` not after `from` runs over midnight. */
export type TimeWindow = { days: readonly number[]; from: string; to: string };

/** Why a flow must not simply be cut: a safety protocol, a safety system's own traffic, an interlock between cells. */
export const safetyKinds = ['profisafe', 'cip_safety', 'sis', 'interlock'] as const;
export type SafetyKind = (typeof safetyKinds)[number];

/** What a rule was learnt from: how many distinct flows and conversations, and when they were first and last seen (ISO 8601, UTC). */
export type LearntFrom = { flows: number; conversations: number; first_seen: string; last_seen: string };

/** `role` is an asset kind of the wire engine ('hmi', 'plc' ...): every asset of that kind in the zone. */
export type RuleEnd =
  | { kind: 'zone'; zone_id: string }
  | { kind: 'role'; zone_id: string; role: string }
  | { kind: 'asset'; asset_id: string }
  | { kind: 'any' };

/**
 * One line of an allow-list, from client to server. Ports are inclusive; both null means "a flow that has no port" (layer 2),
 * any port is 0 to 65535. `protocol` null is any. `classes` null is any operation; an empty list is "no operation is visible".
 * `elements` null or absent is any; `window` null or absent is always; `is_essential`: still passes in the mode 'essential'.
 */
export type Rule = {
  id: string;
  from: RuleEnd;
  to: RuleEnd;
  transport: string;
  port_from: number | null;
  port_to: number | null;
  protocol: string | null;
  classes: readonly OperationClass[] | null;
  purpose: string;
  elements?: readonly ProtocolElement[] | null | undefined;
  window?: TimeWindow | null | undefined;
  is_essential?: boolean | undefined;
  safety?: SafetyKind | null | undefined;
  learnt_from?: LearntFrom | null | undefined;
};

/** A stretch of the local week in minutes since Monday 00:00: `from` 0 to 10079 inclusive, `to` exclusive, over 10080 past the week's end. */
export type WeekStretch = { from: number; to: number };

/** What a check looks at; a `ZoneFlow` is one. `week`: when in the local week it was seen; absent or null: windows are not looked at. */
export type CheckedFlow = Omit<ZoneFlow, 'id'> & { week?: readonly WeekStretch[] | null | undefined };

/**
 * What is held against the rules: everything they say, or only what a firewall sees that reads addresses, transport, ports and the clock.
 */
export type JudgeDepth = 'operations' | 'packets';

/** `kind_of`: asset id to kind, for ends that are roles; without it no role means anybody. Mode 'normal' and depth 'operations' if absent. */
export type JudgeOptions = { kind_of?: ReadonlyMap<string, string>; mode?: ConduitMode; depth?: JudgeDepth };

/** Why no rule fits, seen from the rule that came nearest. 'not_essential' and 'isolated': a rule would fit, but the mode closes it. */
export type MissCode =
  | 'no_rule'
  | 'direction'
  | 'transport'
  | 'port'
  | 'protocol'
  | 'operations_not_seen'
  | 'classes'
  | 'elements_not_seen'
  | 'elements'
  | 'window'
  | 'not_essential'
  | 'isolated';

/** `nearest_rule_id` is null for 'no_rule'. The field that differs carries the flow's value; `week` the first stretch outside a window. */
export type Miss = {
  code: MissCode;
  nearest_rule_id: string | null;
  transport?: string;
  port?: number | null;
  protocol?: string;
  classes?: OperationClass[];
  elements?: ProtocolElement[];
  week?: WeekStretch;
};

export type Verdict =
  | { verdict: 'allowed'; rule_id: string; unmatched: null }
  | { verdict: 'intra_zone'; rule_id: null; unmatched: null }
  | { verdict: 'unapproved'; rule_id: null; unmatched: Miss };

export type Judgement = 'needed' | 'blockable' | 'unknown';
/** A flow somebody judged; `purpose` is what it is needed for, in that person's words. */
export type JudgedFlow = CheckedFlow & { judgement: Judgement; purpose?: string };
