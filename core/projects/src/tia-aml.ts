// TIA Portal's CAx export: AutomationML with the roles of "AutomationProjectConfiguration" (AR APC 1.2, IEC 62714-1, CAEX 2.15 and 3.0).
import {
  kindOf,
  limitDevices,
  limitModules,
  placeOf,
  type Project,
  type ProjectDevice,
  type ProjectModule,
  readIp,
  wordOrNull,
} from './project.ts';
import { below, childOf, childrenOf, type Element } from './xml.ts';

/** Class libraries say what could be, not what is. */
const skipped = new Set(['roleclasslib', 'interfaceclasslib', 'systemunitclasslib', 'attributetypelib']);
export const skipsAml = (name: string): boolean => skipped.has(name.toLowerCase());

/** Reads the tree of an AutomationML file; null when no device stands in it. */
export function readTiaAml(root: Element): Project | null {
  const hierarchies = childrenOf(root, 'InstanceHierarchy');
  const elements = hierarchies.flatMap((it) => [...below(it)]).filter((it) => it.name === 'InternalElement');
  const devices = elements.filter((it) => hasRole(it, 'Device') || isBareDevice(it));
  if (devices.length === 0) return null;
  const project = elements.find((it) => hasRole(it, 'AutomationProject'));
  const name = wordOrNull(project?.attributes['Name']) ?? wordOrNull(hierarchies[0]?.attributes['Name']) ?? 'project';
  const subnetOf = linkSubnets(root, elements);
  return {
    format: 'tia-aml',
    name,
    tool: toolOf(root),
    devices: devices.slice(0, limitDevices).map((it) => readDevice(it, name, subnetOf)),
  };
}

function readDevice(device: Element, project: string, subnetOf: ReadonlyMap<string, string>): ProjectDevice {
  const inside = [...below(device)].filter((it) => it.name === 'InternalElement');
  const items = inside.filter((it) => orderOf(it) !== null);
  const head = headOf(items);
  const nodes = inside.filter((it) => hasRole(it, 'Node') || valueOf(it, 'NetworkAddress') !== null);
  const [order, firmware] = head === undefined ? [null, null] : [orderOf(head), firmwareOf(head)];
  const shown = wordOrNull(head?.attributes['Name']) ?? wordOrNull(device.attributes['Name']) ?? 'device';
  return {
    key: `tia:${project}/${device.attributes['Name'] ?? ''}/${shown}`.slice(0, 300),
    name: shown,
    kind:
      valueOf(head, 'DeviceItemType') === 'CPU'
        ? /F-\d|\dF /.test(valueOf(head, 'TypeName') ?? '')
          ? 'safety-controller'
          : 'plc'
        : kindOf(order),
    vendor: order !== null && /^6[A-Z]{2}\d/.test(order) ? 'Siemens' : null,
    model: valueOf(head, 'TypeName'),
    order_number: order,
    firmware,
    serial: null,
    ips: unique(nodes.flatMap((it) => readIp(valueOf(it, 'NetworkAddress') ?? undefined) ?? [])),
    names: unique(nodes.flatMap((it) => valueOf(it, 'ProfinetDeviceName')?.toLowerCase() ?? [])),
    subnets: unique(nodes.flatMap((it) => subnetOf.get(it.attributes['ID'] ?? '') ?? [])),
    modules: items
      .filter((it) => it !== head)
      .slice(0, limitModules)
      .map(readModule),
    place: placeOf(device),
  };
}

function readModule(it: Element): ProjectModule {
  const order = orderOf(it);
  return {
    slot: slotOf(it),
    name: wordOrNull(it.attributes['Name']),
    vendor: order !== null && /^6[A-Z]{2}\d/.test(order) ? 'Siemens' : null,
    model: valueOf(it, 'TypeName'),
    order_number: order,
    firmware: firmwareOf(it),
    place: placeOf(it),
  };
}

