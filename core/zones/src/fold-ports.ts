// Server ports that a system picks anew each time, folded into the range they come from; ports in a row that were all seen, into a range.
import type { Fold, FoldCode } from './learn-words.ts';
import { operatorKinds } from './services.data.ts';

/** One service of a pair of devices. `refused`: a person said it can be blocked. `extent` is equal where the same operations were seen. */
export type PortSeen = { row: number; transport: string; port: number; protocol: string; refused: boolean; extent: number };
export type PortRange = {
  rows: number[];
  transport: string;
  port_from: number | null;
  port_to: number | null;
  protocol: string | null;
  fold: Fold | null;
};

/** IANA's dynamic ports (RFC 6335), Linux's, those of Windows before 2008, and everything a server may listen on without rights. */
const ranges = { iana: [49_152, 65_535], linux: [32_768, 65_535], windows_2003: [1025, 5000], any: [1024, 65_535] } as const;
const EPHEMERAL_PORTS_MIN = 4;
const RUN_MIN = 3;
const DCOM_PEERS: ReadonlySet<string> = new Set([...operatorKinds, 'historian', 'engineering-station', 'plc', 'gateway']);

type Pair = { from_kind: string; to_kind: string };

function codeOf(it: PortSeen, seen: readonly PortSeen[], { from_kind, to_kind }: Pair): FoldCode | null {
  const has = (transport: string, port: number): boolean => seen.some((one) => one.transport === transport && one.port === port);
  const { transport, port, protocol } = it;
  if (port < 1024) return null;
  const isData = protocol === 'ftp' || protocol === 'unknown' || protocol === 'tcp';
  if (transport === 'tcp' && isData && has('tcp', 21)) return 'ftp_passive';
  if (protocol === 'dcerpc' && has('tcp', 135)) return DCOM_PEERS.has(from_kind) && DCOM_PEERS.has(to_kind) ? 'opc_classic' : 'rpc_dynamic';
  if (protocol === 'rpc' && port !== 2049 && has(transport, 111)) return 'rpc_dynamic';
  if (protocol === 'profinet-io-cm' && port !== 34_964) return 'profinet_context';
  return port >= ranges.linux[0] ? 'ephemeral' : null;
}

function rangeOf(ports: readonly number[]): readonly [number, number] {
  const within = ([from, to]: readonly [number, number]): boolean => ports.every((port) => from <= port && port <= to);
  return [ranges.iana, ranges.windows_2003, ranges.linux].find(within) ?? ranges.any;
}

function foldGroup(group: readonly PortSeen[], code: FoldCode, refused: readonly PortSeen[]): PortRange | null {
  const [first] = group as [PortSeen];
  if (code === 'ephemeral' && group.length < EPHEMERAL_PORTS_MIN) return null;
  const [port_from, port_to] = rangeOf(group.map(({ port }) => port));
  const protocols = new Set(group.map(({ protocol }) => protocol));
  const protocol = protocols.size === 1 ? first.protocol : null;
  const letsIn = (it: PortSeen): boolean =>
    it.transport === first.transport && port_from <= it.port && it.port <= port_to && (protocol === null || it.protocol === protocol);
  if (refused.some(letsIn)) return null;
  const fold = { code, ports_seen: new Set(group.map(({ port }) => port)).size };
  return { rows: group.map(({ row }) => row), transport: first.transport, port_from, port_to, protocol, fold };
}

const single = ({ row, transport, port, protocol }: PortSeen): PortRange => ({
  rows: [row],
  transport,
  port_from: port < 0 ? null : port,
  port_to: port < 0 ? null : port,
  protocol,
  fold: null,
});

/** Ports that follow each other without a gap, of one protocol and with the same operations: a range that lets nothing else in. */
function joinRuns(group: PortSeen[]): PortRange[] {
  const sorted = group.sort((a, b) => a.port - b.port);
  const runs: PortSeen[][] = [];
  for (const it of sorted) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && it.port === last.port + 1 && it.extent === last.extent) runs.at(-1)!.push(it);
    else runs.push([it]);
  }
  return runs.flatMap((run) => {
    if (run.length < RUN_MIN || run[0]!.port < 0) return run.map(single);
    return [{ ...single(run[0]!), rows: run.map(({ row }) => row), port_to: run.at(-1)!.port }];
  });
}

/** Folds the ports of one pair of devices, one direction. Nothing is folded over a port somebody wants blocked. */
export function foldPorts(seen: readonly PortSeen[], pair: Pair): PortRange[] {
  const needed = seen.filter(({ refused }) => !refused);
  if (needed.length === 1) return [single(needed[0]!)];
  const refused = seen.filter((it) => it.refused);
  const codes = new Map(needed.map((it) => [it, codeOf(it, needed, pair)]));
  const groups = Map.groupBy(needed, (it) => {
    const code = codes.get(it);
    return `${code ?? ''} ${it.transport} ${code === 'ftp_passive' ? '' : it.protocol}`;
  });
  return [...groups.values()].flatMap((group) => {
    const code = codes.get(group[0]!) ?? null;
    const folded = code === null ? null : foldGroup(group, code, refused);
    return folded === null ? joinRuns(group) : [folded];
  });
}
