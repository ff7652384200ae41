// One question to a time server: SNTP (RFC 5905, 14; RFC 4330, 5). Says how far this machine's clock is off and how long the answer took.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';

/** `offset_ms` is added to this machine's clock to get the server's; `delay_ms` bounds its error (half of it either way). */
export type TimeAnswer = { offset_ms: number; delay_ms: number };
/** Why there is no answer; worded in the pages under `clock:fault.<code>`. */
export type TimeFault = 'name_not_found' | 'no_answer' | 'not_in_step' | 'not_understood';

/** Seconds between 1900 (NTP) and 1970 (Unix). RFC 5905, 6. */
const epochs = 2_208_988_800;
const eraSeconds = 2 ** 32;
const bytes = 48;
const clientVersion4 = 0x23;

/**
 * Asks a time server once. `now` in milliseconds since 1970. Resolves with the fault's code instead of throwing. What does
 * not carry the question's random stamp is not an answer to it and is passed over (RFC 5905, 8; draft-ietf-ntp-data-minimization).
 */
export async function askTime(
  host: string,
  port = 123,
  { timeoutMs = 3000, now = Date.now }: { timeoutMs?: number; now?: () => number } = {},
): Promise<TimeAnswer | TimeFault> {
  const place = await lookup(host).catch(() => null);
  if (place === null) return 'name_not_found';
  const socket = createSocket(place.family === 6 ? 'udp6' : 'udp4');
  const question = Buffer.alloc(bytes);
  question[0] = clientVersion4;
  randomBytes(8).copy(question, 40);
  const { promise, resolve: end } = Promise.withResolvers<TimeAnswer | TimeFault>();
  const timer = setTimeout(() => end('no_answer'), timeoutMs);
  let sent = 0;
  socket.on('error', () => end('no_answer'));
  socket.on('message', (answer, from) => {
    const received = now();
    if (from.port !== port || answer.length < bytes || !answer.subarray(24, 32).equals(question.subarray(40))) return;
    end(readAnswer(answer, sent, received));
  });
  socket.connect(port, place.address, (...[fault]: [Error?]) => {
    if (fault !== undefined) return end('no_answer');
    sent = now();
    return socket.send(question);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

/** Reads an answer of at least 48 bytes; `sent` and `received` by this machine's clock in ms since 1970. RFC 5905, 7.3 and 8. */
export function readAnswer(answer: Buffer, sent: number, received: number): TimeAnswer | TimeFault {
  const [leap, mode, stratum] = [answer[0]! >> 6, answer[0]! & 7, answer[1]!];
  if (mode !== 4) return 'not_understood';
  // A leap indicator of 3 and stratum 0 ("kiss of death") or above 15: the server does not know the time itself.
  if (leap === 3 || stratum < 1 || stratum > 15) return 'not_in_step';
  const [arrived, left] = [stampAt(answer, 32, received), stampAt(answer, 40, received)];
  if (arrived === null || left === null || left < arrived) return 'not_understood';
  const delay_ms = Math.max(0, received - sent - (left - arrived));
  return { offset_ms: (arrived - sent + (left - received)) / 2, delay_ms };
}

/** Milliseconds since 1970 of a 64-bit NTP time stamp in the era next to `near`; null for the zero stamp, which says "unknown". */
function stampAt(answer: Buffer, at: number, near: number): number | null {
  const [seconds, fraction] = [answer.readUInt32BE(at), answer.readUInt32BE(at + 4)];
  if (seconds === 0 && fraction === 0) return null;
  const era = Math.round((near / 1000 + epochs - seconds) / eraSeconds);
  return (seconds + era * eraSeconds - epochs) * 1000 + (fraction / eraSeconds) * 1000;
}
