// Has an authority stamp the newest checkpoint (RFC 3161 over HTTP, 3.4): the SHA-256 of the signed note; the response is kept with the checkpoint.
import { randomBytes } from 'node:crypto';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { latestCheckpoint } from '@holdfast/platform/ledger-store';
import { exchangeWith } from '@holdfast/platform/outbound';
import { judgeStamp, requestStamp } from './rfc3161.ts';
import { AnchorFault, outboundTo, type Send } from './send.ts';
import { keepStamp } from './store.state.ts';

/** Only what was verified is kept. A checkpoint that has a stamp keeps that one. */
export const sendToAuthority: Send = async (parts, anchor, log) => {
  const latest = await latestCheckpoint(parts.client, log.id);
  if (latest === null) throw new AnchorFault('no_checkpoint');
  const [digest, nonce] = [sha256(Buffer.from(latest.note)), randomBytes(8)];
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
  const asked = { method: 'POST' as const, headers, body: requestStamp(digest, nonce), ca: anchor.ca_pem, maxBytes: 100_000 };
  const { status, body } = await exchangeWith(outboundTo(parts, anchor), asked);
  if (status !== 200) throw new AnchorFault('answered', status);
  const verdict = judgeStamp(body, digest, nonce, anchor.settings.chain_pem ?? '');
  if (!verdict.ok) throw new AnchorFault(verdict.fault);
  await keepStamp(parts.db, log.id, latest.size, body);
  const [at, received_at] = [verdict.at.toISOString(), parts.now().toISOString()];
  return { size: latest.size, at, received_at, detail: { received_at } };
};
