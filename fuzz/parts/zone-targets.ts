// The zones' targets: bytes become rules, flows and recorded rows with hostile values; judging, learning and trying out must agree.
import { checkFlow, checkFlows, conduitModes, dryRun, learnList, zoneLevels } from '@holdfast/core-zones';
import type { LearnAsset, LearnInput, OperationClass, ProtocolElement, Rule, RuleEnd, SeenFlow, TimeWindow } from '@holdfast/core-zones';
import type { Random } from '../../plant/src/random.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

const classes: readonly OperationClass[] = ['read', 'write', 'program', 'session', 'other'];
const ports = [null, 0, 21, 102, 135, 502, 1024, 3389, 32_768, 49_152, 50_000, 65_535];
const protocols = ['modbus', 's7comm', 'cip-io', 'dcerpc', 'ftp', 'unknown', 'rdp', '__proto__', ''];
const kinds = ['plc', 'hmi', 'historian', 'engineering-station', 'safety-controller', 'workstation', 'unknown', 'constructor'];
const ids = Array.from({ length: 9 }, (_, at) => `a${at}`);
const zones = ['z0', 'z1', 'z2'];

/** Takes choices from bytes; past the end everything is the first choice. */
function makeChooser(bytes: Uint8Array) {
  let at = 0;
  const byte = (): number => bytes[at++] ?? 0;
  const pick = <T>(of: readonly T[]): T => of[byte() % of.length]!;
  const some = <T>(of: readonly T[]): T[] => {
    const mask = byte();
    return of.filter((_, bit) => mask & (1 << bit));
  };
  return { byte, pick, some, isOver: () => at >= bytes.length };
}
type Chooser = ReturnType<typeof makeChooser>;

