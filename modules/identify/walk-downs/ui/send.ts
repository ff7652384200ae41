// Sending what was read: pictures first, then the reading that names them; what the server refuses is kept and shown.
import { createClient, problemOf, ProblemError, take } from '@holdfast/client';
import { fetchAsPerson } from '@holdfast/client/person-step';
import { forgetUnsent, keepUnsent, listUnsent, type Unsent } from './pocket.ts';

const api = createClient();
/** How a round of sending ended. `other_person`: somebody else is signed in than the one who read. */
export type Sent = 'all' | 'offline' | 'signed_out' | 'other_person';

async function sendPicture(it: Unsent, picture: Unsent['pictures'][number]): Promise<string> {
  const request = new Request(`/api/v1/sites/${it.site_id}/walk-downs/${it.walk_down_id}/photos`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    credentials: 'same-origin',
    body: picture.bytes,
  });
  const asking = fetchAsPerson(request).then(async (response) => {
    const data = (await response.json().catch(() => null)) as { sha256: string } | null;
    return response.ok && data !== null ? { data, response } : { error: data, response };
  });
  return (await take(asking)).sha256;
}

async function sendOne(it: Unsent): Promise<void> {
  const photos: string[] = [];
  for (const picture of it.pictures) photos.push(await sendPicture(it, picture));
  const path = { site_id: it.site_id, walk_down_id: it.walk_down_id };
  await take(api.POST('/api/v1/sites/{site_id}/walk-downs/{walk_down_id}/readings', { params: { path }, body: { ...it.reading, photos } }));
  await forgetUnsent(it.id);
}

/** Sends everything that waits for a round, in order. Ends early when nothing can be sent now; a refused reading is marked and the next one tried. */
export async function sendAll(walk_down_id: string): Promise<Sent> {
  const waiting = (await listUnsent(walk_down_id)).filter((it) => it.refused === null);
  if (waiting.length === 0) return 'all';
  try {
    const me = await take(api.GET('/api/v1/me'));
    if (waiting.some((it) => it.person_id !== me.person.id)) return 'other_person';
  } catch (error) {
    return unsendable(error) ?? 'offline';
  }
  for (const it of waiting) {
    try {
      await sendOne(it);
    } catch (error) {
      const state = unsendable(error);
      if (state !== null) return state;
      const { code } = error instanceof ProblemError ? error.problem : problemOf(null, 0);
      await keepUnsent({ ...it, refused: code });
    }
  }
  return 'all';
}

/** Why nothing can be sent now, or null when only this one thing is refused. */
export function unsendable(error: unknown): Sent | null {
  if (!(error instanceof ProblemError)) return 'offline';
  const { status } = error.problem;
  if (status === 401) return 'signed_out';
  return status === 0 || status === 429 || status >= 500 ? 'offline' : null;
}
