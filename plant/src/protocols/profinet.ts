// PROFINET: DCP identify and set (IEC 61158-6-10, 4.3), cyclic real-time frames (4.7).
import { be16, be32, pack, put16 } from '../pack.ts';
import type { Part } from '../pack.ts';
import type { ProfinetIdentity } from '../layout/types.ts';

export const PROFINET = 0x8892;
/** The DCP identify multicast address. */
export const dcpMulticast = Uint8Array.of(0x01, 0x0e, 0xcf, 0, 0, 0);

const dcp = (frameId: number, service: number, type: number, xid: number, delay: number, blocks: Part): Uint8Array<ArrayBuffer> => {
  const body = pack(blocks);
  return pack(be16(frameId), service, type, be32(xid), be16(delay), be16(body.length), body);
};

const block = (option: number, suboption: number, ...content: Part[]): Part => {
  const body = pack(...content);
  return [option, suboption, be16(body.length), body, body.length % 2 === 1 ? 0 : []];
};

/** Identify all (service 5, request). */
export const identifyAll = (xid: number) => dcp(0xfefe, 5, 0, xid, 1, block(0xff, 0xff));

/** A device's answer: type, name of station, device id, role, address. */
export const identifyAnswer = (xid: number, type: string, identity: ProfinetIdentity, ip: number, gateway: number) =>
  dcp(0xfeff, 5, 1, xid, 0, [
    block(2, 1, be16(0), type),
    block(2, 2, be16(0), identity.station),
    block(2, 3, be16(0), be16(identity.vendor_id), be16(identity.device_id)),
    block(2, 4, be16(0), identity.role, 0),
    block(1, 2, be16(1), be32(ip), be32(0xffffff00), be32(gateway)),
  ]);

/** One cyclic frame of class RT_CLASS_1: 40 bytes of data, cycle counter, data status, transfer status. */
export const cyclicFrame = (frameId: number) => pack(be16(frameId), new Uint8Array(40), be16(0), 0x35, 0x00);
export const cycleAt = 42;

export const setCycle = (frame: Uint8Array, cycle: number): void => put16(frame, cycleAt, cycle);
