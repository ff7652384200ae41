// A project file as a table of assets: fixed columns, so nothing has to be mapped; modules without an address are attributes of their device.
import type { Project, ProjectDevice } from '@holdfast/core-projects';
import type { Table, TableRow } from './reading.ts';

/** Columns of tables that a machine made, in their order: headings are field names. */
export const machineColumns = [
  'name',
  'kind',
  'vendor',
  'model',
  'order_number',
  'serial',
  'firmware',
  'mac',
  'ip',
  'location',
  'asset_tag',
] as const;
export type MachineRow = Partial<Record<(typeof machineColumns)[number], string | null>>;

/** A table of machine rows. */
export function machineTable(
  source: Table['source'],
  notes: Record<string, string>,
  rows: readonly (MachineRow & Pick<TableRow, 'place' | 'more'>)[],
): Table {
  return {
    source,
    notes,
    columns: machineColumns.map((heading, index) => ({ index, heading, refused: null })),
    rows: rows.map((it, at) => ({
      row_number: at + 1,
      place: it.place,
      more: it.more,
      cells: machineColumns.map((name) => it[name] ?? ''),
    })),
  };
}

export function projectTable(project: Project): Table {
  const notes = { project: project.name, tool: project.tool ?? project.format };
  return machineTable('project_file', notes, project.devices.map(rowOf));
}

function rowOf(it: ProjectDevice): MachineRow & Pick<TableRow, 'place' | 'more'> {
  return {
    name: it.name,
    kind: it.kind,
    vendor: it.vendor,
    model: it.model,
    order_number: it.order_number,
    serial: it.serial,
    firmware: it.firmware,
    ip: it.ips.join(' '),
    place: `${it.place.path}, line ${it.place.line}`,
    more: [
      ['source_key', it.key],
      ...it.names.map((name) => ['hostname', name] as const),
      ...it.modules.flatMap((module) =>
        (['name', 'vendor', 'model', 'order_number', 'firmware'] as const).flatMap((key) => {
          const value = module[key];
          return value === null ? [] : [[`module.${module.slot}.${key}`, value] as const];
        }),
      ),
    ],
  };
}