/** Rack and slot: `0.3` is slot 3 of rack 0; the slot alone where there is no numbered rack above. */
function slotOf(it: Element): string {
  const slot = valueOf(it, 'PositionNumber') ?? it.attributes['Name'] ?? '';
  for (let at = it.parent; at !== null; at = at.parent) {
    if (!/^System:Rack/i.test(valueOf(at, 'TypeIdentifier') ?? '')) continue;
    const rack = valueOf(at, 'PositionNumber');
    return (rack === null || rack === '0' ? slot : `${rack}.${slot}`).slice(0, 40);
  }
  return slot.slice(0, 40);
}

/** The item the station is known by: its CPU, else its head module, else the first with an order number. */
function headOf(items: readonly Element[]): Element | undefined {
  const ofType = (type: string) => items.find((it) => valueOf(it, 'DeviceItemType') === type);
  return ofType('CPU') ?? ofType('HeadModule') ?? items[0];
}

/** `OrderNumber:6ES7 515-2AM01-0AB0/V2.6` → the number. Other identifiers (`System:`, `GSD:`) have none. */
function orderOf(it: Element): string | null {
  const found = /^OrderNumber:([^/]+)/.exec(valueOf(it, 'TypeIdentifier') ?? '');
  return wordOrNull(found?.[1]);
}

function firmwareOf(it: Element): string | null {
  const found = /^OrderNumber:[^/]+\/(V\d[\w.]*)/.exec(valueOf(it, 'TypeIdentifier') ?? '');
  return valueOf(it, 'FirmwareVersion') ?? wordOrNull(found?.[1]);
}

/** The value of an attribute element of CAEX: `<Attribute Name="..."><Value>...</Value></Attribute>`. */
function valueOf(it: Element | undefined, name: string): string | null {
  const attribute = childrenOf(it, 'Attribute').find(({ attributes }) => attributes['Name'] === name);
  return wordOrNull(childOf(attribute, 'Value')?.text);
}

const hasRole = (it: Element, role: string): boolean =>
  [...childrenOf(it, 'SupportedRoleClass'), ...childrenOf(it, 'RoleRequirements')].some(({ attributes }) =>
    (attributes['RefRoleClassPath'] ?? attributes['RefBaseRoleClassPath'] ?? '').endsWith(`RoleClassLib/${role}`),
  );

/** Exports of other tools leave the role out and keep the identifier. */
const isBareDevice = (it: Element): boolean =>
  childrenOf(it, 'SupportedRoleClass').length === 0 && (valueOf(it, 'TypeIdentifier') ?? '').startsWith('System:Device.');

/** Name of the subnet each node is linked to, by the node's id: links join `<id>:<interface>` of both sides. */
function linkSubnets(root: Element, elements: readonly Element[]): Map<string, string> {
  const names = new Map(
    elements.filter((it) => hasRole(it, 'Subnet')).map((it) => [it.attributes['ID'] ?? '', it.attributes['Name'] ?? '']),
  );
  const found = new Map<string, string>();
  if (names.size === 0) return found;
  for (const link of below(root)) {
    if (link.name !== 'InternalLink') continue;
    const sides = [link.attributes['RefPartnerSideA'], link.attributes['RefPartnerSideB']].map((it) => (it ?? '').split(':')[0]!);
    const subnet = sides.find((id) => names.has(id));
    const node = sides.find((id) => id !== subnet);
    if (subnet !== undefined && node !== undefined) found.set(node, names.get(subnet)!);
  }
  return found;
}

function toolOf(root: Element): string | null {
  const header = [...below(root)].find((it) => it.name === 'WriterHeader' || it.name === 'SourceDocumentInformation');
  if (header === undefined) return null;
  const name = childOf(header, 'WriterName')?.text ?? header.attributes['OriginName'];
  const version = childOf(header, 'WriterVersion')?.text ?? header.attributes['OriginVersion'];
  return wordOrNull([name, version].filter(Boolean).join(' '));
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
