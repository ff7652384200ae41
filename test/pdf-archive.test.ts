// Papers the product makes are PDF/A-2a as far as can be looked at here; a look that would not see a missing part is no look.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { About } from '../modules/prove/package/index-page.ts';
import { indexPaper } from '../modules/prove/package/index-paper.ts';
import { findProgram } from '../scripts/prerequisites.ts';
import { faultsOfArchive } from './pdf-archive.ts';

const at = new Date('2026-11-22T06:00:00Z');
const about: About = {
  site: 'Lindenau',
  scope: '',
  period: { from: null, until: null },
  origin: 'plant.example/north/e1',
  as_of: { size: 300, root: 'abc', fingerprint: 'AAAA-BBBB-CCCC-DDDD' },
  entries: 300,
  is_complete: true,
  is_bundled: false,
  shown: 300,
  omitted: [{ what: 'texts', reason: 'erased', count: 2 }],
  stated: [{ heading: 'NIS2 Art 21(2)(i)', lines: ['Assumption: only lines 1 and 2.'] }],
  kindWords: {},
};
async function* rows() {
  yield Array.from({ length: 300 }, (_, idx) => ({
    idx,
    at: '2026-11-22T06:00:00.000Z',
    kind: 'zone.confirmed',
    who: 'Ingrid Müller',
    subject_type: 'zone',
    subject_id: `z${idx}`,
    texts: ['reason: Prüfung'],
    blobs: [],
  }));
}
const paper = await indexPaper('de', about, rows(), at);
const changed = (from: string, to: string): Uint8Array => {
  const text = Buffer.from(paper).toString('latin1');
  assert.ok(text.includes(from), `there is ${from}`);
  return Buffer.from(text.replaceAll(from, to), 'latin1');
};

test('the index of a package on paper has nothing a look at PDF/A-2a finds fault with, in both languages', async () => {
  assert.deepEqual(faultsOfArchive(paper), []);
  assert.deepEqual(faultsOfArchive(await indexPaper('en', about, rows(), at)), []);
});

test('each part taken out is seen', () => {
  const taken: [string, string, string][] = [
    ['<pdfaid:part>2', '<pdfaid:part>1', '6.6.4'],
    ['/GTS_PDFA1', '/GTS_PDFX_', '6.2.3'],
    ['/Marked true', '/Marked fals', '6.7.2'],
    ['/Type /StructTreeRoot', '/Type /StructTreeRooT', '6.7.3'],
    ['/ToUnicode', '/ToUnicodX', '6.2.11.7'],
    ['/FontFile3', '/FontFileX', '6.2.11.4'],
    ['/Metadata ', '/MetadatX ', '6.6.2.1'],
    ['/StructParents', '/StructParentX', '6.7.3'],
    ['/ID [', '/IX [', '6.1.3'],
    ['/S /TD', '/S /Tx', '6.7.3.4'],
    ['/Lang (de)', '/LanX (de)', '6.7.4'],
  ];
  for (const [from, to, clause] of taken)
    assert.ok(
      faultsOfArchive(changed(from, to)).some((it) => it.startsWith(clause)),
      `${from}: ${clause}`,
    );
});

test('qpdf reads it without a complaint', { skip: findProgram(['qpdf']) === null ? 'needs qpdf' : false }, (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'hf-paper-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'index.pdf'), paper);
  const { status, stdout, stderr } = spawnSync(findProgram(['qpdf'])!, ['--check', join(dir, 'index.pdf')], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /No syntax or stream encoding errors found/);
});
