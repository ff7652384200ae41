// The token of an opening stays in the browser that asked, and nowhere else; reading with it.
import { problemOf, ProblemError } from '@holdfast/client';

const nameOf = (opening_id: string): string => `opening ${opening_id}`;

/** Kept for three days, when the opening is long over; a browser that forgets asks anew. */
export function keepToken(opening_id: string, token: string, now = Date.now()): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(nameOf('')) && readKept(name).at < now - keptMs) localStorage.removeItem(name);
  localStorage.setItem(nameOf(opening_id), JSON.stringify({ token, at: now }));
}

const keptMs = 3 * 86_400_000;

function readKept(name: string): { token: string | null; at: number } {
  const kept = localStorage.getItem(name);
  return kept === null ? { token: null, at: 0 } : (JSON.parse(kept) as { token: string; at: number });
}

export const tokenOf = (opening_id: string): string | null => readKept(nameOf(opening_id)).token;

/** The bytes of what is open. */
export async function fetchOpened(path: string, token: string): Promise<{ name: string | null; bytes: Blob }> {
  const headers = { 'content-type': 'application/json', accept: 'application/json, */*' };
  const answer = await fetch(path, { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify({ token }) });
  if (!answer.ok) throw new ProblemError(problemOf(await answer.json().catch(() => null), answer.status));
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? null;
  return { name, bytes: await answer.blob() };
}
