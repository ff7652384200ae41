// How two snapshots differ: what came, went, moved and changed. Pure; the earlier one is given first.
import type { Change, SnapshotContent } from './schema.ts';

type Detail = Change['details'][number];
type Content = SnapshotContent;
type Asset = Content['assets'][number];

const assetFields = [
  'name',
  'kind',
  'purdue_level',
  'vendor',
  'model',
  'order_number',
  'firmware',
  'serial',
  'location',
  'asset_tag',
  'criticality',
  'production_role',
  'lifecycle',
  'standing',
] as const;

/** All differences: assets, then zones, conduits and flows; each part by name. A changed owner is told as changed, not by name. */
export function compareSnapshots(before: Content, after: Content): Change[] {
  return [
    ...compareAssets(before, after),
    ...compareZones(before, after),
    ...compareConduits(before, after),
    ...compareFlows(before, after),
  ];
}

const shown = (value: string | number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

function differ(field: string, before: string | number | null, after: string | number | null): Detail[] {
  return before === after ? [] : [{ field, before: shown(before), after: shown(after) }];
}

const byName = (a: Change, b: Change): number => a.name.localeCompare(b.name, undefined, { numeric: true }) || a.id.localeCompare(b.id);

/** Pairs rows by key: only here, only there, in both with their differences. */
function pair<T>(part: Change['part'], before: readonly T[], after: readonly T[], key: (it: T) => string, told: Telling<T>): Change[] {
  const old = new Map(before.map((it) => [key(it), it]));
  const now = new Map(after.map((it) => [key(it), it]));
  const changes: Change[] = [];
  const add = (it: T, change: Change['change'], details: Detail[]): void => {
    changes.push({ id: `${part}:${key(it)}`, part, change, name: told.name(it), subject_id: told.id(it), details });
  };
  for (const [at, it] of now) {
    const was = old.get(at);
    if (was === undefined) add(it, 'added', []);
    else {
      const details = told.differences(was, it);
      if (details.length > 0) add(it, details.some((one) => one.field === 'zone') ? 'moved' : 'changed', details);
    }
  }
  for (const [at, it] of old) if (!now.has(at)) add(it, 'removed', []);
  return changes.sort(byName);
}
type Telling<T> = { name: (it: T) => string; id: (it: T) => string | null; differences: (before: T, after: T) => Detail[] };

const nameOf = (content: Content): ((id: string | null) => string | null) => {
  const names = new Map(content.zones.map((it) => [it.id, it.name]));
  return (id) => (id === null ? null : (names.get(id) ?? '?'));
};

function compareAssets(before: Content, after: Content): Change[] {
  const [was, is] = [nameOf(before), nameOf(after)];
  const differences = (a: Asset, b: Asset): Detail[] => [
    ...(a.zone_id === b.zone_id ? [] : [{ field: 'zone', before: was(a.zone_id), after: is(b.zone_id) }]),
    ...assetFields.flatMap((field) => differ(field, a[field], b[field])),
    ...differ('ips', a.ips.join(', '), b.ips.join(', ')),
    ...differ('macs', a.macs.join(', '), b.macs.join(', ')),
    ...(a.owner_id === b.owner_id ? [] : [{ field: 'owner', before: null, after: null }]),
  ];
  return pair('asset', before.assets, after.assets, (it) => it.id, { name: (it) => it.name, id: (it) => it.id, differences });
}

function compareZones(before: Content, after: Content): Change[] {
  type Zone = Content['zones'][number];
  const differences = (a: Zone, b: Zone): Detail[] => [
    ...differ('name', a.name, b.name),
    ...differ('purdue_level', a.purdue_level, b.purdue_level),
    ...differ('state', a.state, b.state),
    ...differ('assets', a.assets, b.assets),
    ...differ('observed_by', a.observed_by.join(', ') || null, b.observed_by.join(', ') || null),
  ];
  return pair('zone', before.zones, after.zones, (it) => it.id, { name: (it) => it.name, id: (it) => it.id, differences });
}

function compareConduits(before: Content, after: Content): Change[] {
  type Conduit = Content['conduits'][number];
  const differences = (a: Conduit, b: Conduit): Detail[] => [
    ...differ('state', a.state, b.state),
    ...differ('list_version', a.list_version, b.list_version),
    ...differ('flows', a.flows, b.flows),
    ...differ('unapproved', a.unapproved, b.unapproved),
  ];
  const key = (it: Conduit): string => [it.zone_a, it.zone_b].sort().join('|');
  return pair('conduit', before.conduits, after.conduits, key, { name: (it) => it.name, id: (it) => it.id, differences });
}

function compareFlows(before: Content, after: Content): Change[] {
  type Flow = Content['flows'][number];
  const names = new Map([...before.zones, ...after.zones].map((it) => [it.id, it.name]));
  const end = (id: string | null): string => (id === null ? '?' : (names.get(id) ?? '?'));
  const name = (it: Flow): string =>
    `${end(it.from_zone)} → ${end(it.to_zone)}: ${it.protocol}${it.port === null ? '' : `, ${it.transport} ${it.port}`}`;
  const key = (it: Flow): string => [it.from_zone, it.to_zone, it.transport, it.port, it.protocol].join('|');
  const differences = (a: Flow, b: Flow): Detail[] => [
    ...differ('flows', a.flows, b.flows),
    ...differ('classes', a.classes.join(', '), b.classes.join(', ')),
  ];
  return pair('flow', before.flows, after.flows, key, { name, id: () => null, differences });
}

type Asked = {
  search?: string | undefined;
  part?: readonly string[] | undefined;
  change?: readonly string[] | undefined;
  sort?: string | undefined;
  limit: number;
  offset: number;
};

/** One page of the differences that match. */
export function selectChanges(changes: readonly Change[], asked: Asked): { rows: Change[]; total: number } {
  const words = (asked.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const rows = changes.filter(
    (it) =>
      (!asked.part?.length || asked.part.includes(it.part)) &&
      (!asked.change?.length || asked.change.includes(it.change)) &&
      words.every((word) =>
        [it.name, ...it.details.flatMap((one) => [one.before ?? '', one.after ?? ''])].some((text) => text.toLowerCase().includes(word)),
      ),
  );
  const column = (['name', 'part', 'change'] as const).find((it) => it === asked.sort?.replace('-', ''));
  if (column !== undefined) rows.sort((a, b) => a[column].localeCompare(b[column]) * (asked.sort!.startsWith('-') ? -1 : 1));
  return { rows: rows.slice(asked.offset, asked.offset + asked.limit), total: rows.length };
}

/** The month of a time in a plant's own calendar: `2026-11`. */
export function monthOf(at: string, time_zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone, year: 'numeric', month: '2-digit' }).format(new Date(at));
}

/** Whether the monthly snapshot is due: the product took none in this month of the plant's own calendar. Times in ISO 8601. */
export function isDue(newest: string | null, now: string, time_zone: string): boolean {
  return newest === null || monthOf(newest, time_zone) < monthOf(now, time_zone);
}
