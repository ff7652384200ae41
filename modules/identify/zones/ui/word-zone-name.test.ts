// Names of proposed zones are worded; what a person wrote stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import words from './words.de.json' with { type: 'json' };
import { wordZoneName } from './word-zone-name.ts';

const word = (key: string): string => (words.proposed_name as Record<string, string>)[key.replace('proposed_name.', '')]!;

test('a proposed name is worded and keeps its label and network', () => {
  assert.equal(wordZoneName('Control network LINE1, 10.20.1.0/24', word), 'Steuerungsnetz LINE1, 10.20.1.0/24');
  assert.equal(wordZoneName('Network equipment, level 3', word), 'Netzwerkgeräte, Ebene 3');
  assert.equal(wordZoneName('Supervision', word), 'Leitebene');
});

test('a name a person wrote stays as it is', () => {
  assert.equal(wordZoneName('Filling hall', word), 'Filling hall');
  assert.equal(wordZoneName('Supervisions', word), 'Supervisions');
});
