// What was set, written and planned around roles up to a moment, from the facts alone; words as long as nobody has erased them.
import type { Fact } from '@holdfast/core-law';
import type { ProcessName } from './rules.duties.ts';
import type { CardText } from './rules.ts';
import type { Appointment } from './schema.ts';
import type { PartName, TestCall } from './schema.duties.ts';
import type { RoleId } from './schema.roles.data.ts';

/** A fact with the words behind its commitments, by their names; an erased one is not among them. */
export type Told = Fact & { readonly texts: Readonly<Record<string, string>> };

type Data = Fact['data'];
const text = (data: Data, key: string): string | null => (typeof data[key] === 'string' ? data[key] : null);
const ids = (value: unknown): string[] => (Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : []);

export type PartAt = { part: PartName; is_own: boolean; supplier_id: string | null; company: string | null; set_at: string };

/** Who plays which part, by device, as people said it. */
export function foldParties(facts: readonly Fact[]): Map<string, PartAt[]> {
  const found = new Map<string, PartAt[]>();
  for (const { data, at } of facts) {
    const part = text(data, 'part') as PartName;
    const it = { part, is_own: data['is_own'] === true, supplier_id: text(data, 'supplier_id'), company: text(data, 'company') };
    for (const id of ids(data['asset_ids']))
      found.set(id, [...(found.get(id) ?? []).filter((one) => one.part !== part), { ...it, set_at: at.toISOString() }]);
  }
  return found;
}

export const coordinationKinds: readonly string[] = [
  'coordination.answered',
  'escalation.set',
  'escalation.test_begun',
  'escalation.called',
  'escalation.tested',
];
type CallAt = Omit<TestCall['calls'][number], 'person_name'>;
type TestAt = { id: string; started_at: string; started_by: string; ended_at: string | null; calls: CallAt[] };
export type CoordinationAt = {
  answers: ReadonlyMap<string, { person_id: string; set_at: string }>;
  steps: { position: number; role: RoleId | null; person_id: string | null; wait_minutes: number }[];
  last_test: TestAt | null;
};

/** The four answers, the way up, and the last test call. Calls nobody noted are told since tests say whom they call. */
export function foldCoordination(facts: readonly Fact[]): CoordinationAt {
  const answers = new Map<string, { person_id: string; set_at: string }>();
  let steps: CoordinationAt['steps'] = [];
  let last_test: TestAt | null = null;
  for (const fact of facts) {
    const { kind, data, at, subject_id, actor } = fact;
    if (kind === 'coordination.answered') {
      answers.set(String(data['question']), { person_id: String(data['person_id']), set_at: at.toISOString() });
    } else if (kind === 'escalation.set') steps = stepsOf(data);
    else if (kind === 'escalation.test_begun')
      last_test = { id: subject_id, started_at: at.toISOString(), started_by: actor, ended_at: null, calls: callsOf(data) };
    else if (last_test?.id === subject_id) noteCall(last_test, fact);
  }
  return { answers, steps, last_test };
}

const stepsOf = (data: Data): CoordinationAt['steps'] =>
  (Array.isArray(data['steps']) ? (data['steps'] as Omit<CoordinationAt['steps'][number], 'position'>[]) : []).map((it, at) => ({
    position: at + 1,
    role: it.role ?? null,
    person_id: it.person_id ?? null,
    wait_minutes: it.wait_minutes,
  }));

const callsOf = (data: Data): CallAt[] =>
  (Array.isArray(data['calls']) ? (data['calls'] as Pick<CallAt, 'position' | 'person_id' | 'wait_minutes'>[]) : []).map((it) => ({
    ...it,
    outcome: it.person_id === null ? 'nobody' : 'open',
    answered_at: null,
  }));

