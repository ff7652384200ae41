// Messages of PostgreSQL's extended query protocol (54.7), several in one buffer: the runtime then writes to the socket once.

/** Prepares a statement under its name, in place of what had it; its parameters' types are the server's to find. */
export function prepareMessages(name: string, text: string): Buffer {
  const [former, body] = [Buffer.from(`S${name}\0`), Buffer.from(`${name}\0${text}\0\0\0`)];
  return Buffer.concat([headOf('C', former.length), former, headOf('P', body.length), body]);
}

/** What a parameter holds: its text, its bytes in PostgreSQL's binary form, or nothing. */
export type Value = string | Uint8Array | null;

/** Binds a prepared statement to values and executes it, to its last row; `after` follows in the same buffer. */
export function runMessages(name: string, values: readonly Value[], after: Buffer = nothing): Buffer {
  const nameBytes = Buffer.byteLength(name);
  let length = 1 + nameBytes + 1 + 2 + 2 * values.length + 2 + 2;
  for (const value of values) length += 4 + lengthOf(value);
  const message = Buffer.allocUnsafe(5 + length + execute.length + after.length);
  message.write('B', 0, 'latin1');
  let at = message.writeInt32BE(4 + length, 1);
  // The unnamed portal.
  at = message.writeUInt8(0, at);
  at += message.write(name, at);
  at = message.writeUInt8(0, at);
  at = message.writeInt16BE(values.length, at);
  for (const value of values) at = message.writeInt16BE(value instanceof Uint8Array ? 1 : 0, at);
  at = message.writeInt16BE(values.length, at);
  for (const value of values) at = writeValue(message, value, at);
  at = message.writeInt16BE(0, at);
  at += execute.copy(message, at);
  after.copy(message, at);
  return message;
}

function lengthOf(value: Value): number {
  if (value === null) return 0;
  return typeof value === 'string' ? Buffer.byteLength(value) : value.length;
}

function writeValue(message: Buffer, value: Value, at: number): number {
  if (value === null) return message.writeInt32BE(-1, at);
  if (typeof value === 'string') {
    const bytes = message.write(value, at + 4);
    return message.writeInt32BE(bytes, at) + bytes;
  }
  message.set(value, at + 4);
  return message.writeInt32BE(value.length, at) + value.length;
}

/** Ends a series: the server answers with ReadyForQuery. */
export const sync = headOf('S', 0);

const nothing = Buffer.alloc(0);
const execute = Buffer.concat([headOf('E', 5), Buffer.alloc(5)]);

function headOf(type: string, length: number): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(4 + length, 1);
  return head;
}
