// Cyclic S7comm: jobs that read or write variables and their answers come again and again with other values. One that has the telling bytes
// of an earlier one of its connection is not decoded again. Layout: TPKT (4 bytes), COTP data (3), S7comm header (10, in answers 12).
import type { ByteReader } from '../byte-reader.ts';
import type { Reading } from '../dissector.ts';
import { Recording } from '../repeated-unit.ts';

const COTP_PLACE = 4,
  ROSCTR_PLACE = 8,
  PARAMETER_LENGTH_PLACE = 13,
  JOB_FUNCTION_PLACE = 17,
  ERROR_PLACE = 17,
  ANSWER_FUNCTION_PLACE = 19;
/** Up to the function and, in answers, the item count. */
const SHORTEST = 21;
/** COTP length 2, data; and S7comm's protocol id behind the TPDU number, which may be any. */
const COTP_DATA = 0x02f00032;
const JOB = 1,
  ACK_DATA = 3;
const READ_VARIABLE = 4,
  WRITE_VARIABLE = 5;
/** Units of different lengths that are remembered for each direction. */
const REPEATED_LENGTHS = 4;

/** Hears what a unit says that may come again. */
export const recording = new Recording();

/** Whether the unit the reader stands on reads or writes variables, or answers to that: what it says hangs on its own bytes alone. */
export function isVariableAccess({ bytes, position: start, left }: ByteReader, view: DataView): boolean {
  if (left < SHORTEST || (view.getInt32(start + COTP_PLACE) & 0xffff00ff) !== COTP_DATA) return false;
  const rosctr = bytes[start + ROSCTR_PLACE];
  if ((rosctr !== JOB && rosctr !== ACK_DATA) || view.getUint16(start + PARAMETER_LENGTH_PLACE) === 0) return false;
  const code = bytes[start + (rosctr === JOB ? JOB_FUNCTION_PLACE : ANSWER_FUNCTION_PLACE)];
  return code === READ_VARIABLE || code === WRITE_VARIABLE;
}

/** Says what the unit says, without decoding it if it came before; otherwise `read` decodes it. */
export function readVariableAccess(reader: ByteReader, reading: Reading, read: (reader: ByteReader, reading: Reading) => void): void {
  const { position: start, left: length, view } = reader;
  const { conversation } = reading;
  const place = (length >> 1) & (REPEATED_LENGTHS - 1);
  const known = conversation.repeated(reading.fromServer ? place + REPEATED_LENGTHS : place);
  if (known.matches(view, start, length)) return void known.say(reading, conversation, 0);
  if (!known.differs()) return read(reader, reading);
  recording.begin(view, start, length);
  recording.matters(start + 1, 4);
  recording.matters(start + 5, 4);
  recording.matters(start + PARAMETER_LENGTH_PLACE, 4);
  // Of a job the count of items, too: they say which areas it names.
  const isJob = reader.bytes[start + ROSCTR_PLACE] === JOB;
  recording.matters(isJob ? start + JOB_FUNCTION_PLACE - 2 : start + ERROR_PLACE, 4);
  read(reader, reading);
  if (recording.end() && reader.fault === null) known.keep(recording);
}
