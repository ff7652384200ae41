// Site operations, the DMZ and network management: time, names, monitoring, history, patches, backups, remote access.
import { deviceOf, devicesOf, toldIn } from '../plant.ts';
import type { Device } from '../plant.ts';
import {
  mqttAccept,
  mqttConnect,
  mqttPublish,
  ntpRequest,
  ntpResponse,
  snmpCounterRequest,
  snmpCounterResponse,
  snmpSystemRequest,
  snmpSystemResponse,
  syslogLine,
} from '../protocols/management.ts';
import { acknowledgeHello, hello, openChannel, openChannelAnswer, readRequest, readResponse } from '../protocols/opcua.ts';
import { writeUdp } from '../frames.ts';
import { randomOf, spawn, udpBetween } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { noteIdentity } from '../tally.ts';
import { connect, exchange, makeSession, send } from '../tcp.ts';
import { count } from './commands.ts';
import { every, registerName } from './office.ts';
import { askUdp, browse, lookUp, signIn, useDesktop, useShare, useShell, visit } from './talk.ts';
import { vendorVisit } from './vendor.ts';

const second = 1_000_000;
const windowsServers = [
  'scada-srv-a',
  'scada-srv-b',
  'hist-01',
  'ews-tia-01',
  'ot-backup-01',
  'mes-gw-01',
  'ot-nms-01',
  'scada-cl-01',
  'scada-cl-02',
  'l2-ftview',
  'l2-ews',
];

/** Sets operations on stage; without people only what runs by itself. */
export function stageOperations(stage: Stage, people = true): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  const random = randomOf(stage, 'operations');
  const begin = (act: Act): void => spawn(stage, act, random.between(second, 60 * second));
  for (const key of windowsServers) {
    begin(registerName(stage, at(key)));
    begin(every(200, () => signIn({ stage, client: at(key), server: at('ot-dc-01') }, key, 'OT.TANNQUELL.EXAMPLE')));
    begin(every(90, () => lookUp({ stage, client: at(key), server: at('ot-dc-01') }, 'ot-dc-01.ot.tannquell.example', at('ot-dc-01').ip)));
    begin(every(64, () => askTime(stage, at(key), at('ntp-01'))));
  }
  begin(every(120, () => askTime(stage, at('ntp-01'), at('net-time'))));
  stageNetwork(stage, at, begin);
  stageHistory(stage, at, begin);
  stageDmz(stage, at, begin);
  if (people) stageDesktops(stage, at, begin);
}

function stageNetwork(stage: Stage, at: (key: string) => Device, begin: (act: Act) => void): void {
  const monitor = at('ot-nms-01');
  for (const device of [...devicesOf(stage.plant, 'network'), at('ntp-01')]) {
    begin(watchSystem(stage, monitor, device));
    begin(every(64, () => askTime(stage, device, device.key === 'ntp-01' ? at('net-time') : at('ntp-01'))));
    if (device.kind !== 'switch') continue;
    begin(every(140, () => logLine(stage, device, monitor)));
    begin(every(500, () => useShell({ stage, client: at('ot-backup-01'), server: device }, 'dropbear_2020.81')));
  }
  for (const key of ['prn-office', 'prn-versand', 'ups-server', 'ap-office', 'core-router'])
    begin(watchSystem(stage, at('srv-print-01'), at(key)));
}

function stageHistory(stage: Stage, at: (key: string) => Device, begin: (act: Act) => void): void {
  begin(pullHistory(stage, at('hist-01'), at('scada-srv-a'), 5));
  begin(pullHistory(stage, at('hist-01'), at('scada-srv-b'), 5));
  begin(pullHistory(stage, at('dmz-hist-rep'), at('hist-01'), 10));
  begin(pullHistory(stage, at('mes-gw-01'), at('scada-srv-a'), 12));
  begin(publishAlarms(stage, at('ut-gateway'), at('mes-gw-01')));
  for (const key of ['scada-cl-01', 'scada-cl-02'])
    begin(every(60, () => visit({ stage, client: at(key), server: at('scada-srv-a') }, 'scada-srv-a', 1800)));
  begin(every(110, () => visit({ stage, client: at('pc-planung-01'), server: at('dmz-hist-rep') }, 'dmz-hist-rep', 5000)));
  begin(every(130, () => visit({ stage, client: at('pc-werkltg-01'), server: at('dmz-hist-rep') }, 'dmz-hist-rep', 4000)));
  begin(every(100, () => visit({ stage, client: at('srv-mes-01'), server: at('dmz-filex-01') }, 'dmz-filex-01', 3000)));
  begin(every(100, () => useShare({ stage, client: at('mes-gw-01'), server: at('dmz-filex-01') }, 5000)));
}

