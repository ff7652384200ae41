// The keys `holdfast verify` trusts, and the checkpoints somebody kept outside the database.
import { readFileSync } from 'node:fs';
import { parseCheckpoint, parseNote } from '@holdfast/core-ledger';
import { bareKeyOf, readPublicKeys, signerFolderOf } from '@holdfast/platform/signer-folder';
import { keysOf } from '@holdfast/platform/signer-key';
import { StartFault } from '@holdfast/platform/start-fault';
import type { KeptCheckpoint } from '@holdfast/platform/verify-database';

/** `beside`: the signing key's public half, found in the data folder; `brought`: from the command line. */
export type TrustedKeys = { source: 'brought' | 'beside'; vkeys: string[] };

/** Keys given, or else the public key of the data folder under each log's name. Throws StartFault when there is neither. */
export function chooseKeys(asked: { vkeys: string[]; vkeyFiles: string[]; dataDir: string }, origins: readonly string[]): TrustedKeys {
  const brought = [...asked.vkeys, ...asked.vkeyFiles.flatMap((file) => linesOf(file))];
  if (brought.length > 0) return { source: 'brought', vkeys: brought };
  const path = signerFolderOf(asked.dataDir).publicKeys;
  const keys = readPublicKeys(path).map(bareKeyOf);
  if (keys.length === 0)
    throw new StartFault(
      'no_key',
      `no key was given with --vkey, and ${path} is absent. Bring the key that was handed out when the log began.`,
    );
  const { vkeys } = keysOf(() => keys);
  return { source: 'beside', vkeys: origins.flatMap((origin) => vkeys(origin)) };
}

// One key a line; empty lines and lines that begin with # say nothing.
function linesOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Reads a file of signed notes, one after the other (blank lines between them do no harm). Throws StartFault for one that is none. */
export function readKeptNotes(file: string): KeptCheckpoint[] {
  const notes = splitNotes(readFileSync(file, 'utf8'));
  if (notes.length === 0) throw new StartFault('no_notes', `${file} holds no checkpoint.`);
  return notes.map((note, at) => {
    const parsed = parseNote(note);
    const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
    if (!checkpoint.ok) throw new StartFault('bad_note', `checkpoint ${at + 1} of ${file} cannot be read: ${checkpoint.error.what}.`);
    return { ...checkpoint.value, note };
  });
}

/** A note ends with its last signature line (`\u2014 name base64`); the next line that is none begins another. */
export function splitNotes(text: string): string[] {
  const notes: string[] = [];
  let note = '';
  let signed = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const isSignature = line.startsWith('\u2014 ');
    if (signed && !isSignature) {
      notes.push(note);
      note = '';
      signed = false;
    }
    if (line === '' && note === '') continue;
    note += `${line}\n`;
    signed = isSignature;
  }
  return note.trim() === '' ? notes : [...notes, note];
}
