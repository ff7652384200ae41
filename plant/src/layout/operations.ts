// Devices of the industrial DMZ, site operations and network management.
import type { DeviceRow } from './types.ts';

const vm = (zone: string, purdue_level: DeviceRow['purdue_level'], host: number, name: string, kind: DeviceRow['kind']): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind, purdue_level, vendor: 'VMware', oui: '005056',
});

const dell = (zone: string, purdue_level: DeviceRow['purdue_level'], host: number, name: string, kind: DeviceRow['kind']): DeviceRow => ({
  key: name.toLowerCase(), zone, host, name, kind, purdue_level, vendor: 'Dell', oui: '109819',
});

const hirschmann = (key: string, host: number, name: string): DeviceRow => ({
  key, zone: 'network', host, name, kind: 'switch', purdue_level: '2', vendor: 'Hirschmann', oui: '008063', model: 'RSP25-11003Z6TT-SK9V9HPE2S', firmware: '09.0.05', serial: true,
  description: 'Hirschmann Rail Switch Power - SW: HiOS-2S-09.0.05',
});

const scalance = (key: string, host: number, name: string): DeviceRow => ({
  key, zone: 'network', host, name, kind: 'switch', purdue_level: '2', vendor: 'Siemens', oui: '001b1b', model: 'SCALANCE XC208', order_number: '6GK5 208-0BA00-2AC2', firmware: 'V04.03.01', serial: true,
  description: 'Siemens, SIMATIC NET, SCALANCE XC208, 6GK5 208-0BA00-2AC2, HW: Version 2, FW: Version V04.03.01',
});

export const operationsRows: readonly DeviceRow[] = [
  vm('dmz', '3.5', 10, 'DMZ-JUMP-01', 'remote-access'),
  vm('dmz', '3.5', 11, 'DMZ-HIST-REP', 'historian'),
  vm('dmz', '3.5', 12, 'DMZ-PATCH-01', 'server'),
  { key: 'dmz-rag', zone: 'dmz', host: 13, name: 'DMZ-RAG-01', kind: 'remote-access', purdue_level: '3.5', vendor: 'Fortinet', oui: '04d590', model: 'FortiGate-60F', firmware: 'v7.2.8' },
  vm('dmz', '3.5', 14, 'DMZ-FILEX-01', 'server'),
  dell('operations', '3', 10, 'SCADA-SRV-A', 'scada'),
  dell('operations', '3', 11, 'SCADA-SRV-B', 'scada'),
  vm('operations', '3', 12, 'HIST-01', 'historian'),
  dell('operations', '3', 13, 'EWS-TIA-01', 'engineering-station'),
  vm('operations', '3', 14, 'OT-DC-01', 'domain-controller'),
  { key: 'ntp-01', zone: 'operations', host: 15, name: 'NTP-01', kind: 'time-server', purdue_level: '3', vendor: 'Meinberg', oui: 'ec4670', model: 'LANTIME M300', firmware: '7.08.012', serial: true,
    description: 'Meinberg LANTIME M300 V7.08.012' },
  vm('operations', '3', 16, 'OT-BACKUP-01', 'server'),
  vm('operations', '3', 17, 'MES-GW-01', 'server'),
  vm('operations', '3', 18, 'OT-NMS-01', 'server'),
  dell('operations', '3', 21, 'SCADA-CL-01', 'hmi'),
  dell('operations', '3', 22, 'SCADA-CL-02', 'hmi'),
  { key: 'ot-firewall', zone: 'network', host: 1, name: 'FW-OT-01', kind: 'firewall', purdue_level: '3', vendor: 'Fortinet', oui: '00090f', model: 'FortiGate-100F', firmware: 'v7.2.8', serial: true,
    description: 'FortiGate-100F v7.2.8,build1639' },
  hirschmann('sw-core-1', 11, 'SW-OT-CORE-1'),
  hirschmann('sw-core-2', 12, 'SW-OT-CORE-2'),
  scalance('sw-l1-1', 21, 'SW-L1-01'),
  scalance('sw-l1-2', 22, 'SW-L1-02'),
  { key: 'sw-l2-1', zone: 'network', host: 31, name: 'SW-L2-01', kind: 'switch', purdue_level: '2', vendor: 'Rockwell Automation', oui: 'f45433', model: '1783-BMS10CGL', firmware: '15.2(8)E1', serial: true,
    description: 'Stratix 5700, 1783-BMS10CGL, Cisco IOS Software, Version 15.2(8)E1' },
  { key: 'sw-l2-2', zone: 'network', host: 32, name: 'SW-L2-01', kind: 'switch', purdue_level: '2', vendor: 'Rockwell Automation', oui: 'f45433', model: '1783-BMS10CGL', firmware: '15.2(8)E1',
    description: 'Stratix 5700, 1783-BMS10CGL, Cisco IOS Software, Version 15.2(8)E1' },
  { key: 'sw-ut-1', zone: 'network', host: 41, name: 'SW-UT-01', kind: 'switch', purdue_level: '2', vendor: 'Moxa', oui: '0090e8', model: 'EDS-510E', firmware: 'V5.5', serial: true, description: 'MOXA EDS-510E V5.5 build 23041814' },
  { key: 'sw-ut-2', zone: 'network', host: 42, name: 'SW-UT-02', kind: 'switch', purdue_level: '2', vendor: 'Moxa', oui: '0090e8', model: 'EDS-408A', firmware: 'V3.11', serial: true, description: 'MOXA EDS-408A V3.11 build 21052110' },
];
