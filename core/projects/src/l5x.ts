// Rockwell Logix Designer export (L5X): the controller, its chassis, and adapters with their modules (1756-RM014, import/export reference).
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
import { childOf, childrenOf, type Element } from './xml.ts';

/** Branches without hardware in them: tags and programs make up most of the file. */
const skipped = new Set([
  'datatypes',
  'addoninstructiondefinitions',
  'tags',
  'programs',
  'tasks',
  'trends',
  'communications',
  'quickwatchlists',
  'parameterconnections',
]);
export const skipsL5x = (name: string): boolean => skipped.has(name.toLowerCase());

// Vendor ids of ODVA that plants meet in Logix projects; others are told by their number.
const vendors: Readonly<Record<string, string>> = {
  '1': 'Rockwell Automation',
  '5': 'Rockwell Automation',
  '8': 'Molex Incorporated',
  '40': 'WAGO Corporation',
  '90': 'HMS Industrial Networks AB',
  '108': 'Beckhoff Automation',
  '283': 'Hilscher GmbH',
  '678': 'Cognex Corporation',
};

type Port = { id: string; type: string; address: string | null; isUpstream: boolean };

/** Reads the tree of an L5X file; null when it holds no controller. */
export function readL5x(root: Element): Project | null {
  const controller = childOf(root, 'Controller');
  if (controller === undefined) return null;
  const modules = childrenOf(childOf(controller, 'Modules'), 'Module').slice(0, 20_000);
  const software = wordOrNull(root.attributes['SoftwareRevision']);
  const name = wordOrNull(controller.attributes['Name']) ?? wordOrNull(root.attributes['TargetName']) ?? 'controller';
  const own = modules.find((it) => it.attributes['Name'] === 'Local');
  // A module or routine exported with its surroundings names the controller it was taken from, and says nothing else of it.
  const isWhole = controller.attributes['Use'] !== 'Context';
  const devices = [
    ...(isWhole ? [controllerDevice(controller, own, name, modules)] : []),
    ...modules.filter((it) => it !== own && isAddressed(it)).map((it) => networkDevice(it, name, modules)),
  ].slice(0, limitDevices);
  return { format: 'l5x', name, tool: software === null ? 'Logix Designer' : `Logix Designer ${software}`, devices };
}

function controllerDevice(controller: Element, own: Element | undefined, project: string, modules: readonly Element[]): ProjectDevice {
  const { ProcessorType: type, MajorRev: major, MinorRev: minor, ProjectSN: sn, CommPath: path } = controller.attributes;
  const model = wordOrNull(type) ?? wordOrNull(own?.attributes['CatalogNumber']);
  const ips = [...portsOf(own).flatMap((it) => readIp(it.address ?? undefined) ?? []), ...ipOfPath(path)];
  return {
    key: `l5x:${project}`,
    name: project,
    kind: kindOf(model) ?? 'plc',
    vendor: vendors['1']!,
    model,
    order_number: model,
    firmware: revision(major ?? own?.attributes['Major'], minor ?? own?.attributes['Minor']),
    serial: serialOf(sn),
    ips: [...new Set(ips)],
    names: [],
    subnets: [],
    modules: chassisOf('Local', modules),
    place: placeOf(controller),
  };
}

/** An adapter, drive or other device with an address on Ethernet, with the modules behind it. */
function networkDevice(it: Element, project: string, modules: readonly Element[]): ProjectDevice {
  const { Name: name, CatalogNumber: catalog } = it.attributes;
  const addresses = portsOf(it)
    .filter((port) => isEthernet(port))
    .flatMap((port) => port.address ?? []);
  const ips = addresses.flatMap((address) => readIp(address) ?? []);
  const shown = wordOrNull(name) ?? ips[0] ?? 'module';
  return {
    key: `l5x:${project}/${shown}`,
    name: shown,
    ...identity(it),
    kind: kindOf(wordOrNull(catalog)),
    serial: null,
    ips: [...new Set(ips)],
    names: addresses.filter((address) => readIp(address) === null && /^[a-z][a-z0-9.-]{1,62}$/i.test(address)),
    subnets: [],
    modules: name === undefined || name === '' ? [] : chassisOf(name, modules),
    place: placeOf(it),
  };
}

function identity(it: Element): Pick<ProjectModule, 'vendor' | 'model' | 'order_number' | 'firmware'> {
  const { CatalogNumber: catalog, Vendor: vendor, Major: major, Minor: minor } = it.attributes;
  // Generic profiles stand for devices of other makers: their number says nothing.
  const model = /^(ETHERNET-MODULE|ETHERNET-BRIDGE|CIP-MODULE|RHINO|EMBEDDED)/i.test(catalog ?? '') ? null : wordOrNull(catalog);
  const maker = vendor === undefined || vendor === '0' || model === null ? null : (vendors[vendor] ?? `vendor ${vendor}`.slice(0, 40));
  return { vendor: maker, model, order_number: model, firmware: model === null ? null : revision(major, minor) };
}

/** Modules whose way up is this one's backplane; the address there is the slot. */
function chassisOf(parent: string, modules: readonly Element[]): ProjectModule[] {
  const found: ProjectModule[] = [];
  for (const it of modules) {
    if (it.attributes['ParentModule'] !== parent || it.attributes['Name'] === 'Local') continue;
    const up = portsOf(it).find((port) => port.isUpstream && !isEthernet(port));
    if (up === undefined || up.address === null || found.length >= limitModules) continue;
    found.push({ slot: up.address.slice(0, 20), name: wordOrNull(it.attributes['Name']), ...identity(it), place: placeOf(it) });
  }
  return found;
}

const isEthernet = (port: Port): boolean => /^ethernet/i.test(port.type);
const isAddressed = (it: Element): boolean => portsOf(it).some((port) => isEthernet(port) && port.address !== null);

function portsOf(it: Element | undefined): Port[] {
  return childrenOf(childOf(it, 'Ports'), 'Port').map(({ attributes }) => ({
    id: attributes['Id'] ?? '',
    type: attributes['Type'] ?? '',
    address: wordOrNull(attributes['Address']),
    isUpstream: attributes['Upstream'] === 'true',
  }));
}

function revision(major: string | undefined, minor: string | undefined): string | null {
  return /^\d{1,3}$/.test(major ?? '') && /^\d{1,3}$/.test(minor ?? '') && `${major}.${minor}` !== '0.0' ? `${major}.${minor}` : null;
}

/** `16#0031_9a4b`: the serial number of the controller the project belongs to; all zeros when it belongs to any. */
function serialOf(text: string | undefined): string | null {
  const digits = (text ?? '').replace(/^16#/, '').replaceAll('_', '').toLowerCase();
  return /^[0-9a-f]{8}$/.test(digits) && !/^0+$/.test(digits) ? digits : null;
}

/** `AB_ETHIP-1\10.1.2.3`: straight to the controller. A path that goes on through a backplane ends at another card's address. */
function ipOfPath(path: string | undefined): string[] {
  const parts = (path ?? '').split('\\');
  const ip = parts.length === 2 && /ETH/i.test(parts[0]!) ? readIp(parts[1]) : null;
  return ip === null ? [] : [ip];
}
