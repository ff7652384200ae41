// PROFINET RT: cyclic data, alarms and clock synchronisation by frame id, IEC 61158-6-10:2019, clause 4.2 (FrameID).
import { REQUEST, type Dissector } from '../dissector.ts';
import { DIAGNOSE, OTHER, READ, idOf } from '../words.ts';
import { peekU16be } from './peek.ts';

const CYCLIC = 1,
  ALARM = 2,
  SYNC = 3,
  OTHER_FRAME = 4;
const kinds: Readonly<Record<number, { key: string; name: string }>> = {
  [CYCLIC]: { key: 'cyclic', name: 'Cyclic data' },
  [ALARM]: { key: 'alarm', name: 'Alarm' },
  [SYNC]: { key: 'sync', name: 'Clock synchronisation (PTCP)' },
  [OTHER_FRAME]: { key: 'other', name: 'Other real-time frame' },
};
const classes: Readonly<Record<number, number>> = { [CYCLIC]: READ, [ALARM]: DIAGNOSE, [SYNC]: OTHER, [OTHER_FRAME]: OTHER };

/** Frame id, cycle counter, data and transfer status. */
const SHORTEST = 6;
const RT = idOf('profinet-rt');

export const profinetRt: Dissector = {
  name: 'profinet-rt',
  etherTypes: [0x8892],

  recognises(bytes, start, end) {
    const frameId = peekU16be(bytes, start, end);
    return frameId >= 0 && (frameId < 0xfefc || frameId > 0xfeff);
  },

  read(reader, reading) {
    const kind = kindOfFrame(reader.u16be('frame id'));
    if (kind === CYCLIC && reader.left < 4) return reader.skip(4, 'cycle counter, data status, transfer status');
    reading.operation(RT, kind, classes[kind]!, REQUEST);
  },

  /** The frame id says all, once the frame is as long as its trailer. */
  steady: (bytes, start, end) => (end - start < SHORTEST ? 0 : peekU16be(bytes, start, end) + 1),

  describe(code) {
    return kinds[code] ?? { key: String(code), name: `frame kind ${code}` };
  },
};

/** Frame id ranges: PTCP below 0x0100 and from 0xff00, RT class 3 to 0x0fff, classes 2 and 1 from 0x8000 to 0xfbff, alarms 0xfc01 and 0xfe01. */
function kindOfFrame(frameId: number): number {
  if (frameId < 0x0100 || (frameId >= 0xff00 && frameId <= 0xff43)) return SYNC;
  if (frameId < 0x1000 || (frameId >= 0x8000 && frameId <= 0xfbff)) return CYCLIC;
  if (frameId === 0xfc01 || frameId === 0xfe01 || frameId === 0xfe02) return ALARM;
  return OTHER_FRAME;
}
