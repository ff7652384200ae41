// Reads devices out of NetBox 4 over its REST API: only GET, only the address the owner named, page by page, bounded in size and time.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Failure } from '@holdfast/platform/failure';
import { z } from 'zod';
import { type MachineRow, machineTable } from './project-table.ts';
import type { Table, TableRow } from './reading.ts';
import { ipOf, macOf } from './rules-cells.ts';

export type NetboxAccess = { base_url: string; token: string; ca_pem: string | null };
export type NetboxOrder = { site: string | null };

const pageSize = 500;
const mostPages = 200;
const mostBytes = 50 << 20;
const waitMs = 30_000;

const named = z.looseObject({ name: z.string().nullish(), slug: z.string().nullish() }).nullish();
const device = z.looseObject({
  id: z.number().int(),
  name: z.string().nullish(),
  display: z.string().nullish(),
  device_type: z.looseObject({ id: z.number().int(), manufacturer: named, model: z.string().nullish() }),
  role: named,
  // NetBox before 4.0.
  device_role: named,
  serial: z.string().nullish(),
  asset_tag: z.string().nullish(),
  site: named,
  location: named,
  rack: named,
  position: z.number().nullish(),
  primary_ip4: z.looseObject({ address: z.string() }).nullish(),
  primary_ip6: z.looseObject({ address: z.string() }).nullish(),
  status: z.looseObject({ value: z.string() }).nullish(),
});
const deviceType = z.looseObject({ id: z.number().int(), part_number: z.string().nullish() });
const interface_ = z.looseObject({
  id: z.number().int(),
  device: z.looseObject({ id: z.number().int() }),
  mac_address: z.string().nullish(),
  primary_mac_address: z.looseObject({ mac_address: z.string() }).nullish(),
});
const ipAddress = z.looseObject({
  id: z.number().int(),
  address: z.string(),
  assigned_object_type: z.string().nullish(),
  assigned_object: z.looseObject({ device: z.looseObject({ id: z.number().int() }).nullish() }).nullish(),
  dns_name: z.string().nullish(),
});
type Device = z.infer<typeof device>;

/** Refuses an address a token must not be sent to: only https, and plain http to this very machine. Returns it without a slash at the end. */
export function checkBaseUrl(text: string): string {
  const url = URL.parse(text);
  const isHere = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)))
    throw new Failure('bad_input', 'netbox_needs_https');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Failure('bad_input', 'netbox_address_wrong');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Fetches devices with their interfaces and addresses as a table of assets. Throws Failure unavailable or unprocessable with what NetBox answered. */
export async function fetchNetbox(access: NetboxAccess, order: NetboxOrder): Promise<Table> {
  const filter = order.site === null ? '' : `&site=${encodeURIComponent(order.site)}`;
  const devices = await fetchAll(access, `/api/dcim/devices/?limit=${pageSize}${filter}`, device);
  const types = await fetchAll(access, `/api/dcim/device-types/?limit=${pageSize}`, deviceType);
  const interfaces = await fetchAll(access, `/api/dcim/interfaces/?limit=${pageSize}${filter}`, interface_);
  const addresses = await fetchAll(access, `/api/ipam/ip-addresses/?limit=${pageSize}`, ipAddress);
  const macs = Map.groupBy(interfaces, (it) => it.device.id);
  const ips = Map.groupBy(addresses, (it) => it.assigned_object?.device?.id ?? -1);
  const parts = new Map(types.map((it) => [it.id, it.part_number ?? null]));
  const active = devices.filter((it) => !['decommissioning'].includes(it.status?.value ?? ''));
  if (active.length === 0) throw new Failure('unprocessable', 'netbox_no_devices');
  const rows = active.map((it) => rowOf(it, macs.get(it.id) ?? [], ips.get(it.id) ?? [], parts.get(it.device_type.id) ?? null));
  return machineTable('netbox', { address: access.base_url, ...(order.site === null ? {} : { site: order.site }) }, rows);
}

function rowOf(
  it: Device,
  interfaces: readonly z.infer<typeof interface_>[],
  addresses: readonly z.infer<typeof ipAddress>[],
  part: string | null,
): MachineRow & Pick<TableRow, 'place' | 'more'> {
  const own = [it.primary_ip4?.address, it.primary_ip6?.address, ...addresses.map((address) => address.address)];
  const macs = interfaces.map((port) => port.primary_mac_address?.mac_address ?? port.mac_address ?? '');
  const unit = it.position === null || it.position === undefined ? '' : `, U${it.position}`;
  const rack = it.rack?.name ? `${it.rack.name}${unit}` : null;
  return {
    name: it.name ?? it.display ?? null,
    kind: kindOfRole(it.role ?? it.device_role),
    vendor: it.device_type.manufacturer?.name ?? null,
    model: it.device_type.model ?? null,
    order_number: part === '' ? null : part,
    serial: it.serial ?? null,
    mac: [...new Set(macs.flatMap((mac) => macOf(mac) ?? []))].join(' '),
    ip: [...new Set(own.flatMap((ip) => ipOf(ip ?? '') ?? []))].join(' '),
    location: [it.location?.name, rack].filter(Boolean).join(', ') || (it.site?.name ?? null),
    asset_tag: it.asset_tag ?? null,
    place: `device ${it.id}`,
    more: [
      ['source_key', String(it.id)],
      ...[...new Set(addresses.flatMap((address) => address.dns_name || []))].map((name) => ['hostname', name] as const),
    ],
  };
}

