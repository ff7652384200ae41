// Bytes of evidence: taken from a request, measured again at every step.
import type { IncomingMessage } from 'node:http';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import type { Vault } from '@holdfast/platform/sign-in-vault';
import type { ReceivedFile } from './schema.ts';

/** As much as a capture may have. */
export const limitBytes = 64 * 2 ** 30;

/** `sensitive`: only two keys open it. It is part of the ticket: a file brought as one is no item of the other kind. */
type Whose = { site_id: string; person_id: string; sensitive: boolean };
const ticketOf = (vault: Vault, { site_id, person_id, sensitive }: Whose, sha256: string, size_bytes: number): string =>
  vault.hash(`${site_id}/${person_id}/${sha256}/${size_bytes}/${sensitive}`, 'evidence/file').toString('base64url');

/** Takes a file from a request; the ticket lets this person make it an item of this site, and nobody else. Throws too_large, disk_full. */
export async function receiveFile(files: FileStore, vault: Vault, whose: Whose, stream: IncomingMessage): Promise<ReceivedFile> {
  const receiving = await files.receive({ limit_bytes: limitBytes, is_sensitive: whose.sensitive });
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) await receiving.write(chunk);
    const { sha256, size_bytes } = await receiving.finish();
    if (size_bytes === 0) throw new Failure('unprocessable', 'evidence_is_empty');
    return { sha256, size_bytes, ticket: ticketOf(vault, whose, sha256, size_bytes) };
  } catch (error) {
    await receiving.discard();
    throw error;
  }
}

/** Throws forbidden for a file this server did not receive from this person for this site. */
export function requireTicket(vault: Vault, whose: Whose, it: ReceivedFile): void {
  if (ticketOf(vault, whose, it.sha256, it.size_bytes) !== it.ticket) throw new Failure('forbidden', 'not_your_file');
}

/** Reads all bytes of an item again. Null for an object; a file that is missing or cannot be read is not whole. */
export async function measure(files: FileStore, file_sha256: string | null): Promise<{ sha256: string | null; whole: boolean } | null> {
  if (file_sha256 === null) return null;
  const whole = await files.verify(file_sha256).catch((error: unknown) => {
    if (error instanceof Failure) return false;
    throw error;
  });
  return { sha256: whole ? file_sha256 : null, whole };
}
