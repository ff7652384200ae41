// What the verifier finds: whole packages hold, every change is found with its exit code, attackers' keys and layouts are refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLayout } from './zip-read.ts';
import { blobFile, files as names } from './predicate.ts';
import type { PackageVerdict } from './verdict.ts';
import {
  blobs,
  checkpointOf,
  contentOf,
  type Files,
  makeFiles,
  makeLog,
  makePackage,
  newKey,
  origin,
  sourceOf,
  state,
  trustOf,
  verify,
  zip,
} from '../../../test/evidence-package.ts';

const log = makeLog(21);
const trust = trustOf(log.key);
const whole = await makePackage(log, { size: 21, previous: 9 });
const stated = (() => {
  const { files, predicate } = makeFiles(log, { size: 21, previous: 9 });
  return files.set(names.statement, state(files, predicate, log.packageKey));
})();
const faultsOf = (verdict: PackageVerdict): string[] => [...new Set(verdict.faults.map(({ what }) => what))];
const checksOf = (verdict: PackageVerdict): string[] => verdict.checked.map(({ what }) => what);

test('a package as the product makes it holds, and says what it did not check', async () => {
  const verdict = await verify(whole, trust);
  assert.deepEqual([verdict.exit, verdict.faults], [0, []]);
  assert.deepEqual(checksOf(verdict), ['layout', 'files', 'statement', 'checkpoint', 'entries', 'texts', 'complete', 'growth']);
  assert.deepEqual(
    verdict.not_checked.map(({ what }) => what),
    ['witnesses', 'since', 'truth', 'time'],
  );
});

test('1,000 changes of a package are all found: bytes changed, removed, added, files removed, added, swapped, renamed, reordered', async () => {
  const list = [...stated.keys()].toSorted();
  const seen = { changed: 0, missing: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('flip', 'cut', 'insert', 'remove', 'add', 'swap', 'rename', 'reorder', 'twice'),
      fc.nat(),
      fc.nat(),
      async (what, at, by) => {
        const changed = await change(what, at, by, list);
        if (changed.bytes.equals(whole)) return;
        const { exit } = await verify(changed.bytes, trust);
        assert.equal(exit, changed.exit, `${what} ${at} ${by}`);
        if (exit === 2) seen.missing += 1;
        else seen.changed += 1;
      },
    ),
    { numRuns: 1000 },
  );
  assert.ok(seen.changed > 500 && seen.missing > 20, JSON.stringify(seen));
});

/** One change; `exit` is what it must be answered with: something gone is 2, everything else 1. */
async function change(what: string, at: number, by: number, list: readonly string[]): Promise<{ bytes: Buffer; exit: 1 | 2 }> {
  const place = at % whole.length;
  const bytes = Buffer.from(whole);
  const name = list[at % list.length]!;
  const other = list[by % list.length]!;
  const files: Files = new Map(stated);
  switch (what) {
    case 'flip':
      bytes[place] = (bytes[place]! + 1 + (by % 255)) % 256;
      return { bytes, exit: 1 };
    case 'cut':
      return { bytes: Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (by % 40))]), exit: 1 };
    case 'insert':
      return { bytes: Buffer.concat([bytes.subarray(0, place), Buffer.alloc(1 + (by % 40), by), bytes.subarray(place)]), exit: 1 };
    case 'remove':
      files.delete(name);
      return { bytes: await zip(files), exit: 2 };
    case 'add':
      files.set(`${by % 2 === 0 ? 'entries' : 'notes'}/x${at}`, Buffer.from(String(by)));
      return { bytes: await zip(files), exit: 1 };
    case 'swap':
      files.set(name, stated.get(other)!).set(other, stated.get(name)!);
      return { bytes: await zip(files), exit: 1 };
    case 'rename':
      files.delete(name);
      files.set(`${name}${by}`, stated.get(name)!);
      return { bytes: await zip(files), exit: name === names.statement ? 2 : 1 };
    case 'reorder':
      return { bytes: await reorder(files, at, by), exit: 1 };
    default:
      return { bytes: await twice(bytes), exit: 1 };
  }
}