function noteCall(test: TestAt, { kind, data, at }: Fact): void {
  const position = Number(data['position']);
  const before = test.calls.find((it) => it.position === position);
  const noted = { outcome: data['outcome'] as CallAt['outcome'], answered_at: at.toISOString() };
  const call = before ?? { position, person_id: text(data, 'person_id'), wait_minutes: 0 };
  test.calls = [...test.calls.filter((it) => it.position !== position), { ...call, ...noted }].toSorted((a, b) => a.position - b.position);
  if (kind === 'escalation.tested') test.ended_at = at.toISOString();
}

export type ProcessAt = { how: string | null; logged: string | null; set_at: string; set_by: string };

/** How each process was done. */
export const foldProcesses = (facts: readonly Told[]): Map<ProcessName, ProcessAt> =>
  new Map(
    facts.map(({ data, texts, at, actor }) => [
      data['process'] as ProcessName,
      { how: texts['how'] ?? null, logged: texts['logged'] ?? null, set_at: at.toISOString(), set_by: actor },
    ]),
  );

export type CardTextAt = Omit<CardText, 'text'> & { role: RoleId; text: string | null };

/** The plant's own words on cards, each language's last. */
export function foldCardTexts(facts: readonly Told[]): CardTextAt[] {
  const found = new Map<string, CardTextAt>();
  for (const { data, texts, subject_id, at } of facts) {
    const language = data['language'] as CardText['language'];
    found.set(`${subject_id} ${language}`, {
      role: subject_id as RoleId,
      language,
      text: texts['text'] ?? null,
      version: Number(data['text_version']),
      changed_at: at.toISOString(),
    });
  }
  return [...found.values()];
}

export type PlanAt = { deputy_id: string | null; remark: string; due_at: string };

/** What was planned against single points, by `kind:ref:person`. */
export const foldPlans = (facts: readonly Told[]): Map<string, PlanAt> =>
  new Map(
    facts.map(({ data, texts }) => [
      [data['point_kind'], data['ref'], data['person_id']].join(':'),
      { deputy_id: text(data, 'deputy_id'), remark: texts['remark'] ?? '', due_at: String(data['due_at']) },
    ]),
  );

/** What an appointment said in words, who asked for it, and when it was answered. */
export type TermsAt = Pick<
  Appointment,
  'mandate' | 'competence' | 'resources' | 'answered_at' | 'end_reason' | 'handover_remark' | 'made_at' | 'card_language' | 'card_read_at'
> & { made_by: string };
export const termKinds = [
  'appointment.made',
  'appointment.changed',
  'appointment.accepted',
  'appointment.declined',
  'appointment.withdrawn',
  'appointment.ended',
  'role_card.acknowledged',
] as const;

/** By appointment. */
export function foldTerms(facts: readonly Told[]): Map<string, TermsAt> {
  const found = new Map<string, TermsAt>();
  for (const fact of facts) {
    const before = found.get(fact.subject_id);
    if (fact.kind === 'appointment.made') found.set(fact.subject_id, madeTerms(fact));
    else if (before !== undefined) found.set(fact.subject_id, { ...before, ...changeOf(fact) });
  }
  return found;
}

const written = ({ texts }: Told) => ({
  mandate: texts['mandate'] ?? null,
  competence: texts['competence'] ?? null,
  resources: texts['resources'] ?? null,
});

const madeTerms = (fact: Told): TermsAt => ({
  ...written(fact),
  made_at: fact.at.toISOString(),
  made_by: fact.actor,
  answered_at: null,
  end_reason: null,
  handover_remark: fact.texts['handover_remark'] ?? null,
  card_language: null,
  card_read_at: null,
});

function changeOf(fact: Told): Partial<TermsAt> {
  const at = fact.at.toISOString();
  const card = { card_language: text(fact.data, 'language') as TermsAt['card_language'], card_read_at: at };
  const ended = { end_reason: fact.texts['reason'] ?? null };
  switch (fact.kind) {
    case 'appointment.changed':
      return written(fact);
    case 'appointment.accepted':
      return { answered_at: at, ...card };
    case 'role_card.acknowledged':
      return card;
    case 'appointment.declined':
    case 'appointment.withdrawn':
      return { answered_at: at, ...ended };
    default:
      return ended;
  }
}
