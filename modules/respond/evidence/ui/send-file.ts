// Bringing the bytes of an item, and taking them out again: whole files, not JSON. At a shared terminal somebody is named first.
import { problemOf, ProblemError } from '@holdfast/client';
import { nameFirst } from '@holdfast/client/person-step';
import type { ReceivedFile } from '../schema.ts';

async function send(path: string, type: string, body: File | string): Promise<Response> {
  const named = await nameFirst();
  const headers = { ...named?.headers, 'content-type': type, accept: 'application/json, */*' };
  const answer = await fetch(path, { method: 'POST', credentials: 'same-origin', body, headers });
  if (answer.ok) return answer;
  throw new ProblemError(problemOf(await answer.json().catch(() => null), answer.status));
}

/** `sensitive`: closed from the first byte on. */
export async function sendFile(site_id: string, file: File, sensitive: boolean): Promise<ReceivedFile> {
  const answer = await send(`/api/v1/sites/${site_id}/evidence/files?sensitive=${sensitive}`, 'application/octet-stream', file);
  return (await answer.json()) as ReceivedFile;
}

/** Opens an item's content; the server notes it with the purpose. */
export async function openContent(site_id: string, item_id: string, body: object): Promise<Blob> {
  const answer = await send(`/api/v1/sites/${site_id}/evidence/${item_id}/content`, 'application/json', JSON.stringify(body));
  return answer.blob();
}
