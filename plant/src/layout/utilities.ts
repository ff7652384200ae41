// Devices of utilities and water treatment: one flat subnet, mostly Modbus/TCP.
import type { DeviceRow } from './types.ts';

const m340 = (zone: string, host: number, name: string, model = 'BMX P34 2020', firmware = 'V2.90'): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind: 'plc', purdue_level: '1', vendor: 'Schneider Electric', oui: '0080f4', model, order_number: model, firmware,
});

const altivar = (zone: string, host: number, name: string): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind: 'drive', purdue_level: '0', vendor: 'Schneider Electric', oui: '0080f4', model: 'ATV630D15N4', order_number: 'ATV630D15N4', firmware: 'V3.5IE14',
});

const meter = (zone: string, host: number, name: string): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind: 'meter', purdue_level: '0', vendor: 'Schneider Electric', oui: '000054', model: 'METSEPM5560', order_number: 'METSEPM5560', firmware: '4.0.2',
});

const magelis = (zone: string, host: number, name: string): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind: 'hmi', purdue_level: '2', vendor: 'Schneider Electric', oui: '0080f4', model: 'HMISTU855',
});

export const utilityRows: readonly DeviceRow[] = [
  m340('utilities', 11, 'UT-BOILER-PLC'),
  m340('utilities', 12, 'UT-CO2-PLC'),
  m340('utilities', 13, 'UT-CIP-PLC', 'BMX P34 20302', 'V3.20'),
  m340('utilities', 14, 'UT-AIR-PLC', 'BMX P34 2020', 'V2.70'),
  magelis('utilities', 31, 'UT-BOILER-HMI'),
  magelis('utilities', 32, 'UT-CIP-HMI'),
  altivar('utilities', 51, 'UT-CIP-DRV-1'),
  altivar('utilities', 52, 'UT-CIP-DRV-2'),
  altivar('utilities', 53, 'UT-COOL-DRV-1'),
  meter('utilities', 61, 'UT-METER-MAIN'),
  meter('utilities', 62, 'UT-METER-L1'),
  meter('utilities', 63, 'UT-METER-L2'),
  meter('utilities', 64, 'UT-METER-COLD'),
  { key: 'ut-comp-1', zone: 'utilities', host: 71, name: 'UT-COMP-1', kind: 'plc', purdue_level: '1', vendor: 'KAESER', oui: '806c8b', model: 'SIGMA CONTROL 2', firmware: '4.3.0', order_number: '7.7000.1' },
  { key: 'ut-comp-2', zone: 'utilities', host: 72, name: 'UT-COMP-2', kind: 'plc', purdue_level: '1', vendor: 'KAESER', oui: '806c8b', model: 'SIGMA CONTROL 2', firmware: '4.3.0', order_number: '7.7000.1' },
  { key: 'ut-gateway', zone: 'utilities', host: 81, name: 'UT-GATEWAY', kind: 'gateway', purdue_level: '1', vendor: 'Moxa', oui: '0090e8', model: 'MGate MB3180', firmware: '2.2', order_number: 'MB3180' },
  m340('water', 111, 'WT-MAIN-PLC', 'BMX P34 20302', 'V3.20'),
  magelis('water', 131, 'WT-MAIN-HMI'),
  altivar('water', 151, 'WT-PUMP-DRV-1'),
  altivar('water', 152, 'WT-PUMP-DRV-2'),
  { key: 'wt-flow-1', zone: 'water', host: 161, name: 'WT-FLOW-1', kind: 'sensor', purdue_level: '0', vendor: 'Endress+Hauser', oui: '000705', model: 'Promag 400', order_number: '5L4C50', firmware: '01.04.00' },
  { key: 'wt-flow-2', zone: 'water', host: 162, name: 'WT-FLOW-2', kind: 'sensor', purdue_level: '0', vendor: 'Endress+Hauser', oui: '000705', model: 'Promag 400', order_number: '5L4C50', firmware: '01.04.00' },
  { key: 'wt-quality', zone: 'water', host: 163, name: 'WT-QUALITY', kind: 'sensor', purdue_level: '0', vendor: 'Endress+Hauser', oui: '000705', model: 'Liquiline CM444', order_number: 'CM444', firmware: '01.13.00' },
];
