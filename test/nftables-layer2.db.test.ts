// Frames of layer 2 through the bridge of a real kernel: what a rule names passes both ways, what none names is cut, and ARP always passes.
import { bridgedSettings, type CompileConduit, compileNftables, type Rule } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { buildPlant, type Plant, run, whyNoNamespaces } from './namespaces.ts';
import { type Ear, frameOf, hearFrames, macOf, sendFrames, udpOf, whyNoFrames } from './raw-frames.ts';

const skip = whyNoNamespaces() ?? whyNoFrames() ?? false;
const groups = { dcp: '01:0e:cf:00:00:00', goose: '01:0c:cd:01:00:01', everybody: 'ff:ff:ff:ff:ff:ff' } as const;
const types = { profinet: 0x8892, ethercat: 0x88a4, goose: 0x88b8, arp: 0x0806 } as const;

const layer2 = (id: string, protocol: string, part: Partial<Rule> = {}): Rule => ({
  id,
  from: { kind: 'asset', asset_id: 'controller' },
  to: { kind: 'asset', asset_id: 'device' },
  transport: 'ethernet',
  port_from: null,
  port_to: null,
  protocol,
  classes: null,
  purpose: 'cyclic values',
  ...part,
});

type Ground = { plant: Plant; controller: string; device: string; ears: [Ear, Ear]; hold(part: Partial<CompileConduit>): void };

async function layGround(t: { after(work: () => void): void }, ports: boolean): Promise<Ground> {
  const plant = await buildPlant(2, 'bridged', bridgedSettings);
  t.after(() => plant.end());
  // Talkers of other tests answer whatever comes, here nobody shall.
  for (const place of plant.places) run('ip', ['netns', 'exec', place, 'nft', 'flush', 'ruleset']);
  const [controller, device] = plant.places.map((place) => macOf(place)) as [string, string];
  const ears = (await Promise.all(plant.places.map((place) => hearFrames(t, place)))) as [Ear, Ear];
  const hold = (part: Partial<CompileConduit>): void => {
    const conduit: CompileConduit = { id: 'c1', name: 'Control – Line', zone_a: 'a', zone_b: 'b', mode: 'normal', rules: [], ...part };
    const zones = [
      { id: 'a', name: 'Control', networks: ['10.0.0.0/16'], interface: ports ? 'p0' : null },
      { id: 'b', name: 'Line', networks: ['10.1.0.0/16'], interface: ports ? 'p1' : null },
    ];
    const assets = [
      { id: 'controller', name: 'Controller', zone_id: 'a', kind: 'plc', ips: ['10.0.0.5'], macs: [controller] },
      { id: 'device', name: 'Device', zone_id: 'b', kind: 'io', ips: ['10.1.0.9'], macs: [device] },
    ];
    plant.load(compileNftables({ zones, assets, conduits: [conduit] }, { layout: 'bridged' }).text);
  };
  return { plant, controller, device, ears, hold };
}

let marks = 0;
/** Whether a frame arrives at the other place. The kernel takes a VLAN tag off before the ear hears it. */
async function arrives({ plant, ears }: Ground, from: 0 | 1, frame: (mark: string) => string): Promise<boolean> {
  const mark = (0xabc00000 + (marks += 1)).toString(16);
  sendFrames(plant.places[from]!, [frame(mark)]);
  const isThere = (): boolean => ears[1 - from]!.heard().some((it) => it.includes(mark));
  for (let i = 0; i < 12 && !isThere(); i += 1) await wait(25);
  return isThere();
}

