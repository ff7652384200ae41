// What `holdfast verify` found, for a person: the verdict first, then what was computed, then what was not checked.
import type { DatabaseVerdict } from '@holdfast/platform/verify-database';
import type { Cut } from '@holdfast/platform/verify-epochs';
import { formatTable } from './text-table.ts';

type Fault = NonNullable<DatabaseVerdict['first_fault']>;

/** One log as verified. `root` covers all `entries`; hashes are hexadecimal; `pending` wait to be sealed; `erased` payloads are gone by law. */
export type VerifiedLogReport = {
  origin: string;
  site_id: string | null;
  ok: boolean;
  entries: number;
  nodes_verified: number;
  checkpoints_verified: number;
  pending: number;
  erased: number;
  root: string;
  /** The restore this epoch began with, null for a first epoch. */
  follows: Cut | null;
  newest_checkpoint: { size: number; root: string; published_at: string; note: string } | null;
};

/** The object `--json` prints. */
export type Verification = {
  verdict: 'whole' | 'tampered' | 'untrusted';
  database: string;
  keys: { source: 'brought' | 'beside'; vkeys: string[] };
  kept_notes: number;
  first_fault: DatabaseVerdict['first_fault'];
  logs: VerifiedLogReport[];
};

const unknownSigners = ['no signature of a known key', 'not signed by the log itself'];

/** Untrusted: the keys fit not one checkpoint of the log. Where they fitted an earlier one, another signer is tampering. */
export function judge(fault: Verification['first_fault'], logs: readonly VerifiedLogReport[]): Verification['verdict'] {
  if (fault === null) return 'whole';
  const log = logs.find(({ origin }) => origin === fault.origin);
  const isForeign = fault.what === 'checkpoint' && unknownSigners.includes(fault.found) && log?.checkpoints_verified === 0;
  return isForeign ? 'untrusted' : 'tampered';
}

/** @returns the whole report, ending in a line break */
export function writeVerification(verification: Verification): string {
  const sections = [headline(verification), sayFault(verification), sources(verification), logs(verification), notChecked(verification)];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headline({ verdict, logs: all }: Verification): string {
  if (verdict === 'tampered')
    return 'THE LEDGER WAS TAMPERED WITH. The first thing that is wrong stands below; nothing after it was read in that log.';
  if (verdict === 'untrusted') return 'NOT VERIFIED: the ledger is signed by a key that is not among those trusted here.';
  if (all.length === 0) return 'The ledger is empty: nothing was done yet.';
  return 'The ledger is whole: every leaf, node and checkpoint was computed again, and every fact compared with its entry.';
}

function sayFault({ first_fault: fault }: Verification): string {
  if (fault === null) return '';
  const lines = [
    `First fault  ${placeOf(fault)}`,
    `  log        ${fault.origin ?? 'none'}`,
    `  expected   ${fault.expected}`,
    `  found      ${fault.found}`,
  ];
  return lines.join('\n');
}

const places: Record<Fault['what'], string> = {
  entry: 'the entry',
  leaf: 'the leaf hash of the entry',
  body: 'the text of the entry',
  node: 'the node',
  checkpoint: 'the checkpoint',
  fact: 'the fact beside the entry',
  erasable: 'what is kept behind a commitment of the entry',
  pending: 'an entry that waits to be sealed',
  log: 'the log',
};

/** `the node, level 3, number 2`; entries count from 0, as they do everywhere else. */
export function placeOf({ what, idx, level, k, size, id }: Fault): string {
  const coordinates = [
    idx === undefined ? '' : `entry ${idx}`,
    level === undefined ? '' : `level ${level}`,
    k === undefined ? '' : `number ${k}`,
    size === undefined ? '' : `of size ${size}`,
    id === undefined ? '' : `id ${id}`,
  ];
  return [places[what], ...coordinates.filter((it) => it !== '')].join(', ');
}

function sources({ database, keys, kept_notes }: Verification): string {
  const trust =
    keys.source === 'brought'
      ? `${count(keys.vkeys.length, 'key')} you brought`
      : 'trusts the key found beside the database; bring your own with --vkey';
  const kept = kept_notes === 0 ? 'none given' : `${count(kept_notes, 'checkpoint')} you kept, compared with the log`;
  return `Database   ${database}\nKeys       ${trust}\nKept       ${kept}`;
}

function logs({ logs: all }: Verification): string {
  return all
    .map((log) => {
      const table = formatTable(
        ['entries', 'nodes', 'checkpoints', 'waiting', 'erased', ''],
        [
          [
            ...[log.entries, log.nodes_verified, log.checkpoints_verified, log.pending, log.erased].map(number),
            log.ok ? '' : 'up to the fault',
          ],
        ],
        120,
        [0, 1, 2, 3, 4],
      );
      return `${log.origin}\n${cutOf(log)}${table}\n${newest(log)}`;
    })
    .join('\n\n');
}

function cutOf({ follows }: VerifiedLogReport): string {
  if (follows === null) return '';
  const lost = follows.lost === 0 ? 'nothing signed was lost' : `${count(follows.lost, 'signed entry', 'signed entries')} lost`;
  return `  CUT: follows ${number(follows.size)} entries of ${follows.former} after a restore on ${follows.at}; ${lost}\n`;
}

function newest({ newest_checkpoint: checkpoint, entries, ok }: VerifiedLogReport): string {
  if (checkpoint === null) return '  no checkpoint is signed yet';
  const since = entries - checkpoint.size;
  const later = ok && since > 0 ? `\n  ${count(since, 'entry', 'entries')} since, not signed yet` : '';
  return `  newest checkpoint: size ${number(checkpoint.size)}, ${checkpoint.published_at}\n  root ${checkpoint.root}${later}`;
}

function notChecked({ keys, kept_notes, logs: all }: Verification): string {
  if (all.length === 0) return '';
  const lines = [
    'no witness co-signs yet: who holds the signing key and the database could have rewritten both',
    'times are the server\u2019s own clock; no time stamp authority vouches for them',
    'files that entries name by their hash, and the tables the pages read, were not read',
  ];
  if (keys.source === 'beside') lines.unshift('whether the key is the one that was handed out: it lay beside the database');
  if (kept_notes === 0)
    lines.push('whether entries and checkpoints were cut off together at the end: give checkpoints you kept with --since');
  return `Not checked\n${lines.map((line) => `  - ${line}`).join('\n')}`;
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function count(value: number, what: string, many = `${what}s`): string {
  return `${number(value)} ${value === 1 ? what : many}`;
}
