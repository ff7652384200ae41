// The files of a version: one text for each language, kept in the file store under the hash the ledger names.
import { createHash } from 'node:crypto';
import type { FileStore } from '@holdfast/platform/file-store';
import type { Language } from './rules.types.ts';
import { textFile } from './rules.text.ts';
import type { DocumentTexts } from './schema.ts';
import type { Hashes } from './store.versions.ts';

const limitBytes = 4 * 2 ** 20;

/** The bytes of a version's text in a language. */
export const textBytes = (of: { document_id: string; number: number; language: Language }, texts: DocumentTexts): Buffer =>
  Buffer.from(textFile(of, texts[of.language]!), 'utf8');

/** Stores the text of each language and returns its hash. Throws disk_full. */
export async function keepTexts(files: FileStore, of: { document_id: string; number: number }, texts: DocumentTexts): Promise<Hashes> {
  const hashes: Hashes = {};
  for (const language of Object.keys(texts) as Language[]) {
    const receiving = await files.receive({ limit_bytes: limitBytes });
    try {
      await receiving.write(textBytes({ ...of, language }, texts));
      const { sha256, size_bytes } = await receiving.finish();
      hashes[language] = { sha256, size_bytes };
    } catch (error) {
      await receiving.discard();
      throw error;
    }
  }
  return hashes;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
