// Devices of filling line 1 (Siemens, PROFINET) and packaging line 2 (Rockwell, EtherNet/IP).
import type { CipIdentity, DeviceRow } from './types.ts';

const siemens = 0x002a;

const cpu = (host: number, name: string, model: string, order_number: string, firmware: string, device_id: number): DeviceRow => ({
  key: name.toLowerCase(),
  zone: 'line-1',
  host,
  name,
  kind: 'plc',
  purdue_level: '1',
  vendor: 'Siemens',
  oui: '001b1b',
  model,
  order_number,
  firmware,
  serial: true,
  profinet: { vendor_id: siemens, device_id, role: 2, station: name.toLowerCase() },
});

const panel = (host: number, name: string, model: string, order_number: string): DeviceRow => ({
  key: name.toLowerCase(),
  zone: 'line-1',
  host,
  name,
  kind: 'hmi',
  purdue_level: '2',
  vendor: 'Siemens',
  oui: '001c06',
  model,
  order_number,
  firmware: 'V17.0.0.5',
  profinet: { vendor_id: siemens, device_id: 0x0403, role: 1, station: name.toLowerCase() },
});

const remoteIo = (host: number, name: string, model = 'ET 200SP', order_number = '6ES7 155-6AU00-0BN0', device_id = 0x0313): DeviceRow => ({
  key: name.toLowerCase(),
  zone: 'line-1',
  host,
  name,
  kind: 'remote-io',
  purdue_level: '0',
  vendor: 'Siemens',
  oui: '286336',
  model,
  order_number,
  firmware: 'V4.2.2',
  profinet: { vendor_id: siemens, device_id, role: 1, station: name.toLowerCase() },
});

const sinamics = (host: number, name: string): DeviceRow => ({
  key: name.toLowerCase(),
  zone: 'line-1',
  host,
  name,
  kind: 'drive',
  purdue_level: '0',
  vendor: 'Siemens',
  oui: '001ff8',
  model: 'SINAMICS G120 CU240E-2 PN',
  order_number: '6SL3244-0BB12-1FA0',
  firmware: 'V4.7.13',
  profinet: { vendor_id: siemens, device_id: 0x050f, role: 1, station: name.toLowerCase() },
});

export const lineOneRows: readonly DeviceRow[] = [
  cpu(11, 'L1-FILLER-PLC', 'CPU 317-2 PN/DP', '6ES7 317-2EK14-0AB0', 'V3.2.16', 0x0102),
  cpu(12, 'L1-CAPPER-PLC', 'CPU 315-2 PN/DP', '6ES7 315-2EH14-0AB0', 'V3.2.6', 0x0101),
  cpu(13, 'L1-MIXER-PLC', 'CPU 315-2 PN/DP', '6ES7 315-2EH14-0AB0', 'V3.2.6', 0x0101),
  cpu(14, 'L1-RINSER-PLC', 'CPU 315-2 PN/DP', '6ES7 315-2EH13-0AB0', 'V2.6.12', 0x0101),
  cpu(15, 'L1-CONVEY-PLC', 'CPU 317-2 PN/DP', '6ES7 317-2EK14-0AB0', 'V3.2.16', 0x0102),
  panel(31, 'L1-FILLER-HMI', 'TP1200 Comfort', '6AV2 124-0MC01-0AX0'),
  panel(32, 'L1-CAPPER-HMI', 'KTP700 Basic PN', '6AV2 123-2GB03-0AX0'),
  panel(33, 'L1-MIXER-HMI', 'TP1200 Comfort', '6AV2 124-0MC01-0AX0'),
  panel(34, 'L1-CONVEY-HMI', 'KTP700 Basic PN', '6AV2 123-2GB03-0AX0'),
  remoteIo(51, 'L1-FILLER-IO-1'),
  remoteIo(52, 'L1-FILLER-IO-2'),
  remoteIo(53, 'L1-FILLER-IO-3'),
  remoteIo(54, 'L1-CAPPER-IO-1'),
  remoteIo(55, 'L1-CAPPER-IO-2', 'ET 200S', '6ES7 151-3BA23-0AB0', 0x0301),
  remoteIo(56, 'L1-MIXER-IO-1'),
  remoteIo(57, 'L1-MIXER-IO-2', 'ET 200S', '6ES7 151-3BA23-0AB0', 0x0301),
  remoteIo(58, 'L1-RINSER-IO-1', 'ET 200S', '6ES7 151-3BA23-0AB0', 0x0301),
  remoteIo(59, 'L1-CONVEY-IO-1'),
  remoteIo(60, 'L1-CONVEY-IO-2'),
  sinamics(71, 'L1-FILLER-DRV-1'),
  sinamics(72, 'L1-CONVEY-DRV-1'),
  sinamics(73, 'L1-CONVEY-DRV-2'),
  {
    key: 'l1-inspect-cam',
    zone: 'line-1',
    host: 81,
    name: 'L1-INSPECT-CAM',
    kind: 'camera',
    purdue_level: '1',
    vendor: 'Cognex',
    oui: '00d024',
    model: 'In-Sight 7600',
  },
];