function stageDmz(stage: Stage, at: (key: string) => Device, begin: (act: Act) => void): void {
  const patches = at('dmz-patch-01');
  begin(every(300, () => visit({ stage, client: patches, server: at('net-update') }, 'update.softwarehaus.example', 12_000)));
  for (const key of ['scada-srv-a', 'scada-srv-b', 'hist-01', 'ews-tia-01', 'l2-ftview', 'l2-ews']) {
    begin(
      every(260, () =>
        browse(
          { stage, client: at(key), server: patches },
          'dmz-patch-01',
          '/ClientWebService/client.asmx',
          'Microsoft-IIS/10.0',
          '<ok/>',
          8530,
        ),
      ),
    );
  }
  for (const key of ['scada-srv-a', 'hist-01', 'ews-tia-01'])
    begin(every(420, () => useShare({ stage, client: at('ot-backup-01'), server: at(key) }, 16_000)));
}

function stageDesktops(stage: Stage, at: (key: string) => Device, begin: (act: Act) => void): void {
  begin(useDesktop({ stage, client: at('pc-instand-01'), server: at('dmz-jump-01') }, 'instand', 300));
  begin(useDesktop({ stage, client: at('dmz-jump-01'), server: at('ews-tia-01') }, 'instand', 300));
  begin(vendorVisit(stage));
}

function* askTime(stage: Stage, client: Device, server: Device): Act {
  const now = stage.startUs + stage.wire.nowUs;
  yield* askUdp({ stage, client, server }, 123, 'ntp', ntpRequest(now), ntpResponse(now), 123);
}

/** Reads who the device is, then its traffic counter for ever. */
function* watchSystem(stage: Stage, client: Device, server: Device): Act {
  const talk = { stage, client, server };
  yield* askUdp(
    talk,
    161,
    'snmp',
    snmpSystemRequest(server.ip & 0xffff),
    snmpSystemResponse(server.ip & 0xffff, server.description ?? '', server.name ?? ''),
  );
  noteIdentity(stage.tally, server.key, 'snmp', 'name', 'description', ...toldIn(server, server.description ?? ''));
  for (let id = 1; ; id++) {
    yield 30 * second;
    yield* askUdp(talk, 161, 'snmp', snmpCounterRequest(id, 1), snmpCounterResponse(id, 1, id * 48_211));
  }
}

function* logLine(stage: Stage, client: Device, server: Device): Act {
  const { up } = udpBetween(stage, client, server, 514, 'syslog');
  writeUdp(stage.wire, up, 514, 514, syslogLine(client.name ?? '', 'link: port 7 up 100 Mbit/s full duplex'));
  yield 1000;
}

/** 100 ns steps between 1601 and 1970, as OPC UA counts. */
const opcTime = (stage: Stage): number => (stage.startUs + stage.wire.nowUs) * 10 + 116_444_736_000_000_000;

/** Reads values from an OPC UA server for ever. */
function* pullHistory(stage: Stage, client: Device, server: Device, periodSeconds: number): Act {
  const session = makeSession(stage, client, server, 4840, 'opcua');
  const tell = (key: string): void => count(session.flow, 'opcua', key, 1);
  const channel = (client.serialNumber & 0xffff) + 1;
  yield* connect(session);
  yield* exchange(session, hello(`opc.tcp://${server.key}:4840`), acknowledgeHello());
  yield* exchange(session, openChannel(opcTime(stage)), openChannelAnswer(channel, opcTime(stage)));
  for (const key of ['transport.HEL', 'transport.ACK', 'transport.OPN', 'transport.OPN', '446', '449']) tell(key);
  const nodes = Array.from({ length: 12 }, (_, index) => 1000 + index);
  for (let sequence = 2; ; sequence++) {
    send(session, false, readRequest(channel, sequence, opcTime(stage), nodes));
    yield 2000;
    send(
      session,
      true,
      readResponse(
        channel,
        sequence,
        opcTime(stage),
        nodes.map((node) => node / 10 + (sequence % 17)),
      ),
    );
    for (const key of ['transport.MSG', 'transport.MSG', '631', '634']) tell(key);
    yield (periodSeconds * second) / Math.min(stage.density, 4);
  }
}

function* publishAlarms(stage: Stage, client: Device, server: Device): Act {
  const session = makeSession(stage, client, server, 1883, 'mqtt');
  yield* connect(session);
  yield* exchange(session, mqttConnect('ut-gateway'), mqttAccept());
  count(session.flow, 'mqtt', 1);
  count(session.flow, 'mqtt', 2);
  for (let turn = 0; ; turn++) {
    send(session, false, mqttPublish('lindenau/utilities/cold/temperature', `{"c":${(4 + (turn % 9) / 10).toFixed(1)}}`));
    count(session.flow, 'mqtt', 3);
    yield 15 * second;
  }
}