const roles: readonly (readonly [RegExp, string])[] = [
  [/safety|f-cpu|sicherheit/, 'safety-controller'],
  [/plc|sps|controller|steuerung|pac\b/, 'plc'],
  [/remote-?io|\bio\b|i-o/, 'remote-io'],
  [/hmi|(operator|touch|control)-?panel|bedien/, 'hmi'],
  [/scada/, 'scada'],
  [/historian/, 'historian'],
  [/drive|vfd|antrieb|umrichter/, 'drive'],
  [/robot/, 'robot'],
  [/engineering/, 'engineering-station'],
  [/firewall/, 'firewall'],
  [/access-point|wlan|wifi|\bap\b/, 'access-point'],
  [/router|default-gateway/, 'router'],
  [/gateway|umsetzer/, 'gateway'],
  [/switch/, 'switch'],
  [/domain/, 'domain-controller'],
  [/server|hypervisor/, 'server'],
  [/workstation|client|pc\b|laptop/, 'workstation'],
  [/printer/, 'printer'],
  [/camera/, 'camera'],
  [/ups|usv/, 'ups'],
  [/rtu/, 'rtu'],
  [/sensor/, 'sensor'],
  [/meter|zaehler/, 'meter'],
];

/** The kind a NetBox role means; null where it does not tell. */
export function kindOfRole(role: { name?: string | null | undefined; slug?: string | null | undefined } | null | undefined): string | null {
  const word = `${role?.slug ?? ''} ${role?.name ?? ''}`.toLowerCase();
  return roles.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

const answerShape = z.looseObject({ next: z.string().nullish(), results: z.array(z.unknown()) });

async function fetchAll<T extends z.ZodType>(access: NetboxAccess, path: string, shape: T): Promise<z.output<T>[]> {
  const found: z.output<T>[] = [];
  let next: string | null = access.base_url + path;
  for (let page = 0; next !== null; page += 1) {
    if (page >= mostPages) throw new Failure('unprocessable', 'netbox_too_much');
    const answer = answerShape.safeParse(await getJson(access, next));
    const rows = answer.success ? z.array(shape).safeParse(answer.data.results) : null;
    if (!answer.success || rows === null || !rows.success)
      throw new Failure('unprocessable', 'netbox_answer_odd', { path: path.split('?')[0]! });
    found.push(...rows.data);
    next = answer.data.next ? sameHost(access, next, answer.data.next) : null;
  }
  return found;
}

/** The next page, on the same host: the token goes nowhere else. A proxy that makes NetBox say `http` for itself is put right. */
function sameHost(access: NetboxAccess, now: string, told: string): string {
  const [base, next] = [new URL(access.base_url), URL.parse(told, now)];
  if (next === null || next.hostname !== base.hostname || !next.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/api/`))
    throw new Failure('unprocessable', 'netbox_elsewhere');
  return `${base.origin}${next.pathname}${next.search}`;
}

function getJson(access: NetboxAccess, url: string): Promise<unknown> {
  const ask = url.startsWith('https:') ? httpsRequest : httpRequest;
  // Tokens of NetBox 4.5 and later say so themselves.
  const authorization = access.token.startsWith('nbt_') ? `Bearer ${access.token}` : `Token ${access.token}`;
  const ca = access.ca_pem === null ? {} : { ca: access.ca_pem };
  return new Promise((resolve, reject) => {
    const fail = (code: string, params: Record<string, string | number> = {}) => reject(new Failure('unavailable', code, params));
    const asked = ask(
      url,
      { method: 'GET', headers: { authorization, accept: 'application/json' }, timeout: waitMs, ...ca },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostBytes) asked.destroy(new Error('too much'));
          else chunks.push(chunk);
        });
        response.on('error', () => fail('netbox_unreachable', { why: 'broken off' }));
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status === 401 || status === 403) return fail('netbox_refused', { status });
          if (status !== 200) return fail('netbox_status', { status });
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          } catch {
            fail('netbox_answer_odd', { path: new URL(url).pathname });
          }
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', (error: NodeJS.ErrnoException) => fail('netbox_unreachable', { why: (error.code ?? error.message).slice(0, 80) }));
    asked.end();
  });
}
