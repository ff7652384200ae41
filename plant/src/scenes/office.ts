// The office: people at PCs, printers, mail, the way to the group and the internet; and three things nobody approved.
import { broadcast } from '../protocols/neighbours.ts';
import { dhcpAcknowledge, dhcpRequest, netbiosRegistration } from '../protocols/names.ts';
import { pack } from '../pack.ts';
import { makeLane, UDP, writeUdp } from '../frames.ts';
import type { End } from '../frames.ts';
import { deviceOf, devicesOf, gatewayIp, ipText, toldIn } from '../plant.ts';
import type { Device } from '../plant.ts';
import { gatewayOf, randomOf, spawn, vlanOf } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { flowOf, noteIdentity } from '../tally.ts';
import { macOf } from './cyclic-profinet.ts';
import { browse, chat, lookUp, signIn, useShare, visit } from './talk.ts';

const second = 1_000_000;
const broadcastIp = 0xffffffff;

/** Sets the office on stage. */
export function stageOffice(stage: Stage): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  const random = randomOf(stage, 'office');
  for (const device of devicesOf(stage.plant, 'office')) {
    if (device.kind === 'workstation') spawn(stage, work(stage, device), random.between(second, 20 * second));
    if (device.kind === 'phone' || device.kind === 'access-point' || device.kind === 'workstation')
      spawn(stage, lease(stage, device), random.between(0, 20 * second));
  }
  for (const key of ['srv-file-01', 'srv-mail-01', 'srv-mes-01', 'srv-print-01', 'srv-dc-01'])
    spawn(stage, registerName(stage, at(key)), random.between(0, 30 * second));
  spawn(stage, relayMail(stage, at('srv-mail-01'), at('net-mail')), 30 * second);
  spawn(
    stage,
    every(240, () => lookUp({ stage, client: at('srv-dc-01'), server: at('net-dns') }, 'mx.postdienst.example', at('net-mail').ip)),
    12 * second,
  );
  spawn(
    stage,
    every(300, () => signIn({ stage, client: at('srv-dc-01'), server: at('group-dc') }, 'SRV-DC-01$', 'TANNQUELL.EXAMPLE')),
    18 * second,
  );
  spawn(
    stage,
    every(120, () => visit({ stage, client: at('srv-mes-01'), server: at('group-erp') }, 'erp.tannquell.example', 3000)),
    9 * second,
  );
  spawn(
    stage,
    every(150, () => visit({ stage, client: at('phone-versand'), server: at('srv-mail-01') }, 'srv-mail-01', 600)),
    14 * second,
  );
  spawn(
    stage,
    every(150, () => visit({ stage, client: at('phone-leitung'), server: at('srv-mail-01') }, 'srv-mail-01', 600)),
    15 * second,
  );
  stageUnapproved(stage, at);
}

/** Ways past the conduits that crept in over the years. */
function stageUnapproved(stage: Stage, at: (key: string) => Device): void {
  const options = { needed: false };
  const plc = at('l1-filler-plc');
  spawn(
    stage,
    every(400, () =>
      browse(
        { stage, client: at('pc-instand-02'), server: plc, options },
        ipText(plc.ip),
        '/Portal/Portal.mwsl',
        'SIMATIC',
        '<html>diagnostics</html>',
      ),
    ),
    200 * second,
  );
  spawn(
    stage,
    every(300, () => visit({ stage, client: at('pc-labor-01'), server: at('hist-01'), options }, 'hist-01', 2500)),
    150 * second,
  );
  spawn(
    stage,
    every(350, () => useShare({ stage, client: at('l2-ftview'), server: at('srv-file-01'), options }, 6000)),
    170 * second,
  );
  spawn(
    stage,
    every(280, () =>
      lookUp({ stage, client: at('wt-main-hmi'), server: at('net-dns'), options }, 'update.softwarehaus.example', at('net-update').ip),
    ),
    190 * second,
  );
}

/** Repeats an act with a pause between. */
export function* every(seconds: number, make: () => Act): Act {
  for (;;) {
    yield* make();
    yield seconds * second;
  }
}

