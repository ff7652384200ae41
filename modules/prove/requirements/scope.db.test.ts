// What the law asks of a plant follows the signed class of its company: who is no critical entity is asked nothing by the CER Directive.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';

const hf = await openHoldfast({ after });
type Named = { id?: string; requirement_id?: string };
const asked = async (path: string): Promise<string[]> => {
  const { rows } = await hf.ask<Page<Named>>('owner', 'GET', path);
  return rows.map((it) => it.requirement_id ?? it.id ?? '');
};
const cerIn = async (as_of = ''): Promise<boolean[]> => [
  (await asked(`${hf.site}/requirements?limit=200${as_of}`)).some((it) => it.startsWith('CER-')),
  (await asked(`${hf.site}/gaps?limit=200${as_of}`)).some((it) => it.startsWith('CER-')),
  (await asked(`/api/v1/requirements?limit=200${as_of}`)).some((it) => it.startsWith('CER-')),
];
const plant = {
  active_in_union: true,
  activities: [{ type_id: 'II.4.1', share: 'principal' }],
  periods: [
    { year: 2025, headcount: 318, turnover_eur: 84_000_000, balance_sheet_eur: 51_000_000 },
    { year: 2024, headcount: 311, turnover_eur: 79_000_000, balance_sheet_eur: 48_000_000 },
  ],
};

test('until somebody signed, all is shown; an important entity is asked nothing by CER, a critical one is, and a past day shows what held then', async () => {
  assert.deepEqual(await cerIn(), [true, true, true]);
  const body = { name: 'Lindenau GmbH', country: 'DE', establishments: [{ name: 'Lindenau', country: 'DE', site_id: hf.site_id }] };
  const { id, version } = await hf.ask<{ id: string; version: number }>('owner', 'POST', '/api/v1/legal-entities', body);
  const entity = `/api/v1/legal-entities/${id}`;
  const decide = async (answers: object, from: number): Promise<number> => {
    const given = await hf.ask<{ version: number }>('owner', 'PUT', `${entity}/answers`, { answers, version: from });
    const reason = 'Read with our tax adviser.';
    const decided = await hf.ask<{ version: number }>('owner', 'POST', `${entity}/decisions`, {
      in_scope_from: null,
      reason,
      version: given.version,
    });
    return decided.version;
  };
  const next = await decide(plant, version);
  assert.deepEqual(await cerIn(), [false, false, false]);
  const then = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 20));
  await decide({ ...plant, cer_designated: true }, next);
  assert.deepEqual(await cerIn(), [true, true, true]);
  assert.deepEqual(await cerIn(`&as_of=${then}`), [false, false, false]);
});
