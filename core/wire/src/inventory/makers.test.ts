// Registered makers under the names people use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualMaker } from './makers.ts';

test('a maker is called as people call it, whatever the registry says', () => {
  assert.deepEqual(
    ['Hewlett Packard', 'TELEMECANIQUE ELECTRIQUE', 'AMERICAN POWER CONVERSION CORP', 'Siemens AG', 'MOXA TECHNOLOGIES CORP., LTD.'].map(
      usualMaker,
    ),
    ['HP', 'Schneider Electric', 'APC', 'Siemens', 'Moxa'],
  );
});

test('an unlisted maker only loses its legal form', () => {
  assert.deepEqual(['Dell Inc.', 'KAESER KOMPRESSOREN SE', 'Co', 'Acme'].map(usualMaker), ['Dell', 'KAESER KOMPRESSOREN', 'Co', 'Acme']);
});
