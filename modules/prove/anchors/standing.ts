// How a log stands with all that protects it from outside: what the Ledger page shows and what its list of protections says.
import { latestCheckpoint, type LedgerClient, type LedgerLog } from '@holdfast/platform/ledger-store';
import type { Database } from '@holdfast/platform/route';
import type { Protection } from '@holdfast/ledger/schema';
import { policyMet, protectionsOf } from './rules.ts';
import type { Anchoring, AnchorStanding } from './schema.ts';
import { readPolicy } from './store.ts';
import { type Cosignature, latestCosignatures, listAlarms, listStates, type StateRow } from './store.state.ts';

/** Reads it. What witnesses did comes from the ledger's own table of cosignatures, not from what was noted of tries. */
export async function readAnchoring(db: Database, client: LedgerClient, log: LedgerLog): Promise<Anchoring> {
  const latest = await latestCheckpoint(client, log.id);
  const { threshold } = await readPolicy(db);
  const states = await listStates(db, log.id);
  const names = new Set(states.flatMap(({ key_name }) => key_name ?? []));
  const cosigned = (await latestCosignatures(db, log.id)).filter(({ witness }) => names.has(witness));
  return {
    size: latest?.size ?? 0,
    published_at: latest?.published_at ?? null,
    threshold,
    of: names.size,
    met: policyMet(cosigned, threshold),
    rows: states.map((state) => standingOf(state, cosigned)),
    alarms: await listAlarms(db, log.id),
  };
}

function standingOf({ key_name, detail, added_at: _added, ...state }: StateRow, cosigned: readonly Cosignature[]): AnchorStanding {
  const text = (name: string): string | null => (typeof detail[name] === 'string' ? detail[name] : null);
  const own = cosigned.find(({ witness }) => witness === key_name);
  const [at, here] = state.kind === 'witness' ? [own?.at ?? null, own?.received_at ?? null] : [text('at'), text('received_at')];
  return {
    ...state,
    size: state.kind === 'witness' ? (own?.size ?? null) : state.size,
    at,
    clock_ahead_s: at === null || here === null ? null : Math.round((Date.parse(at) - Date.parse(here)) / 1000),
    retain_until: text('retain_until'),
  };
}

/** The lines of "what protects this log". */
export async function readProtections(db: Database, client: LedgerClient, log: LedgerLog): Promise<Protection[]> {
  const { rows, met } = await readAnchoring(db, client, log);
  return protectionsOf(rows, met !== null);
}
