// OSCAL documents: required parts, ids of the versions OSCAL takes, references that resolve, stable ids; and NIST's own schemas where they are at hand.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { matrix } from '../../../apps/server/src/bindings.ts';
import { assessmentResults, mappingCollection, planOfAction, uuidOf } from './oscal.ts';
import { evidenceOf } from './rules.cells.ts';
import { detailFor } from './rules.detail.ts';
import type { OscalGiven } from './rules.oscal.ts';
import { narrowed, requirementsFor } from './rules.rows.ts';
import type { SaidStatement } from './schema.ts';

const at = new Date('2026-11-22T08:00:00.000Z');
const requirements = requirementsFor(matrix.requirements, '2026-11-22', 'DE');
const own = narrowed(matrix, requirements);
const rows = matrix.bindings
  .filter((it) => it.population === null)
  .slice(0, 20)
  .map((it, idx) => ({ source: it.id, subject_id: 'site', at: at.getTime() - 86_400_000, effect: 'proves' as const, log_id: 'l', idx }));
const evidence = evidenceOf(own, { site_id: 's', zone: 'Europe/Berlin', now: at.getTime(), rows, statements: [] });
const said: SaidStatement = {
  site_id: 's',
  id: 'hand',
  kind: 'evidence',
  requirement_id: 'NIS2-21.2.c',
  artefact: 'recovery_plan',
  standard: null,
  control_id: null,
  text: 'Folder 7',
  method: null,
  result: null,
  kpi: null,
  until_on: '2027-01-01',
  tested_on: null,
  next_on: null,
  file_sha256: null,
  file_name: null,
  made_by: 'p',
  made_by_name: 'A. Person',
  made_at: at.toISOString(),
  ended_at: null,
  ended_by_name: null,
  end_reason: null,
};
const details = requirements.map((requirement) =>
  detailFor({
    requirement,
    matrix: own,
    evidence,
    said: requirement.id === said.requirement_id ? [said] : [],
    tests: [],
    at,
    duties: new Map(),
  }),
);
const given: OscalGiven = { site: { id: 's', name: 'North' }, organisation: 'Plant Works', at: at.toISOString(), url: '', details };
const documents = {
  mapping: mappingCollection(given),
  'assessment-results': assessmentResults(given),
  poam: planOfAction(given),
};

type Node = Record<string, unknown>;
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const it of value) yield* nodesOf(it);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    for (const it of Object.values(value)) yield* nodesOf(it);
  }
}

// NIST, OSCAL datatypes: uuid is version 4 or 5; a token is a name without blanks that begins with a letter or underscore.
const uuid = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/;
const token = /^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

test('every document has its metadata, and every id, time and token is one OSCAL takes', () => {
  for (const [name, document] of Object.entries(documents)) {
    const [root] = Object.values(document) as Node[];
    const metadata = root!['metadata'] as Node;
    assert.equal(metadata['oscal-version'], '1.2.1', name);
    assert.match(String(metadata['last-modified']), instant);
    for (const node of nodesOf(document)) {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'uuid' || key.endsWith('-uuid')) assert.match(String(value), uuid, `${name} ${key}`);
        if (key === 'target-id' || key === 'control-id') assert.match(String(value), token, `${name} ${key}`);
        if (key === 'collected' || key === 'expires' || key === 'start') assert.match(String(value), instant, `${name} ${key}`);
        if (Array.isArray(value)) assert.ok(value.length > 0, `${name} ${key} is an empty list`);
        assert.notEqual(value, undefined, `${name} ${key}`);
        if (typeof value === 'string') assert.equal(value.trim(), value, `${name} ${key}`);
      }
    }
  }
});

test('ids stand once and references resolve', () => {
  for (const [name, document] of Object.entries(documents)) {
    const ids = [...nodesOf(document)].flatMap((it) => (typeof it['uuid'] === 'string' ? [it['uuid']] : []));
    assert.equal(new Set(ids).size, ids.length, name);
    for (const node of nodesOf(document)) {
      if (typeof node['observation-uuid'] === 'string') assert.ok(ids.includes(node['observation-uuid']), `${name} observation`);
      if (typeof node['href'] === 'string' && node['href'].startsWith('#'))
        assert.ok(ids.includes(node['href'].slice(1)), `${name} ${node['href']}`);
    }
  }
  assert.equal(uuidOf('a', 'b'), uuidOf('a', 'b'));
  assert.notEqual(uuidOf('a', 'b'), uuidOf('a', 'c'));
});

test('every requirement has a finding, what is not proven stands in the plan, evidence by hand says so', () => {
  const { results } = documents['assessment-results']['assessment-results'];
  assert.deepEqual(
    results[0]!.findings.map((it) => it.target['target-id']),
    requirements.map((it) => it.id),
  );
  const open = results[0]!.findings.filter((it) => it.target.status.state === 'not-satisfied').map((it) => it.title);
  assert.deepEqual(
    documents.poam['plan-of-action-and-milestones']['poam-items'].map((it) => it.title),
    open,
  );
  const hand = (results[0]!.observations ?? []).filter((it) => it.title.endsWith('(by hand)'));
  assert.deepEqual(
    hand.map((it) => it.description),
    ['Folder 7'],
  );
  const standards = documents.mapping['mapping-collection'].mappings.map((it) => it.maps.length);
  assert.ok(standards.length === 4 && standards.every((count) => count > 10));
});

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/oscal');
test(
  'NIST’s schemas take every document',
  { skip: existsSync(folder) ? false : 'needs NIST’s OSCAL 1.2.1 JSON schemas in ../shared/oscal' },
  async () => {
    // The validator that the HTTP server's framework brings.
    const { Ajv } = createRequire(import.meta.url)('ajv') as {
      Ajv: new (options: object) => { compile(schema: unknown): { (value: unknown): boolean; errors?: unknown } };
    };
    for (const [name, document] of Object.entries(documents)) {
      const schema = JSON.parse(readFileSync(join(folder, `oscal_${name}_schema.json`), 'utf8')) as unknown;
      const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
      assert.ok(isValid(document), `${name}: ${JSON.stringify(isValid.errors)?.slice(0, 2000)}`);
    }
  },
);
