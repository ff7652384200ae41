// Tells a log collector of the newest checkpoint: one line of RFC 5424 over TCP (RFC 6587), TLS (RFC 5425) or UDP (RFC 5426).
import { encodeBase64 } from '@holdfast/core-ledger';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { latestCheckpoint, type LedgerLog, type StoredCheckpoint } from '@holdfast/platform/ledger-store';
import { sendDatagram, writeTo } from '@holdfast/platform/outbound';
import { fingerprintOf } from './rules.fingerprint.ts';
import { AnchorFault, outboundTo, type Send } from './send.ts';

/** Facility log audit (13), severity notice (5). */
const priority = 13 * 8 + 5;

/** The line: what the log, its size, root and fingerprint are, as structured data and as text. `host` is who says it. */
export function checkpointLine(log: Pick<LedgerLog, 'origin'>, { size, root, published_at }: StoredCheckpoint, host: string): string {
  const fingerprint = fingerprintOf({ origin: log.origin, size, root }, sha256);
  const value = (text: string): string => text.replace(/[\\"\]]/g, '\\$&');
  // 32473 is the enterprise number for examples (RFC 5612): Holdfast has none of its own.
  const fields = { origin: log.origin, size: String(size), root: encodeBase64(root), fingerprint };
  const data = Object.entries(fields).map(([name, text]) => `${name}="${value(text)}"`);
  const from = host.replace(/[^!-~]/g, '_').slice(0, 255) || '-';
  return `<${priority}>1 ${published_at} ${from} holdfast - ledger.checkpoint [checkpoint@32473 ${data.join(' ')}] checkpoint ${size} ${fingerprint}`;
}

/** Over UDP nobody says whether it arrived. */
export const sendToCollector: Send = async (parts, anchor, log) => {
  const latest = await latestCheckpoint(parts.client, log.id);
  if (latest === null) throw new AnchorFault('no_checkpoint');
  const line = Buffer.from(checkpointLine(log, latest, parts.host));
  const to = outboundTo(parts, anchor);
  if (to.url.protocol === 'udp:') await sendDatagram(to, line);
  else await writeTo(to, Buffer.concat([Buffer.from(`${line.length} `), line]), anchor.ca_pem);
  return { size: latest.size, at: null, received_at: parts.now().toISOString(), detail: {} };
};
