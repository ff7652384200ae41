// What documents prove: requirements there are, the right kind, and what turns it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fact, requirements } from '@holdfast/core-law';
import { bindings, populations } from './evidence.ts';
import { documentKinds } from './rules.facts.ts';
import { docTypeIds, docTypes } from './rules.types.ts';

const fact = (kind: string, data: Fact['data']): Fact => ({
  kind,
  subject_type: 'document',
  subject_id: 'd1',
  at: new Date('2026-01-01T00:00:00Z'),
  site_id: 's1',
  actor: 'p1',
  data,
});
const read = (id: string, it: Fact) => bindings.find((binding) => binding.id === id)!.reads(it);

test('names requirements there are, and kinds of entries there are', () => {
  const known = new Set(requirements.map((it) => it.id));
  const kinds = new Set<string>([...documentKinds, 'naming.standard_set']);
  assert.deepEqual(
    bindings.flatMap((it) => it.requirements.filter((id) => !known.has(id))),
    [],
  );
  assert.deepEqual(
    [...bindings, ...populations].flatMap((it) => it.kinds.filter((kind) => !kinds.has(kind))),
    [],
  );
  assert.equal(new Set(bindings.map((it) => it.id)).size, bindings.length);
});

test('each kind that must be there has its evidence, proven by an approval, a review or an adoption of just this kind', () => {
  for (const doc_type of docTypeIds.filter((it) => docTypes[it].required)) {
    const proving = bindings.filter(
      (it) =>
        it.population === null &&
        it.reads(fact('document.version_approved', { doc_type })).length > 0 &&
        it.id !== 'documents.adopted' &&
        it.id !== 'documents.naming_rule',
    );
    assert.equal(proving.length, 1, doc_type);
    for (const kind of ['document.reviewed', 'document.adopted'])
      assert.equal(proving[0]!.reads(fact(kind, { doc_type }))[0]?.effect, 'proves');
    for (const kind of ['document.withdrawn', 'document.adoption_declined'])
      assert.equal(proving[0]!.reads(fact(kind, { doc_type }))[0]?.effect, 'ends');
    assert.ok(proving[0]!.fresh_days! >= docTypes[doc_type].review_months * 30);
  }
});

test('a reading of a document ends when a version says something else, not for a comma', () => {
  assert.deepEqual(read('documents.acknowledged', fact('document.acknowledged', {})), [{ subject_id: 'd1', effect: 'proves' }]);
  assert.deepEqual(read('documents.acknowledged', fact('document.version_approved', { changes_meaning: true })), [
    { subject_id: 'd1', effect: 'ends' },
  ]);
  assert.deepEqual(read('documents.acknowledged', fact('document.version_approved', { changes_meaning: false })), []);
});
