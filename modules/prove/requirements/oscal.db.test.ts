// OSCAL documents over the API: of an empty plant, and of one with every state a requirement can have, now, then and ahead, each as NIST defines it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { matrix, matrixParts } from '../../../apps/server/src/bindings.ts';
import { dayThere, openHoldfast } from '../../../test/holdfast.ts';
import { nistFaults } from '../../../test/oscal-nist.ts';
import { oscalFaults, oscalModels } from '../../../test/oscal-shape.ts';
import { addDays } from './rules.days.ts';
import { memberSource } from './rules.ts';
import { cellState } from './schema.ts';
import { catchUp } from './store.marks.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const reason = 'Walked through with the shift leads.';
const before = new Date(Date.now() - 1);
/** Noon of the day so many days from today; the plant stands in Berlin. */
const noonIn = (days: number): string => `${addDays(dayThere(), days)}T11:00:00.000Z`;

/** The three documents, held against NIST's definitions; returns which states the results tell of. */
async function statesAt(as_of?: string): Promise<string[]> {
  const query = as_of === undefined ? '' : `?as_of=${as_of}`;
  for (const model of oscalModels) {
    const document = await hf.ask<unknown>('owner', 'GET', `${site}/requirements/oscal/${model}${query}`);
    assert.deepEqual([...oscalFaults(model, document), ...nistFaults(document)], [], `${model} as of ${as_of ?? 'now'}`);
  }
  const document = await hf.ask('owner', 'GET', `${site}/requirements/oscal/results${query}`);
  const found: { target: { status: { remarks: string } } }[] = document['assessment-results'].results[0].findings;
  return found.map((it) => it.target.status.remarks.split(':')[0]!);
}

test('of an empty plant every document is as NIST defines it, and nothing is proven', async () => {
  const states = await statesAt();
  assert.ok(states.length >= 25 && !states.includes('proven'), String(states));
});

/** Marks of today as the practices leave them: whatever can be proven at a site is, over one thing of each population. */
async function proveAll(): Promise<void> {
  await hf.parts.sequencer.settle();
  await catchUp(hf.parts.context.db, matrixParts.readers);
  const marks = [
    ...matrix.populations.map((it) => ({ source: memberSource(it.id), subject_id: 'thing', effect: 'member' })),
    ...matrix.bindings.map((it) => ({ source: it.id, subject_id: it.population === null ? 'site' : 'thing', effect: 'proves' })),
  ];
  for (const table of ['evidence_mark', 'evidence_latest'])
    await hf.rows(
      `insert into holdfast.${table} (site_id, source, subject_id, at, log_id, idx, effect)
       select $1, m.source, m.subject_id, now(), (select id from ledger.log where site_id = $1), 100000, m.effect
       from jsonb_to_recordset($2::jsonb) as m(source text, subject_id text, effect text) on conflict do nothing`,
      [site_id, JSON.stringify(marks)],
    );
}

test('of a plant with every state a requirement can have, as of any day, every document is as NIST defines it', async () => {
  await hf.hire('anna', [{ role: 'ot_lead', scope: 'site', site_id }]);
  const anna = (await hf.ask<{ person: { id: string } }>('anna', 'GET', '/api/v1/me')).person.id;
  const due_on = dayThere(30);
  await hf.ask('anna', 'PUT', `${site}/gaps/minimum:3/plan`, { owner_id: anna, due_on });
  await hf.ask('owner', 'POST', `${site}/requirements/NIS2-21.2.c/evidence`, {
    artefact: 'recovery_plan',
    text: 'Folder 7\n\nand 8',
    until_on: due_on,
  });
  await hf.ask('owner', 'POST', `${site}/requirements/NIS2-21.2.c/assumptions`, { text: 'The tank is full.\nThe valve is open.' });
  const { 'plan-of-action-and-milestones': plan } = await hf.ask('owner', 'GET', `${site}/requirements/oscal/poam`);
  const planned = plan.risks.filter((it: { deadline?: string }) => it.deadline !== undefined);
  assert.deepEqual(
    planned.map((it: { deadline: string; status: string; props: { value: string }[] }) => [it.deadline, it.status, it.props[0]!.value]),
    [[`${due_on}T23:59:59Z`, 'remediating', 'Person anna']],
  );
  const seen = new Set([...(await statesAt()), ...(await statesAt(before.toISOString()))]);
  await proveAll();
  await hf.ask('owner', 'POST', `${site}/requirements/NIS2-23.2/not-applicable`, { reason });
  for (const days of [0, 28, 100, 330, 360, 700]) for (const state of await statesAt(noonIn(days))) seen.add(state);
  assert.deepEqual([...seen].toSorted(), [...cellState.options].toSorted());
});

test('of a day on which no duty was in force there is no document', async () => {
  for (const model of oscalModels) {
    const early = await hf.call('GET', `${site}/requirements/oscal/${model}?as_of=1990-01-01T00:00:00Z`, { as: 'owner' });
    assert.deepEqual([early.status, early.body.code], [422, 'nothing_in_force']);
  }
});