/** Two directory entries change places, as a tool that writes files in another order would leave them. */
async function reorder(files: Files, at: number, by: number): Promise<Buffer> {
  const bytes = await zip(files);
  const entries = await directoryOf(bytes);
  const [a, b] = [at % entries.length, by % entries.length];
  const order = entries.map((_, n) => (n === a ? b : n === b ? a : n));
  const start = entries[0]!.from;
  const end = entries.at(-1)!.to;
  return Buffer.concat([
    bytes.subarray(0, start),
    ...order.map((n) => bytes.subarray(entries[n]!.from, entries[n]!.to)),
    bytes.subarray(end),
  ]);
}

/** The first file of the directory stands in it twice, and the end knows. */
async function twice(bytes: Buffer): Promise<Buffer> {
  const [first] = await directoryOf(bytes);
  const copy = bytes.subarray(first!.from, first!.to);
  const end = Buffer.from(bytes.subarray(-22));
  for (const at of [8, 10]) end.writeUInt16LE(end.readUInt16LE(at) + 1, at);
  end.writeUInt32LE(end.readUInt32LE(12) + copy.length, 12);
  return Buffer.concat([bytes.subarray(0, first!.to), copy, bytes.subarray(first!.to, -22), end]);
}

async function directoryOf(bytes: Buffer): Promise<{ from: number; to: number }[]> {
  const layout = await readLayout(sourceOf(bytes));
  assert.ok(layout.ok);
  let from = bytes.readUInt32LE(bytes.length - 6);
  return layout.files.map(({ name }) => {
    const entry = { from, to: from + 46 + name.length };
    from = entry.to;
    return entry;
  });
}

test('every single byte of a small package counts', async () => {
  const tiny = makeLog(2);
  const bytes = await makePackage(tiny, { size: 1, complete: true });
  const mine = trustOf(tiny.key);
  assert.equal((await verify(bytes, mine)).exit, 0);
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1 << (at % 8);
    assert.equal((await verify(changed, mine)).exit, 1, `byte ${at}`);
  }
});

test('attack 15: a package under an attacker’s own keys, with their keys inside, is not trusted', async () => {
  const theirs = makeLog(21);
  assert.equal((await verify(await makePackage(theirs, { size: 21 }), trust)).exit, 3);
  // The plant's true checkpoint beside the attacker's entries does not help.
  const mixed = await makePackage(theirs, { size: 21 }, (files) => files.set(names.checkpoint, Buffer.from(checkpointOf(log, 21))));
  assert.equal((await verify(mixed, trust)).exit, 1);
});

test('a statement signed by a key the ledger does not certify is refused', async () => {
  const { files, predicate } = makeFiles(log, { size: 21 });
  files.set(names.statement, state(files, predicate, newKey(`${origin}/packages`)));
  assert.deepEqual(faultsOf(await verify(await zip(files), trust)), ['statement_signature_bad']);
  const stranger = { ...log, packageKey: newKey(`${origin}/packages`) };
  const certified = await makePackage(stranger, { size: 21 }, (them) => {
    const forged = JSON.parse(log.bodies[0]!.toString()) as { facts: { vkey: string } };
    them.set(names.keyEntry, Buffer.from(JSON.stringify({ ...forged, facts: { vkey: 'x' } })));
  });
  assert.equal((await verify(certified, trust)).exit, 1);
});

test('what the plant lost is told and ends with 2; what was left out on purpose is told and holds', async () => {
  for (const lost of ['missing', 'changed', 'key_missing']) {
    const verdict = await verify(await makePackage(log, { size: 21, lost }), trust);
    assert.deepEqual([verdict.exit, faultsOf(verdict)], [2, [`blob_${lost}`]]);
  }
  for (const lost of ['erased', 'sensitive', 'no_right', 'too_large']) {
    const verdict = await verify(await makePackage(log, { size: 21, lost }), trust);
    assert.equal(verdict.exit, 0, lost);
    assert.deepEqual(verdict.not_checked.find(({ what }) => what === 'files_omitted')?.params, { files: 1, reason: lost });
  }
});

