// Devices above the plant floor: internet, group, vendor, office, business servers.
import type { DeviceRow } from './types.ts';

const outside = (key: string, zone: string, host: number, name: string, kind: DeviceRow['kind']): DeviceRow => ({
  key, zone, host, name, kind, purdue_level: '5', vendor: null, oui: null,
});

const officePc = (host: number, name: string, oui: string, vendor: string): DeviceRow => ({
  key: name.toLowerCase(), zone: 'office', host, name, kind: 'workstation', purdue_level: '4', vendor, oui,
});

const businessServer = (host: number, name: string, kind: DeviceRow['kind'], oui = '005056', vendor = 'VMware'): DeviceRow => ({
  key: name.toLowerCase(), zone: 'business-servers', host, name, kind, purdue_level: '4', vendor, oui,
});

export const businessRows: readonly DeviceRow[] = [
  outside('net-web', 'internet', 80, 'www.handelsportal.example', 'server'),
  outside('net-update', 'internet', 34, 'update.softwarehaus.example', 'server'),
  outside('net-mail', 'internet', 25, 'mx.postdienst.example', 'server'),
  outside('net-dns', 'internet', 53, 'resolver.netzdienst.example', 'server'),
  outside('net-time', 'internet', 123, 'time.netzdienst.example', 'time-server'),
  outside('group-erp', 'group', 20, 'erp.tannquell.example', 'server'),
  outside('group-dc', 'group', 10, 'dc01.tannquell.example', 'domain-controller'),
  outside('vendor-laptop', 'vendor', 10, 'packfix-service-07', 'workstation'),
  officePc(21, 'PC-BUCHH-01', '109836', 'Dell'),
  officePc(22, 'PC-BUCHH-02', '109836', 'Dell'),
  officePc(23, 'PC-EINKAUF-01', '109836', 'Dell'),
  officePc(24, 'PC-EINKAUF-02', '109836', 'Dell'),
  officePc(25, 'PC-VERSAND-01', '109836', 'Dell'),
  officePc(26, 'PC-VERSAND-02', '109836', 'Dell'),
  officePc(27, 'PC-LABOR-01', '3cd92b', 'HP'),
  officePc(28, 'PC-LABOR-02', '3cd92b', 'HP'),
  officePc(29, 'PC-PLANUNG-01', '3cd92b', 'HP'),
  officePc(30, 'PC-INSTAND-01', '3cd92b', 'HP'),
  officePc(31, 'PC-INSTAND-02', '3cd92b', 'HP'),
  officePc(32, 'PC-WERKLTG-01', '109836', 'Dell'),
  officePc(33, 'PC-QS-01', '109836', 'Dell'),
  officePc(34, 'PC-EMPFANG-01', '109836', 'Dell'),
  { key: 'prn-office', zone: 'office', host: 61, name: 'PRN-OFFICE-1', kind: 'printer', purdue_level: '4', vendor: 'Lexmark', oui: '0021b7', model: 'Lexmark MS826', serial: true,
    description: 'Lexmark MS826 5027A36 PRN-OFFICE-1' },
  { key: 'prn-versand', zone: 'office', host: 62, name: 'PRN-VERSAND-1', kind: 'printer', purdue_level: '4', vendor: 'Lexmark', oui: '0021b7', model: 'Lexmark MS826',
    description: 'Lexmark MS826 5027A37 PRN-VERSAND-1' },
  { key: 'phone-versand', zone: 'office', host: 71, name: 'snom-versand', kind: 'phone', purdue_level: '4', vendor: 'Snom', oui: '000413', model: 'snomD735' },
  { key: 'phone-leitung', zone: 'office', host: 72, name: 'snom-leitung', kind: 'phone', purdue_level: '4', vendor: 'Snom', oui: '000413', model: 'snomD735' },
  { key: 'ap-office', zone: 'office', host: 81, name: 'AP-OFFICE-1', kind: 'access-point', purdue_level: '4', vendor: 'LANCOM', oui: '00a057', model: 'LANCOM LN-1700B', firmware: '10.72.0287',
    description: 'LANCOM LN-1700B 10.72.0287RU4' },
  { key: 'core-router', zone: 'office', host: 1, name: 'RT-LINDENAU-1', kind: 'router', purdue_level: '4', vendor: 'Cisco', oui: '00562b', model: 'C9300-24T', firmware: '17.9.4a',
    description: 'Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE SOFTWARE (fc3)' },
  businessServer(10, 'SRV-DC-01', 'domain-controller'),
  businessServer(11, 'SRV-FILE-01', 'server'),
  businessServer(12, 'SRV-MAIL-01', 'server'),
  businessServer(13, 'SRV-MES-01', 'server'),
  businessServer(14, 'SRV-PRINT-01', 'server', '109836', 'Dell'),
  { key: 'ups-server', zone: 'business-servers', host: 20, name: 'UPS-SRV-1', kind: 'ups', purdue_level: '4', vendor: 'APC', oui: '00c0b7', model: 'Smart-UPS 3000', firmware: 'UPS 09.3',
    description: 'APC Web/SNMP Management Card (MB:v4.1.0 PF:v7.0.8 PN:apc_hw05_aos_708.bin MN:AP9641) Smart-UPS 3000' },
];