function* work(stage: Stage, pc: Device): Act {
  const random = randomOf(stage, `work ${pc.key}`);
  const at = (key: string): Device => deviceOf(stage.plant, key);
  const [dc, erp, web] = [at('srv-dc-01'), at('group-erp'), at('net-web')];
  const user = pc.key.replaceAll('-', '.');
  const habits: (() => Act)[] = [
    () => signIn({ stage, client: pc, server: dc }, user, 'TANNQUELL.EXAMPLE'),
    () => lookUp({ stage, client: pc, server: dc }, 'erp.tannquell.example', erp.ip),
    () => visit({ stage, client: pc, server: erp }, 'erp.tannquell.example', random.between(800, 5000)),
    () => useShare({ stage, client: pc, server: at('srv-file-01') }, random.between(800, 5000)),
    () => visit({ stage, client: pc, server: at('srv-mail-01') }, 'srv-mail-01.tannquell.example', random.between(500, 4000)),
    () => lookUp({ stage, client: pc, server: dc }, 'www.handelsportal.example', web.ip),
    () => visit({ stage, client: pc, server: web }, 'www.handelsportal.example', random.between(800, 5000)),
    () => lookUp({ stage, client: pc, server: dc }, `wpad.${stage.plant.domain}`, null),
  ];
  yield* registerName(stage, pc);
  for (const habit of habits) {
    yield* habit();
    yield random.between(8 * second, 25 * second);
  }
  for (;;) {
    yield* random.pick(habits)();
    yield random.between(30 * second, 100 * second);
  }
}

/** Renews its lease; the answer comes from the domain controller by way of the router. */
function* lease(stage: Stage, device: Device): Act {
  const dc = deviceOf(stage.plant, 'srv-dc-01');
  const vlan = vlanOf(stage, device);
  const router: End = { mac: macOf(gatewayOf(stage, device)), ip: gatewayIp(stage.plant, device), ttl: 64 };
  const self: End = { mac: macOf(device), ip: 0, ttl: 128 };
  const all: End = { mac: broadcast, ip: broadcastIp, ttl: 128 };
  const vendorClass = device.kind === 'workstation' ? 'MSFT 5.0' : (device.model ?? 'unknown');
  const facts = {
    transaction: device.serialNumber,
    mac: macOf(device),
    ip: device.ip,
    server: dc.ip,
    gateway: router.ip,
    host: device.name ?? '',
    vendorClass,
  };
  const flow = flowOf(
    stage.tally,
    { client: '0.0.0.0', server: '255.255.255.255', transport: 'udp', server_port: 67, protocol: 'dhcp' },
    true,
  );
  writeUdp(stage.wire, makeLane(self, all, vlan, UDP, flow.load), 68, 67, dhcpRequest(facts));
  yield 2000;
  const answer = flowOf(
    stage.tally,
    { client: ipText(device.ip), server: ipText(router.ip), transport: 'udp', server_port: 67, protocol: 'dhcp' },
    true,
  );
  writeUdp(
    stage.wire,
    makeLane(router, { mac: macOf(device), ip: device.ip, ttl: 64 }, vlan, UDP, answer.load),
    67,
    68,
    dhcpAcknowledge(facts),
  );
  noteIdentity(stage.tally, device.key, 'dhcp', 'name', 'ip', 'mac', ...toldIn(device, vendorClass));
}

/** Broadcasts its NetBIOS name in its subnet. */
export function* registerName(stage: Stage, device: Device): Act {
  const subnetAll = ((device.ip & 0xffffff00) | 0xff) >>> 0;
  const flow = flowOf(
    stage.tally,
    { client: ipText(device.ip), server: ipText(subnetAll), transport: 'udp', server_port: 137, protocol: 'netbios' },
    true,
  );
  const lane = makeLane(
    { mac: macOf(device), ip: device.ip, ttl: 128 },
    { mac: broadcast, ip: subnetAll, ttl: 128 },
    vlanOf(stage, device),
    UDP,
    flow.load,
  );
  for (let time = 0; time < 3; time++) {
    writeUdp(stage.wire, lane, 137, 137, netbiosRegistration(device.serialNumber & 0xffff, device.name ?? '', device.ip));
    yield 750_000;
  }
  noteIdentity(stage.tally, device.key, 'netbios', 'name', 'ip');
}

function* relayMail(stage: Stage, client: Device, server: Device): Act {
  const turns: [Uint8Array, Uint8Array][] = [
    ['EHLO srv-mail-01.tannquell.example\r\n', '250 mx.postdienst.example\r\n'],
    ['MAIL FROM:<versand@tannquell.example>\r\n', '250 OK\r\n'],
    ['QUIT\r\n', '221 bye\r\n'],
  ].map(([request, response]) => [pack(request ?? ''), pack(response ?? '')]);
  yield* every(180, () => chat({ stage, client, server }, 25, 'smtp', pack('220 mx.postdienst.example ESMTP\r\n'), turns));
}
