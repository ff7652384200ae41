// What all ways to an anchor share: what they are given, what they return, and why nothing arrived.
import type { Resolve } from '@holdfast/platform/outbound';
import type { LedgerClient, LedgerLog } from '@holdfast/platform/ledger-store';
import type { Outbound } from '@holdfast/platform/outbound';
import type { Database } from '@holdfast/platform/route';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import type { KeptAnchor } from './store.ts';
import type { Due } from './store.state.ts';

export type SendParts = {
  db: Database;
  /** Reads the ledger's own tables. */
  client: LedgerClient;
  vault: Vault;
  /** The name this Holdfast goes by in syslog lines. */
  host: string;
  now: () => Date;
  /** For tests: who answers for names. */
  resolve?: Resolve;
};

/** What arrived: up to which size, and what else is worth showing. `at`: by the outside party's clock, where it states a time (ISO 8601). */
export type Arrived = { size: number; at: string | null; received_at: string; detail: Readonly<Record<string, string | number | null>> };
export type Send = (parts: SendParts, anchor: KeptAnchor, log: LedgerLog, due: Due) => Promise<Arrived>;

/** Why nothing arrived, as a code the UI words. `older` and `differs`: a witness saw another history. */
export class AnchorFault extends Error {
  override name = 'AnchorFault';
  readonly code: string;
  readonly status: number | null;
  constructor(code: string, status: number | null = null) {
    super(`anchor: ${code}${status === null ? '' : ` ${status}`}`);
    this.code = code;
    this.status = status;
  }
}

/** Where a request goes: below the anchor's address, guarded as the owner allowed. */
export function outboundTo(
  { resolve }: Pick<SendParts, 'resolve'>,
  { url, private_host }: Pick<KeptAnchor, 'url' | 'private_host'>,
  path = '',
): Outbound {
  const to = new URL(path === '' ? url : `${url.replace(/\/+$/, '')}${path}`);
  return { url: to, privateHost: private_host, timeoutMs: 10_000, ...(resolve === undefined ? {} : { resolve }) };
}

/** Secrets of an anchor are sealed for it alone. */
export const sealedForAnchor = (anchor_id: string): string => `anchor/${anchor_id}`;
