// PLCopen XML (TC6, version 2.01) and IEC 61131-10: configurations are controllers; what hardware they are stands, if anywhere, in addData.
import { limitDevices, placeOf, type Project, type ProjectDevice, readIp, wordOrNull } from './project.ts';
import { below, childOf, childrenOf, type Element } from './xml.ts';

/** Programs and data types say nothing of hardware. */
const skipped = new Set([
  'types',
  'globalvars',
  'externalvars',
  'accessvars',
  'configvars',
  'body',
  'pou',
  'interface',
  'interfaceasplaintext',
]);
export const skipsPlcopen = (name: string, depth: number): boolean => depth > 0 && skipped.has(name.toLowerCase());

/** Reads the tree; null when no configuration stands in it. */
export function readPlcopen(root: Element): Project | null {
  const header = childOf(root, 'fileHeader');
  const content = childOf(root, 'contentHeader');
  const instances = childOf(root, 'instances');
  const configurations = [...childrenOf(childOf(instances, 'configurations'), 'configuration'), ...childrenOf(instances, 'Configuration')];
  if (header === undefined && configurations.length === 0) return null;
  const name = wordOrNull(content?.attributes['name']) ?? 'project';
  const { companyName, productName, productVersion } = header?.attributes ?? {};
  const tool = wordOrNull([companyName, productName, productVersion].filter(Boolean).join(' '));
  return { format: 'plcopen', name, tool, devices: configurations.slice(0, limitDevices).map((it) => readConfiguration(it, name)) };
}

function readConfiguration(it: Element, project: string): ProjectDevice {
  const shown = wordOrNull(it.attributes['name']) ?? 'configuration';
  const added = childrenOf(it, 'addData').concat(childrenOf(it, 'AddData'));
  const facts = gather([...new Set(added)]);
  const type = wordOrNull(childrenOf(it, 'resource')[0]?.attributes['resourceTypeName']);
  return {
    key: `plcopen:${project}/${shown}`,
    name: shown,
    kind: 'plc',
    vendor: facts.get('vendor') ?? null,
    model: facts.get('model') ?? type,
    order_number: facts.get('order_number') ?? null,
    firmware: facts.get('firmware') ?? null,
    serial: facts.get('serial') ?? null,
    ips: [readIp(facts.get('ip'))].filter((ip) => ip !== null),
    names: [],
    subnets: [],
    modules: [],
    place: placeOf(it),
  };
}

// What tools call the same thing in their own part of the file; compared without case, spaces, dashes and underscores.
const meanings: Readonly<Record<string, string>> = {
  vendor: 'vendor',
  vendorname: 'vendor',
  manufacturer: 'vendor',
  model: 'model',
  devicename: 'model',
  modelname: 'model',
  devicetypename: 'model',
  ordernumber: 'order_number',
  modelnumber: 'order_number',
  articlenumber: 'order_number',
  firmware: 'firmware',
  firmwareversion: 'firmware',
  serialnumber: 'serial',
  ipaddress: 'ip',
};
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** Facts of the hardware in addData: elements and attributes by what they are called, or `<Parameter name="IPAddress">`. The first one counts. */
function gather(added: readonly Element[]): Map<string, string> {
  const facts = new Map<string, string>();
  const say = (name: string, value: string | undefined): void => {
    const meaning = Object.hasOwn(meanings, plain(name)) ? meanings[plain(name)]! : null;
    const text = wordOrNull(value);
    if (meaning !== null && text !== null && !facts.has(meaning)) facts.set(meaning, text.replace(/^'(.*)'$/, '$1'));
  };
  for (const top of added)
    for (const it of below(top)) {
      const called = it.attributes['name'] ?? it.attributes['Name'];
      if (called !== undefined) say(called, childOf(it, 'value')?.text ?? it.attributes['value'] ?? it.text);
      say(it.name, it.text);
      for (const [name, value] of Object.entries(it.attributes)) if (name.toLowerCase() !== 'name') say(name, value);
      // CODESYS tells the version of the device description in its identification.
      if (plain(it.name) === 'deviceidentification') say('firmware', it.attributes['version'] ?? childOf(it, 'version')?.text);
    }
  return facts;
}