test('a blob swapped, cut or under another’s name is found, also when the statement was signed over it', async () => {
  const name = blobFile(contentOf(blobs)[0]!.sha256);
  const swapped = await makePackage(log, { size: 21 }, (files) => files.set(name, Buffer.from('another capture')));
  assert.deepEqual(faultsOf(await verify(swapped, trust)), ['blob_is_other_bytes']);
  const silent = await makePackage(log, { size: 21 }, (files) => files.delete(name));
  const verdict = await verify(silent, trust);
  assert.deepEqual([verdict.exit, faultsOf(verdict)], [2, ['blob_left_out_unsaid']]);
});

test('an entry left out without a word is found with or without all leaf hashes', async () => {
  for (const complete of [true, false]) {
    const bytes = await makePackage(log, { size: 21, complete, included: [0, 1, 2, 4] }, (_, predicate) => {
      predicate.omitted_entries.splice(0, 1);
    });
    assert.deepEqual(faultsOf(await verify(bytes, trust)), ['entry_left_out_unsaid']);
  }
  const part = await verify(await makePackage(log, { size: 21, complete: false, included: [0, 1, 2, 4] }), trust);
  assert.equal(part.exit, 0);
  assert.ok(part.not_checked.some(({ what }) => what === 'completeness'));
});

test('another leaf among all hashes, and an opened text that was not committed to, are found', async () => {
  const leaves = await makePackage(log, { size: 21, included: [3] }, (files) => (files.get(names.leaves)![0]! ^= 1));
  assert.deepEqual(faultsOf(await verify(leaves, trust)), ['leaves_give_other_root']);
  const own = await makePackage(log, { size: 21 }, (files) =>
    files.set('opened/000000000001.json', Buffer.from('[{"n":0,"payload":"x","salt":"AA=="}]')),
  );
  assert.deepEqual(faultsOf(await verify(own, trust)), ['opened_differs']);
});

test('a checkpoint the auditor kept: grown from it, forked from it, newer, or not provable', async () => {
  const since = (size: number, of = log) => ({ ...trustOf(of.key), since: checkpointOf(of, size) });
  const part = await makePackage(log, { size: 21, previous: 9, complete: false });
  for (const size of [1, 9, 16, 21]) assert.ok(checksOf(await verify(whole, since(size))).includes('since'), String(size));
  assert.ok(checksOf(await verify(part, since(9))).includes('since'));
  assert.deepEqual(faultsOf(await verify(part, since(7))), ['since_not_provable']);
  const short = await makePackage(log, { size: 12 });
  assert.deepEqual(faultsOf(await verify(short, since(13))), ['since_is_newer']);
  // The same key signed another history.
  const fork = { ...makeLog(21), key: log.key };
  const forked = await verify(whole, since(9, fork));
  assert.deepEqual([forked.exit, faultsOf(forked)], [1, ['since_forked']]);
  const foreign = await verify(whole, { ...trust, since: checkpointOf(makeLog(9), 9) });
  assert.equal(foreign.exit, 3);
});

test('a policy of witnesses that did not sign is not met', async () => {
  const { parsePolicy } = await import('@holdfast/core-ledger');
  const { vkeyOf } = await import('../../../test/evidence-package.ts');
  const witness = { ...newKey('witness.example'), type: 4 as const };
  const policy = parsePolicy(`log ${vkeyOf(log.key)}\nwitness w1 ${vkeyOf(witness)}\nquorum w1\n`);
  assert.ok(policy.ok);
  assert.equal((await verify(whole, { ...trust, policy: policy.value })).exit, 3);
});
