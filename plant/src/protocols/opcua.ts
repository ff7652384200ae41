// OPC UA binary over TCP without security (OPC 10000-6, 5.2, 6.7 and 7.1; services of OPC 10000-4).
import { le16, le32, le64, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

const text = (value: string | null): Part => (value === null ? le32(0xffffffff) : [le32(value.length), value]);
const fourByteNode = (id: number): Part => [1, 0, le16(id)];
const noObject: Part = [0, 0, 0];

const message = (type: string, ...body: Part[]): Uint8Array<ArrayBuffer> => {
  const bytes = pack(...body);
  return pack(type, le32(bytes.length + 8), bytes);
};

/** Hello and Acknowledge (7.1.2). */
export const hello = (url: string) => message('HELF', le32(0), le32(65535), le32(65535), le32(0), le32(0), text(url));
export const acknowledgeHello = () => message('ACKF', le32(0), le32(65535), le32(65535), le32(0), le32(0));

const requestHeader = (handle: number, time: Part): Part => [[0, 0], time, le32(handle), le32(0), text(null), le32(10_000), noObject];
const responseHeader = (handle: number, time: Part): Part => [time, le32(handle), le32(0), 0, le32(0xffffffff), noObject];
const policy = 'http://opcfoundation.org/UA/SecurityPolicy#None';

/** OpenSecureChannel request (446) and response (449). `time` counts 100 ns since 1601. */
export const openChannel = (time: number) =>
  message(
    'OPNF',
    le32(0),
    text(policy),
    text(null),
    text(null),
    le32(1),
    le32(1),
    fourByteNode(446),
    requestHeader(1, le64(time)),
    le32(0),
    le32(0),
    le32(1),
    text(null),
    le32(3_600_000),
  );
export const openChannelAnswer = (channel: number, time: number) =>
  message('OPNF', le32(channel), text(policy), text(null), text(null), le32(1), le32(1), fourByteNode(449), responseHeader(1, le64(time)), [
    le32(0),
    le32(channel),
    le32(1),
    le64(time),
    le32(3_600_000),
    text(null),
  ]);

const inChannel = (channel: number, sequence: number, type: number, ...body: Part[]) =>
  message('MSGF', le32(channel), le32(1), le32(sequence), le32(sequence), fourByteNode(type), ...body);

/** Read request (631) of the values of numbered nodes in namespace 2. */
export const readRequest = (channel: number, sequence: number, time: number, nodes: readonly number[]) =>
  inChannel(
    channel,
    sequence,
    631,
    requestHeader(sequence, le64(time)),
    zeros(8),
    le32(3),
    le32(nodes.length),
    nodes.map((node) => [[1, 2, le16(node)], le32(13), text(null), le16(0), text(null)] as Part),
  );

/** Read response (634): doubles. */
export const readResponse = (channel: number, sequence: number, time: number, values: readonly number[]) =>
  inChannel(
    channel,
    sequence,
    634,
    responseHeader(sequence, le64(time)),
    le32(values.length),
    values.map((value) => [1, 11, doubleBytes(value)] as Part),
    le32(0xffffffff),
  );

const doubleBytes = (value: number): Uint8Array => new Uint8Array(Float64Array.of(value).buffer);
