// What the ledger's pages ask the server for: a site's log or the organisation's, by one pair of words.
import { createClient, take } from '@holdfast/client';
import type { Entry, EntryDetail, LogState } from '@holdfast/ledger/schema';

const api = createClient();

/** A log: a site's, or (null) the organisation's. */
export type WhichLog = { site_id: string | null };
type Page = { rows: Entry[]; total: number };

/** The start of all addresses of a log. */
export const baseOf = ({ site_id }: WhichLog): string => (site_id === null ? '/api/v1/ledger' : `/api/v1/sites/${site_id}/ledger`);

export function askHistory({ site_id }: WhichLog, record: string, limit: number): Promise<Page> {
  const query = { record, limit };
  return site_id === null
    ? take(api.GET('/api/v1/ledger/entries', { params: { query } }))
    : take(api.GET('/api/v1/sites/{site_id}/ledger/entries', { params: { path: { site_id }, query } }));
}

export function askEntry({ site_id }: WhichLog, entry_id: string): Promise<EntryDetail> {
  return site_id === null
    ? take(api.GET('/api/v1/ledger/entries/{entry_id}', { params: { path: { entry_id } } }))
    : take(api.GET('/api/v1/sites/{site_id}/ledger/entries/{entry_id}', { params: { path: { site_id, entry_id } } }));
}

export function askState({ site_id }: WhichLog): Promise<LogState> {
  return site_id === null
    ? take(api.GET('/api/v1/ledger'))
    : take(api.GET('/api/v1/sites/{site_id}/ledger', { params: { path: { site_id } } }));
}

/** The proof of an entry as a file's text. */
export function askProofFile(log: WhichLog, entry_id: string, epoch = 1): Promise<string> {
  const asking = fetch(`${baseOf(log)}/entries/${entry_id}/proof?epoch=${epoch}`, { credentials: 'same-origin' }).then(async (response) =>
    response.ok ? { data: await response.text(), response } : { error: (await response.json().catch(() => null)) as unknown, response },
  );
  return take(asking as Promise<{ data: string; response: Response }>);
}
