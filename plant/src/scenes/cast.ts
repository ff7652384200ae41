// Who speaks to whom in the cyclic traffic of the plant, as data.

/** A Modbus client that reads `count` registers with function `code`; some also write now and then, some are refused now and then. */
export type ModbusLink = {
  client: string;
  server: string;
  code: 1 | 3 | 4;
  address: number;
  count: number;
  writes?: boolean;
  refused?: boolean;
};

const read = (client: string, server: string, address: number, count: number, code: 1 | 3 | 4 = 3): ModbusLink => ({
  client,
  server,
  code,
  address,
  count,
});
const operate = (client: string, server: string, address: number, count: number): ModbusLink => ({
  client,
  server,
  code: 3,
  address,
  count,
  writes: true,
});

export const modbusLinks: readonly ModbusLink[] = [
  operate('ut-boiler-hmi', 'ut-boiler-plc', 100, 20),
  read('ut-boiler-hmi', 'ut-co2-plc', 100, 12),
  read('ut-boiler-hmi', 'ut-air-plc', 100, 12),
  operate('ut-cip-hmi', 'ut-cip-plc', 200, 16),
  operate('ut-cip-plc', 'ut-cip-drv-1', 3200, 8),
  operate('ut-cip-plc', 'ut-cip-drv-2', 3200, 8),
  operate('ut-co2-plc', 'ut-cool-drv-1', 3200, 8),
  read('ut-air-plc', 'ut-comp-1', 0, 10, 4),
  read('ut-air-plc', 'ut-comp-2', 0, 10, 4),
  read('scada-srv-a', 'ut-boiler-plc', 100, 10),
  read('scada-srv-a', 'ut-co2-plc', 100, 10),
  read('scada-srv-a', 'ut-cip-plc', 200, 10),
  read('scada-srv-a', 'ut-air-plc', 100, 6),
  operate('scada-srv-a', 'wt-main-plc', 300, 10),
  read('scada-srv-b', 'ut-meter-main', 2999, 12),
  read('scada-srv-b', 'ut-meter-l1', 2999, 12),
  read('scada-srv-b', 'ut-meter-l2', 2999, 12),
  read('scada-srv-b', 'ut-meter-cold', 2999, 12),
  read('scada-srv-b', 'ut-gateway', 0, 8, 1),
  operate('wt-main-hmi', 'wt-main-plc', 300, 24),
  operate('wt-main-plc', 'wt-pump-drv-1', 3200, 8),
  operate('wt-main-plc', 'wt-pump-drv-2', 3200, 8),
  read('wt-main-plc', 'wt-flow-1', 2000, 4, 4),
  read('wt-main-plc', 'wt-flow-2', 2000, 4, 4),
  { client: 'wt-main-plc', server: 'wt-quality', code: 4, address: 6000, count: 10, refused: true },
];

/** An S7 client that reads areas [block, offset, bytes]; operator panels write too. */
export type S7Link = { client: string; server: string; areas: readonly (readonly [number, number, number])[]; writes?: boolean };

export const s7Links: readonly S7Link[] = [
  {
    client: 'l1-filler-hmi',
    server: 'l1-filler-plc',
    areas: [
      [10, 0, 16],
      [11, 0, 8],
    ],
    writes: true,
  },
  { client: 'l1-capper-hmi', server: 'l1-capper-plc', areas: [[10, 0, 12]], writes: true },
  { client: 'l1-mixer-hmi', server: 'l1-mixer-plc', areas: [[20, 0, 24]], writes: true },
  { client: 'l1-convey-hmi', server: 'l1-convey-plc', areas: [[10, 0, 8]] },
  { client: 'scada-srv-a', server: 'l1-filler-plc', areas: [[100, 0, 20]] },
  { client: 'scada-srv-a', server: 'l1-capper-plc', areas: [[100, 0, 20]] },
  {
    client: 'scada-srv-a',
    server: 'l1-mixer-plc',
    areas: [
      [100, 0, 20],
      [101, 0, 7],
      [102, 4, 4],
    ],
  },
  { client: 'scada-srv-a', server: 'l1-rinser-plc', areas: [[100, 0, 10]] },
  { client: 'scada-srv-a', server: 'l1-convey-plc', areas: [[100, 0, 10]] },
  { client: 'scada-srv-b', server: 'l1-filler-plc', areas: [[100, 0, 20]] },
  { client: 'l1-convey-plc', server: 'l1-filler-plc', areas: [[50, 0, 4]] },
  { client: 'l1-convey-plc', server: 'l1-capper-plc', areas: [[50, 0, 4]] },
];

/** A CIP client that reads tags over a class 3 connection; `slot` is the controller's place behind the adapter. */
export type CipLink = { client: string; server: string; slot: number | null; tags: readonly string[]; writes?: string };

export const cipLinks: readonly CipLink[] = [
  {
    client: 'l2-ftview',
    server: 'l2-packer-plc',
    slot: 0,
    tags: ['Packer_Speed', 'Packer_State', 'Packer_Count'],
    writes: 'Packer_SpeedSP',
  },
  { client: 'l2-ftview', server: 'l2-pallet-plc', slot: 0, tags: ['Pallet_Layer', 'Pallet_State'], writes: 'Pallet_Recipe' },
  { client: 'l2-ftview', server: 'l2-label-plc', slot: null, tags: ['Label_Speed', 'Label_State'] },
  { client: 'l2-packer-hmi', server: 'l2-packer-plc', slot: 0, tags: ['Packer_State'], writes: 'Packer_Jog' },
  { client: 'l2-pallet-hmi', server: 'l2-pallet-plc', slot: 0, tags: ['Pallet_State', 'Pallet_Alarm'], writes: 'Pallet_Ack' },
  { client: 'scada-srv-a', server: 'l2-packer-plc', slot: 0, tags: ['OEE_Good', 'OEE_Total'] },
  { client: 'scada-srv-a', server: 'l2-pallet-plc', slot: 0, tags: ['OEE_Good', 'OEE_Total'] },
  { client: 'scada-srv-a', server: 'l2-label-plc', slot: null, tags: ['OEE_Good'] },
];

/** A controller and the devices it exchanges cyclic process data with. */
export type FieldLink = { controller: string; device: string };

const fields = (controller: string, ...devices: string[]): FieldLink[] => devices.map((device) => ({ controller, device }));

export const profinetLinks: readonly FieldLink[] = [
  ...fields('l1-filler-plc', 'l1-filler-io-1', 'l1-filler-io-2', 'l1-filler-io-3', 'l1-filler-drv-1'),
  ...fields('l1-capper-plc', 'l1-capper-io-1', 'l1-capper-io-2'),
  ...fields('l1-mixer-plc', 'l1-mixer-io-1', 'l1-mixer-io-2'),
  ...fields('l1-rinser-plc', 'l1-rinser-io-1'),
  ...fields('l1-convey-plc', 'l1-convey-io-1', 'l1-convey-io-2', 'l1-convey-drv-1', 'l1-convey-drv-2'),
];

export const cipIoLinks: readonly FieldLink[] = [
  ...fields('l2-packer-plc', 'l2-packer-drv-1', 'l2-packer-drv-2', 'l2-packer-io-1', 'l2-packer-io-2'),
  ...fields('l2-pallet-plc', 'l2-pallet-drv-1', 'l2-pallet-drv-2', 'l2-pallet-io-1'),
  ...fields('l2-label-plc', 'l2-label-drv-1', 'l2-label-io-1'),
];