function chooseElements({ byte, pick }: Chooser): ProtocolElement[] | null {
  const count = byte() % 4;
  if (count === 3) return null;
  return Array.from({ length: count }, (): ProtocolElement => {
    if (byte() % 3 === 0) return { protocol: 'cip', class_id: pick([1, 0x39, 0x3a]) };
    const [from, to] = [byte() % 20, byte() % 20];
    if (byte() % 2) return { protocol: 's7comm', area: pick(['db', 'm', 'block:OB']), number: pick([null, 1, 2]) };
    return { protocol: 'modbus', unit: 1, table: 'coil', from: Math.min(from, to), to: Math.max(from, to) };
  });
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function chooseWindow({ byte, some }: Chooser): TimeWindow | null {
  const days = some([1, 2, 3, 4, 5, 6, 7]);
  return days.length === 0 ? null : { days, from: clock((byte() * 7) % 1440), to: clock((byte() * 7) % 1440) };
}

function chooseEnd({ byte, pick }: Chooser): RuleEnd {
  const kind = byte() % 8;
  if (kind === 0) return { kind: 'any' };
  if (kind < 3) return { kind: 'zone', zone_id: pick(zones) };
  return kind < 5 ? { kind: 'role', zone_id: pick(zones), role: pick(kinds) } : { kind: 'asset', asset_id: pick(ids) };
}

function chooseRules(chooser: Chooser): Rule[] {
  return Array.from({ length: chooser.byte() % 12 }, (_, at): Rule => {
    const [a, b] = [chooser.pick(ports), chooser.pick(ports)];
    const [port_from, port_to] = a === null || b === null ? [null, null] : [Math.min(a, b), Math.max(a, b)];
    return {
      id: `r${at}`,
      from: chooseEnd(chooser),
      to: chooseEnd(chooser),
      transport: chooser.pick(['tcp', 'tcp', 'udp', 'ethernet']),
      port_from,
      port_to,
      protocol: chooser.pick([null, ...protocols]),
      classes: chooser.byte() % 4 === 0 ? null : chooser.some(classes),
      purpose: '',
      elements: chooseElements(chooser),
      window: chooseWindow(chooser),
      is_essential: chooser.byte() % 2 === 0,
    };
  });
}

function chooseRows(chooser: Chooser): SeenFlow[] {
  const rows: SeenFlow[] = [];
  while (!chooser.isOver() && rows.length < 60) {
    const first = Date.UTC(2026, 9, 1) + chooser.byte() * 3_600_000 * 5;
    rows.push({
      client_id: chooser.pick([...ids, null, 'nobody']),
      server_id: chooser.pick([...ids, null]),
      transport: chooser.pick(['tcp', 'tcp', 'udp', 'ethernet']),
      server_port: chooser.pick(ports),
      protocol: chooser.pick(protocols),
      classes: chooser.some(classes),
      elements: chooseElements(chooser),
      conversations: 1 + chooser.byte(),
      first_at: new Date(first).toISOString(),
      last_at: new Date(first + chooser.byte() * 600_000).toISOString(),
      judgement: chooser.pick(['unknown', 'needed', 'needed', 'blockable']),
      state: chooser.pick([null, 'production', 'cleaning']),
      ...(chooser.byte() % 2 ? { weekday: 1 + (chooser.byte() % 7), hour: chooser.byte() % 24, minute_from: 0, minute_to: 59 } : {}),
    });
  }
  return rows;
}

function choosePlaces({ pick, byte }: Chooser): { zone_of: Map<string, string>; kind_of: Map<string, string>; input: LearnInput } {
  const zone_of = new Map(ids.map((id): [string, string] => [id, pick(zones)]));
  const kind_of = new Map(ids.map((id): [string, string] => [id, pick(kinds)]));
  const assets = new Map(
    ids.map((id): [string, LearnAsset] => [id, { id, name: pick(['A-1', 'A-2', 'B-a', 'B-b', '']), kind: kind_of.get(id)! }]),
  );
  const [one, other] = [zones[0]!, zones[1]!].map((id) => ({ id, level: pick([null, ...zoneLevels]) }));
  const narrow = { elements: byte() % 2 === 0, windows: byte() % 2 === 0 };
  return { zone_of, kind_of, input: { zones: [one!, other!], zone_of, assets, narrow, wall: (at) => at + 3_600_000 } };
}

const make = (random: Random): Uint8Array => mutate(random, random.bytes(random.between(0, 900)));

const judging: Target = {
  name: 'zone-judge',
  make,
  judge(bytes) {
    const chooser = makeChooser(bytes);
    const { zone_of, kind_of } = choosePlaces(chooser);
    const how = { kind_of, mode: chooser.pick(conduitModes), depth: chooser.pick(['operations', 'packets'] as const) };
    const rules = chooseRules(chooser);
    const rows = chooseRows(chooser);
    const plain = rows.map((row) => checkFlow(row, rules, zone_of, how));
    if (JSON.stringify(checkFlows(rows, rules, zone_of, how)) !== JSON.stringify(plain)) return 'the index answers otherwise than the list';
    const tried = dryRun({ rules, zone_of, kind_of, mode: how.mode }, rows);
    const { judged, passes, reported, cut } = tried;
    return judged.flows === passes.flows + reported.flows + cut.flows ? null : 'a flow was counted twice or not at all';
  },
};

const learning: Target = {
  name: 'zone-learn',
  make,
  judge(bytes) {
    const chooser = makeChooser(bytes);
    const { zone_of, kind_of, input } = choosePlaces(chooser);
    const rows = chooseRows(chooser);
    const { rules, unseen, flows } = learnList(input, rows);
    const list = rules.map(({ rule }) => rule);
    if (new Set(list.map(({ id }) => id)).size !== list.length) return 'two rules have one id';
    if (list.reduce((sum, rule) => sum + rule.learnt_from!.flows, 0) !== flows) return 'a flow stands behind no rule or two';
    const refused = new Set(rows.filter(({ judgement }) => judgement === 'blockable').map(keyOf));
    for (const row of rows) {
      const verdict = checkFlow(row, list, zone_of, { kind_of, depth: 'packets' });
      const crosses =
        [row.client_id, row.server_id]
          .map((id) => zone_of.get(id ?? ''))
          .sort()
          .join() === 'z0,z1';
      if (crosses && !refused.has(keyOf(row)) && verdict.verdict !== 'allowed')
        return `a needed flow does not pass: ${verdict.unmatched?.code}`;
    }
    return unseen.some(({ rule }) => rule !== null && rule.learnt_from !== null) ? 'what was not seen was learnt from something' : null;
  },
};

const keyOf = (it: SeenFlow): string => [it.client_id, it.server_id, it.transport, it.server_port, it.protocol].join();

export const zoneTargets = (): Target[] => [judging, learning];
