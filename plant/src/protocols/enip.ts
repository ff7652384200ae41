// EtherNet/IP encapsulation and common packet format (CIP Vol. 2, ch. 2), and class 1 I/O datagrams.
import { be16, be32, le16, le32, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';
import type { CipIdentity } from '../layout/types.ts';

export const LIST_IDENTITY = 0x63;
export const REGISTER_SESSION = 0x65;
export const UNREGISTER_SESSION = 0x66;
export const SEND_RR_DATA = 0x6f;
export const SEND_UNIT_DATA = 0x70;

/** The encapsulation header (2-3.1) and its data. `context` is the low half of the sender context. */
export function encapsulate(command: number, session: number, context: number, ...data: Part[]): Uint8Array<ArrayBuffer> {
  const body = pack(...data);
  return pack(le16(command), le16(body.length), le32(session), le32(0), le32(context), le32(0), le32(0), body);
}

export const registerSession = (session: number) => encapsulate(REGISTER_SESSION, session, 0, le16(1), le16(0));
export const listIdentityRequest = () => encapsulate(LIST_IDENTITY, 0, 0);

/** The List Identity answer (2-4.3.3): one CIP identity item. */
export function listIdentityResponse(ip: number, identity: CipIdentity, serial: number): Uint8Array<ArrayBuffer> {
  const item = pack(le16(1), be16(2), be16(44818), be32(ip), zeros(8), identityAttributes(identity, serial), 3);
  return encapsulate(LIST_IDENTITY, 0, 0, le16(1), le16(0x0c), le16(item.length), item);
}

/** Identity object, attributes 1 to 7 (Vol. 1, 5A-2.2). */
export function identityAttributes(identity: CipIdentity, serial: number): Part {
  const [major, minor] = identity.revision;
  const { vendor_id, device_type, product_code, product_name } = identity;
  return [
    le16(vendor_id),
    le16(device_type),
    le16(product_code),
    major,
    minor,
    le16(0x0060),
    le32(serial),
    product_name.length,
    product_name,
  ];
}

/** An unconnected message in SendRRData (2-4.7). */
export function unconnected(session: number, context: number, message: Part): Uint8Array<ArrayBuffer> {
  const body = pack(message);
  return encapsulate(SEND_RR_DATA, session, context, le32(0), le16(10), le16(2), le16(0), le16(0), le16(0xb2), le16(body.length), body);
}

/** Where the sequence count of a connected message stands. */
export const sequenceAt = 24 + 6 + 2 + 8 + 4;

/** A connected message in SendUnitData (2-4.8); the sequence count is filled in per message. */
export function connected(session: number, connection: number, message: Part): Uint8Array<ArrayBuffer> {
  const body = pack(message);
  return encapsulate(
    SEND_UNIT_DATA,
    session,
    0,
    le32(0),
    le16(0),
    le16(2),
    le16(0xa1),
    le16(4),
    le32(connection),
    le16(0xb1),
    le16(body.length + 2),
    le16(0),
    body,
  );
}

/** A class 1 datagram for UDP 2222 (2-3.3.1.3): sequenced address item, connected data with a sequence count. */
export const ioDatagram = (connection: number, data: Part) => {
  const body = pack(data);
  return pack(le16(2), le16(0x8002), le16(8), le32(connection), le32(0), le16(0xb1), le16(body.length + 2), le16(0), body);
};
export const ioSequenceAt = 10;
export const ioCountAt = 18;
