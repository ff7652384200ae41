// The logs a witness knows: `logs.txt` in its folder, lines `log <vkey>`; several lines of one name are several keys.
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ED25519_COSIGNATURE_TYPE, formatVerifierKey, parseVerifierKey, typeOfKey, type VerifierKey } from '@holdfast/core-ledger';
import { replaceFile } from '@holdfast/platform/durable-file';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { WitnessFault } from './fault.ts';

const fileOf = (folder: string): string => join(folder, 'logs.txt');

/** Makes the file when it is not there, so that there is one to edit. */
export function prepareLogs(folder: string): void {
  if (!existsSync(fileOf(folder))) closeSync(openSync(fileOf(folder), 'a', 0o600));
}

/** The keys by the log's name. Throws WitnessFault with the line that is wrong. One public key may stand under several names: a plant signs all its logs with one. */
export function readLogs(folder: string): Map<string, VerifierKey[]> {
  const logs = new Map<string, VerifierKey[]>();
  for (const [at, line] of readFileSync(fileOf(folder), 'utf8').split(/\r?\n/).entries()) {
    const [word = '', vkey = '', ...rest] = line.trim().split(/\s+/);
    if (word === '' || word.startsWith('#')) continue;
    const key = parseVerifierKey(vkey, sha256);
    if (word !== 'log' || !key.ok || rest.length > 1 || typeOfKey(key.value) === ED25519_COSIGNATURE_TYPE) {
      const why = word !== 'log' ? 'not a line "log <vkey>"' : key.ok ? 'no key of a log' : key.error.what;
      throw new WitnessFault('logs_wrong', `${fileOf(folder)}, line ${at + 1}: ${why}`);
    }
    logs.set(key.value.name, [...(logs.get(key.value.name) ?? []), key.value]);
  }
  return logs;
}

/** Adds keys of a log; those already there stay as they are. Throws WitnessFault for a text that is no key of a log. Returns their names. */
export function addLogKeys(folder: string, texts: readonly string[]): string[] {
  const known = readLogs(folder);
  const keys = texts.map(keyOf).filter((key) => !known.get(key.name)?.some(({ key_id }) => key_id === key.key_id));
  const lines = keys.map((key) => `log ${formatVerifierKey(key.name, key.public_key, sha256, typeOfKey(key))}\n`);
  const text = readFileSync(fileOf(folder), 'utf8');
  replaceFile(fileOf(folder), `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${lines.join('')}`);
  // Root adds for a service of another user, who must be able to read it.
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() === 0) chownSync(fileOf(folder), uid, gid);
  return [...new Set(keys.map(({ name }) => name))];
}

function keyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text, sha256);
  if (!key.ok || typeOfKey(key.value) === ED25519_COSIGNATURE_TYPE)
    throw new WitnessFault('key_wrong', `This is no key of a log (${key.ok ? 'key of a witness' : key.error.what}): ${text}`);
  return key.value;
}
