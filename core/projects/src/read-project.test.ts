// Engineering project files: what each tool's export tells of devices, modules, addresses and firmware, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultLimits, type Project, readProject } from './index.ts';
import { amlSample, iecSample, l5xSample, plcopenSample } from './read-project.vectors.ts';

function read(text: string): Project {
  const reading = readProject(text);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.project;
}

test('an L5X tells the controller with its serial number and revision, and the cards of its chassis by slot', () => {
  const project = read(l5xSample);
  const controller = project.devices[0]!;
  assert.deepEqual([project.format, project.name, project.tool], ['l5x', 'Filler_Line2', 'Logix Designer 33.00']);
  assert.deepEqual(
    [controller.name, controller.kind, controller.model, controller.firmware, controller.serial, controller.vendor],
    ['Filler_Line2', 'plc', '1756-L83E', '33.11', '60a1c2d3', 'Rockwell Automation'],
  );
  assert.deepEqual(
    controller.modules.map((it) => [it.slot, it.name, it.model, it.firmware]),
    [
      ['1', 'EN2T_Plant', '1756-EN2T', '11.4'],
      ['2', 'Din_02', '1756-IB16', '3.6'],
    ],
  );
  assert.equal(controller.place.line, 3);
});

test('an L5X tells each adapter on Ethernet with its address and the modules behind it', () => {
  const { devices } = read(l5xSample);
  assert.deepEqual(
    devices.slice(1).map((it) => [it.name, it.kind, it.ips, it.names, it.modules.map((module) => `${module.slot} ${module.model}`)]),
    [
      ['EN2T_Plant', null, ['10.40.2.20'], [], []],
      ['Rack_Infeed', 'remote-io', ['10.40.2.31'], [], ['1 1734-IB8/C', '2 1734-OB8/C']],
      ['Drive_Pump', 'drive', ['10.40.2.41'], [], []],
      ['Scale_3', null, [], ['scale3.line2.local'], []],
    ],
  );
  const scale = devices[4]!;
  assert.deepEqual([scale.model, scale.vendor, scale.firmware], [null, null, null], 'a generic profile is not the device’s own number');
});

test('a module exported with its surroundings does not stand for the whole controller', () => {
  const context = l5xSample.replace('<Controller Use="Target"', '<Controller Use="Context"');
  assert.deepEqual(
    read(context).devices.map((it) => it.name),
    ['EN2T_Plant', 'Rack_Infeed', 'Drive_Pump', 'Scale_3'],
  );
});

test('a TIA export tells order number, firmware, PROFINET name, address and subnet of each station', () => {
  const project = read(amlSample);
  assert.deepEqual([project.format, project.name, project.tool], ['tia-aml', 'Pasteuriser', 'Totally Integrated Automation Portal 1800']);
  assert.deepEqual(
    project.devices.map((it) => [it.name, it.kind, it.order_number, it.firmware, it.ips, it.names, it.subnets]),
    [
      ['PLC_Past1', 'plc', '6ES7 515-2AM02-0AB0', 'V2.9', ['10.40.3.10'], ['plc-past1'], ['PN_Line']],
      ['IM_Valves', 'remote-io', '6ES7 155-6AU01-0BN0', 'V4.2', ['10.40.3.21'], ['im-valves'], []],
    ],
  );
  assert.deepEqual(
    project.devices[0]!.modules.map((it) => [it.slot, it.order_number, it.model]),
    [['2', '6ES7 521-1BH10-0AA0', 'DI 16x24VDC BA']],
  );
  assert.match(project.devices[1]!.place.path, /Pasteuriser\/Ungrouped devices\/Station_Valves$/);
});

test('PLCopen XML and IEC 61131-10 tell their controllers, and of hardware what the tool added', () => {
  const [controller] = read(plcopenSample).devices;
  assert.deepEqual(
    [controller!.name, controller!.vendor, controller!.order_number, controller!.firmware, controller!.ips],
    ['Packer', 'Example Controls', 'EC-750-8212', '3.5.19.40', ['10.40.4.5']],
  );
  const project = read(iecSample);
  assert.deepEqual([project.tool, project.devices.map((it) => [it.name, it.model])], ['Example Studio 4.2', [['Cell', 'EX-9000']]]);
});

test('a document type, entities and other files are refused with the line', () => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<RSLogix5000Content>&a;</RSLogix5000Content>`;
  const refused = (text: string) => {
    const reading = readProject(text);
    assert.ok(!reading.ok);
    return [reading.error.kind, reading.error.offset];
  };
  assert.deepEqual(refused(bomb.replace('<!DOCTYPE', '<!--x--><!DOCTYPE')), ['doctype', 2]);
  assert.deepEqual(refused('<RSLogix5000Content>\n&a;</RSLogix5000Content>'), ['not_xml', 2]);
  assert.deepEqual(refused('<html><body/></html>'), ['not_a_project', 1]);
  assert.deepEqual(refused('<RSLogix5000Content/>'), ['not_a_project', 1]);
  assert.deepEqual(refused(''), ['not_a_project', 1]);
});

test('depth, elements and size are bounded', () => {
  const kindOf = (text: string, limits: Partial<typeof defaultLimits>) => {
    const reading = readProject(text, { ...defaultLimits, ...limits });
    return reading.ok ? 'read' : reading.error.kind;
  };
  const deep = `<CAEXFile>${'<InternalElement>'.repeat(300)}`;
  assert.equal(kindOf(deep, {}), 'too_large');
  assert.equal(kindOf(l5xSample, { elements: 5 }), 'too_large');
  assert.equal(kindOf(l5xSample, { characters: 100 }), 'too_large');
  assert.equal(kindOf(l5xSample, {}), 'read');
});

test('no input makes it throw', () => {
  const cut = fc
    .constantFrom(l5xSample, amlSample, plcopenSample, iecSample)
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 12 }))
        .map(([from, to, between]) => text.slice(0, from) + between + text.slice(to)),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string(), cut), (text) => typeof readProject(text).ok === 'boolean'),
    { numRuns: 400 },
  );
});
