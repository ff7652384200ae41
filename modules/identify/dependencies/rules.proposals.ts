// Proposes services and who depends on them from flows: by port, by what the device is and by what it is called. Pure.
import type { ListQuery } from '@holdfast/platform/shapes';
import type { Hardness, Proposal, ServiceKind } from './schema.ts';

/** Flows of one zone to one port of one device, or to one outside address. */
export type Use = {
  server_id: string | null;
  server_name: string;
  server_kind: string;
  server_address: string;
  zone_id: string;
  zone_name: string;
  transport: string;
  server_port: number | null;
  protocol: string;
  flows: number;
  clients: number;
  last_seen: string;
  outside: boolean;
};
export type Why = { code: 'port' | 'device_kind' | 'device_name' | 'outside'; value: string };
export type Proposed = {
  key: string;
  kind: ServiceKind;
  name: string;
  external: boolean;
  host_ids: string[];
  addresses: string[];
  zone_id: string;
  zone_name: string;
  why: Why[];
  flows: number;
  clients: number;
  last_seen: string;
  hardness: Hardness;
  after_hours: number | null;
};

/** Well-known ports (IANA; vendors' manuals for WSUS, PI, Veeam, FlexNet). */
const ports: Readonly<Record<number, ServiceKind>> = {
  53: 'name_resolution',
  88: 'directory',
  123: 'time',
  389: 'directory',
  445: 'files',
  464: 'directory',
  636: 'directory',
  1433: 'database',
  1521: 'database',
  1812: 'identity',
  2049: 'files',
  3200: 'erp',
  3268: 'directory',
  3269: 'directory',
  3306: 'database',
  3600: 'erp',
  5432: 'database',
  5450: 'historian',
  8530: 'patch_server',
  8531: 'patch_server',
  9392: 'backup',
  27000: 'licence',
};

const deviceKinds: Readonly<Record<string, ServiceKind>> = {
  historian: 'historian',
  'domain-controller': 'directory',
  'time-server': 'time',
  'remote-access': 'remote_access',
};

const names: readonly (readonly [RegExp, ServiceKind])[] = [
  [/(^|[^a-z])mes([^a-z]|$)/i, 'mes'],
  [/(^|[^a-z])(erp|sap)([^a-z]|$)/i, 'erp'],
  [/hist(orian)?([^a-z]|$)|(^|[^a-z])pi-?server/i, 'historian'],
  [/wsus|patch/i, 'patch_server'],
  [/backup|veeam|sicherung/i, 'backup'],
  [/(^|[^a-z])(dc|ad|ldap)\d*([^a-z]|$)/i, 'directory'],
  [/(^|[^a-z])(lims|lab)([^a-z]|$)/i, 'quality'],
  [/(^|[^a-z])(wms|lager|warehouse)([^a-z]|$)/i, 'logistics'],
];

/** What tells a use inside at all; all others need not be counted. `name`: a POSIX pattern, whatever the case. */
export const telling = {
  ports: Object.keys(ports).map(Number),
  kinds: Object.keys(deviceKinds),
  name: names.map(([pattern]) => pattern.source).join('|'),
} as const;

/** What a plant usually bears without the service; a person sets it right. */
const usual: Readonly<Record<string, { hardness: Hardness; after_hours: number | null }>> = {
  directory: { hardness: 'stops_after', after_hours: 8 },
  identity: { hardness: 'stops_after', after_hours: 8 },
  name_resolution: { hardness: 'stops_after', after_hours: 1 },
  mes: { hardness: 'stops_after', after_hours: 2 },
  erp: { hardness: 'stops_after', after_hours: 24 },
  licence: { hardness: 'stops_after', after_hours: 24 },
  database: { hardness: 'stops_at_once', after_hours: null },
};

function judge(use: Use): { kind: ServiceKind; why: Why[] } | null {
  const why: Why[] = [];
  const byName = names.find(([pattern]) => pattern.test(use.server_name))?.[1];
  const byDevice = deviceKinds[use.server_kind];
  const byPort = use.server_port === null ? undefined : ports[use.server_port];
  // Where a well-known service port speaks, it says what is used; a name or kind says it for all other ports.
  const exact = byPort !== undefined && byPort !== 'database' && byPort !== 'files' ? byPort : undefined;
  const kind = exact ?? byName ?? byDevice ?? byPort;
  if (byName !== undefined && byName === kind) why.push({ code: 'device_name', value: use.server_name });
  if (byDevice !== undefined && byDevice === kind) why.push({ code: 'device_kind', value: use.server_kind });
  if (byPort !== undefined) why.push({ code: 'port', value: `${use.transport}/${use.server_port}` });
  if (kind !== undefined)
    return { kind: use.outside && kind === 'files' ? 'cloud' : kind, why: use.outside ? [...why, outsideOf(use)] : why };
  return use.outside ? { kind: 'internet', why: [outsideOf(use)] } : null;
}

const outsideOf = (use: Use): Why => ({ code: 'outside', value: use.server_address });

/**
 * One proposal a service and zone, the most used first. Uses inside are one service per device and kind; outside per address and kind.
 * Multicast and answers to nobody are left out by the caller.
 */
export function proposeDependencies(uses: readonly Use[]): Proposed[] {
  const found = new Map<string, Proposed>();
  for (const use of uses) {
    const judged = judge(use);
    if (judged === null) continue;
    const { kind, why } = judged;
    const key = `${kind}|${use.outside ? use.server_address : use.server_id}|${use.zone_id}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, begin(key, kind, why, use));
    else add(known, why, use);
  }
  return [...found.values()].toSorted((a, b) => b.flows - a.flows || compare(a.key, b.key));
}

function begin(key: string, kind: ServiceKind, why: Why[], use: Use): Proposed {
  const bears = usual[kind] ?? { hardness: 'inconvenient' as const, after_hours: null };
  return {
    key,
    kind,
    name: use.server_name,
    external: use.outside,
    host_ids: use.outside || use.server_id === null ? [] : [use.server_id],
    addresses: use.outside ? [use.server_address] : [],
    zone_id: use.zone_id,
    zone_name: use.zone_name,
    why: [...why],
    flows: use.flows,
    clients: use.clients,
    last_seen: use.last_seen,
    ...bears,
  };
}

function add(known: Proposed, why: readonly Why[], use: Use): void {
  for (const it of why) if (!known.why.some((other) => other.code === it.code && other.value === it.value)) known.why.push(it);
  known.flows += use.flows;
  known.clients = Math.max(known.clients, use.clients);
  if (use.last_seen > known.last_seen) known.last_seen = use.last_seen;
}

const sortable = ['flows', 'clients', 'zone_name', 'service_name', 'kind', 'last_seen'] as const;

/** A page of proposals as asked for: those that hold the words, in the order wished for (the most used first), and how many there are. */
export function pageProposals(all: readonly Proposal[], query: ListQuery): { rows: Proposal[]; total: number } {
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (it: Proposal): boolean => {
    const text = `${it.service_name} ${it.zone_name} ${it.addresses.join(' ')} ${it.why.map(({ value }) => value).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = words.length === 0 ? [...all] : all.filter(holds);
  const column = sortable.find((it) => it === query.sort?.replace('-', ''));
  const way = query.sort?.startsWith('-') === true ? -1 : 1;
  if (column !== undefined) found.sort((a, b) => way * compare(a[column], b[column]) || compare(a.key, b.key));
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