for (const ports of [true, false]) {
  test(
    `${ports ? 'zones told by port' : 'zones told by address'}: PROFINET passes by its rule, other frames do not, ARP does`,
    { skip },
    async (t) => {
      const it = await layGround(t, ports);
      const { controller, device, hold } = it;
      const cyclic = (mark: string): string => `8001${mark}`;
      const there =
        (type: number, to = device, vlan: number | null = null) =>
        (mark: string) =>
          frameOf(controller, to, type, cyclic(mark), vlan);
      const back = (type: number) => (mark: string) => frameOf(device, controller, type, cyclic(mark));
      hold({ rules: null });
      assert.ok(await arrives(it, 0, there(types.ethercat)), 'not held yet: everything passes');
      hold({ rules: [layer2('pn', 'profinet-rt')] });
      assert.ok(await arrives(it, 0, there(types.profinet)), 'from the controller');
      assert.ok(await arrives(it, 1, back(types.profinet)), 'and back, though nobody asked: layer 2 has no opening');
      assert.ok(await arrives(it, 0, there(types.profinet, device, 0xc000)), 'with the tag that gives it its priority');
      assert.equal(await arrives(it, 0, there(types.ethercat)), false, 'EtherCAT');
      assert.equal(await arrives(it, 0, there(types.ethercat, device, 0x0005)), false, 'EtherCAT behind a tag');
      assert.equal(await arrives(it, 1, back(types.goose)), false, 'GOOSE');
      assert.ok(await arrives(it, 0, (mark) => frameOf(controller, groups.everybody, types.arp, `0001080006040001${mark}`)), 'ARP');
      const counted = run('ip', ['netns', 'exec', it.plant.middle, 'nft', 'list', 'table', 'bridge', 'holdfast']);
      assert.match(counted, /ether type 0x8892 counter packets 1 bytes \d+ accept comment "rule pn"/);
      hold({ rules: [layer2('pn', 'profinet-rt')], mode: 'isolated' });
      assert.equal(await arrives(it, 0, there(types.profinet)), false, 'isolated');
    },
  );
}

test(
  'a device is found again by its name after a power cut: the group a protocol speaks to is let through with it',
  { skip },
  async (t) => {
    const it = await layGround(t, true);
    const { controller, device, hold } = it;
    const stranger = '02:00:00:00:00:77';
    // DCP identify, frame id 0xfefe, service 5 (IEC 61158-6-10, 4.3): asked of all, answered to one.
    const identify = (from: string) => (mark: string) => frameOf(from, groups.dcp, types.profinet, `fefe0500${mark}`);
    hold({
      rules: [
        layer2('dcp', 'profinet-dcp'),
        layer2('trip', 'goose', { from: { kind: 'asset', asset_id: 'device' }, to: { kind: 'asset', asset_id: 'controller' } }),
      ],
    });
    assert.ok(await arrives(it, 0, identify(controller)), 'asked by name');
    assert.ok(await arrives(it, 1, (mark) => frameOf(device, controller, types.profinet, `feff0501${mark}`)), 'answered');
    assert.equal(await arrives(it, 0, identify(stranger)), false, 'not by anybody');
    assert.ok(await arrives(it, 1, (mark) => frameOf(device, groups.goose, types.goose, mark)), 'GOOSE is always sent to a group');
    assert.equal(await arrives(it, 0, (mark) => frameOf(controller, groups.goose, types.goose, mark)), false, 'only from who may send it');
  },
);

test('IP behind a VLAN tag is held to the list as IP without one', { skip }, async (t) => {
  const it = await layGround(t, true);
  const { controller, device, hold } = it;
  const udp = (port: number, vlan: number | null) => (mark: string) =>
    frameOf(controller, device, 0x0800, udpOf('10.0.0.5', '10.1.0.9', port, mark), vlan);
  hold({ rules: [layer2('io', 'cip-io', { transport: 'udp', port_from: 2222, port_to: 2222 })] });
  for (const vlan of [null, 0x0005, 0xc005]) {
    assert.ok(await arrives(it, 0, udp(2222, vlan)), `allowed, tag ${vlan}`);
    assert.equal(await arrives(it, 0, udp(2223, vlan)), false, `another port, tag ${vlan}`);
  }
});