const cip = (device_type: number, product_code: number, major: number, minor: number, product_name: string): CipIdentity => ({
  vendor_id: 1,
  device_type,
  product_code,
  revision: [major, minor],
  product_name,
});

const rockwell = (
  host: number,
  name: string,
  kind: DeviceRow['kind'],
  purdue_level: DeviceRow['purdue_level'],
  oui: string,
  identity: CipIdentity,
): DeviceRow => ({
  key: name.toLowerCase(),
  zone: 'line-2',
  host,
  name,
  kind,
  purdue_level,
  vendor: 'Rockwell Automation',
  oui,
  model: identity.product_name,
  firmware: identity.revision.join('.'),
  cip: identity,
  serial: true,
});

/** A ControlLogix chassis: the EN2T answers at the address, the controller sits behind it in slot 0. */
const chassis = (host: number, name: string, controller: CipIdentity): DeviceRow => ({
  ...rockwell(host, name, 'plc', '1', '001d9c', cip(12, 166, 11, 2, '1756-EN2T/D')),
  modules: [{ slot: 0, identity: controller }],
});

const powerFlex = (host: number, name: string): DeviceRow =>
  rockwell(host, name, 'drive', '0', '5c8816', cip(150, 9, 7, 1, 'PowerFlex 525 3P 400V 3.0HP'));
const pointIo = (host: number, name: string): DeviceRow =>
  rockwell(host, name, 'remote-io', '0', '0000bc', cip(12, 108, 6, 11, '1734-AENT/B'));

export const lineTwoRows: readonly DeviceRow[] = [
  chassis(11, 'L2-PACKER-PLC', cip(14, 92, 32, 11, '1756-L71/B LOGIX5571')),
  chassis(12, 'L2-PALLET-PLC', cip(14, 94, 32, 11, '1756-L73/B LOGIX5573')),
  rockwell(13, 'L2-LABEL-PLC', 'plc', '1', 'e49069', cip(14, 107, 32, 12, '1769-L33ER/A LOGIX5333ER')),
  rockwell(31, 'L2-PACKER-HMI', 'hmi', '2', 'f45433', cip(24, 51, 12, 105, 'PanelView Plus_7 Standard 700')),
  rockwell(32, 'L2-PALLET-HMI', 'hmi', '2', 'f45433', cip(24, 51, 12, 105, 'PanelView Plus_7 Standard 700')),
  { key: 'l2-ftview', zone: 'line-2', host: 33, name: 'L2-FTVIEW-01', kind: 'hmi', purdue_level: '2', vendor: 'Dell', oui: '109819' },
  {
    key: 'l2-ews',
    zone: 'line-2',
    host: 34,
    name: 'L2-EWS-01',
    kind: 'engineering-station',
    purdue_level: '2',
    vendor: 'Dell',
    oui: '109819',
  },
  powerFlex(51, 'L2-PACKER-DRV-1'),
  powerFlex(52, 'L2-PACKER-DRV-2'),
  powerFlex(53, 'L2-PALLET-DRV-1'),
  powerFlex(54, 'L2-PALLET-DRV-2'),
  powerFlex(55, 'L2-LABEL-DRV-1'),
  { key: 'l2-drive-x', zone: 'line-2', host: 56, name: null, kind: 'drive', purdue_level: '0', vendor: 'Danfoss', oui: '001b08' },
  pointIo(61, 'L2-PACKER-IO-1'),
  pointIo(62, 'L2-PACKER-IO-2'),
  pointIo(63, 'L2-PALLET-IO-1'),
  pointIo(64, 'L2-LABEL-IO-1'),
  {
    key: 'l2-coder',
    zone: 'line-2',
    host: 71,
    name: 'L2-CODER',
    kind: 'gateway',
    purdue_level: '1',
    vendor: 'Moxa',
    oui: '0090e8',
    model: 'NPort 5110A',
  },
  {
    key: 'l2-intruder',
    zone: 'line-2',
    host: 199,
    name: 'PF-NB-0417',
    kind: 'workstation',
    purdue_level: '2',
    vendor: 'Dell',
    oui: '109836',
    intruder: true,
  },
];
