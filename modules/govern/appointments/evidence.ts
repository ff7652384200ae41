// What naming people proves: each area has its three, the site its lead and officer, the organisation its owner of policies; deputies, cards, the way up.
import {
  type ArtefactTypeId,
  ends,
  endsSite,
  type EvidenceBinding,
  type Fact,
  joins,
  leaves,
  type Mark,
  type Population,
  proves,
  provesSite,
  says,
  type Words,
} from '@holdfast/core-law';
import type { RoleId } from './schema.roles.data.ts';

const lives = ['appointment.accepted', 'appointment.ended'];

export const populations: readonly Population[] = [
  {
    id: 'appointments',
    title: { en: 'appointments', de: 'Bestellungen' },
    kinds: lives,
    reads: (fact) => {
      if (fact.kind === 'appointment.ended') return leaves([fact.subject_id]);
      const { follows } = fact.data;
      return [...joins([fact.subject_id]), ...(typeof follows === 'string' ? leaves([follows]) : [])];
    },
  },
  {
    id: 'coordination_questions',
    title: { en: 'questions between IT and OT', de: 'Fragen zwischen IT und OT' },
    kinds: ['site.opened'],
    reads: () => joins(['decides', 'prioritises', 'reports', 'controls_contractors']),
  },
  {
    id: 'security_processes',
    title: { en: 'processes of information security', de: 'Prozesse der Informationssicherheit' },
    kinds: ['site.opened'],
    reads: () => joins(['access', 'change', 'patch', 'incident', 'supplier']),
  },
];

const limits: Words = {
  en: 'It shows who accepted the role, not how well it is filled. That an account was closed ends nothing by itself.',
  de: 'Es zeigt, wer die Rolle angenommen hat, nicht wie gut sie ausgefüllt wird. Dass ein Konto geschlossen wurde, beendet nichts von selbst.',
};

/** A role held at every area: proven by the person's own yes, ended when it ends and nobody follows. */
const atAreas = (id: string, role: RoleId, title: Words): EvidenceBinding => ({
  id,
  title,
  artefact: 'appointment',
  requirements: ['NIS2-20.1', 'NIS2-21.2.i', 'DE-BSIG-38'],
  population: 'areas',
  kinds: lives,
  fresh_days: null,
  reads: ({ kind, data }) => {
    if (data['role'] !== role || typeof data['area_id'] !== 'string') return [];
    return kind === 'appointment.accepted' ? proves([data['area_id']]) : ends([data['area_id']]);
  },
  limits,
});

/** A role held once: at the site, or for the organisation. */
const once = (
  id: string,
  role: RoleId,
  title: Words,
  of: { requirements: readonly string[]; holds?: (fact: Fact) => boolean },
): EvidenceBinding => ({
  id,
  title,
  artefact: 'appointment',
  requirements: of.requirements,
  population: null,
  kinds: [...lives, 'appointment.changed'],
  fresh_days: null,
  reads: (fact) => {
    if (fact.data['role'] !== role || typeof fact.data['area_id'] === 'string') return [];
    if (fact.kind === 'appointment.ended') return endsSite;
    if (of.holds !== undefined) return of.holds(fact) ? provesSite : endsSite;
    return fact.kind === 'appointment.accepted' ? provesSite : [];
  },
  limits,
});

const isComplete = (fact: Fact): boolean =>
  ['has_mandate', 'has_competence', 'has_resources', 'deputy_id'].every((name) => says(fact, name));

function readDeputy(fact: Fact): readonly Mark[] {
  return says(fact, 'deputy_id') ? proves([fact.subject_id]) : ends([fact.subject_id]);
}

function readTest({ data }: Fact): readonly Mark[] {
  return data['reached'] === data['steps'] ? provesSite : endsSite;
}

/** Proven of the site by each such entry, for a time. */
const byAct = (
  id: string,
  title: Words,
  of: { artefact: ArtefactTypeId; kinds: readonly string[]; fresh_days: number; limits: Words },
): EvidenceBinding => ({
  id,
  title,
  requirements: ['NIS2-20.1', 'NIS2-21.2.i'],
  population: null,
  reads: () => provesSite,
  ...of,
});

export const bindings: readonly EvidenceBinding[] = [
  atAreas('appointments.asset_owner', 'asset_owner', {
    en: 'Each production area has an asset owner',
    de: 'Jeder Produktionsbereich hat eine verantwortliche Person für Geräte',
  }),
  atAreas('appointments.process_owner', 'process_owner', {
    en: 'Each production area has a process owner for changes',
    de: 'Jeder Produktionsbereich hat eine verantwortliche Person für Änderungen',
  }),
  atAreas('appointments.incident_coordinator', 'incident_coordinator', {
    en: 'Each production area has an incident coordinator',
    de: 'Jeder Produktionsbereich hat eine Vorfallkoordination',
  }),
  once(
    'appointments.plant_manager',
    'plant_manager',
    { en: 'The plant manager is appointed', de: 'Die Werksleitung ist bestellt' },
    { requirements: ['NIS2-20.1'] },
  ),
  once(
    'appointments.site_ot_lead',
    'site_ot_lead',
    { en: 'The site has an OT lead', de: 'Das Werk hat eine OT-Leitung' },
    { requirements: ['NIS2-20.1', 'NIS2-21.2.i'] },
  ),
  once(
    'appointments.officer',
    'ot_security_officer',
    {
      en: 'The OT security officer is appointed with mandate, competence, means and deputy',
      de: 'OT-Sicherheit hat eine beauftragte Person mit Mandat, Eignung, Mitteln und Vertretung',
    },
    { requirements: ['NIS2-20.1', 'NIS2-21.2.i', 'CER-13.2'], holds: isComplete },
  ),
  once(
    'appointments.ciso',
    'ciso',
    { en: 'Somebody owns the policies (CISO)', de: 'Jemand verantwortet die Richtlinien (CISO)' },
    { requirements: ['NIS2-20.1', 'NIS2-21.2.a'] },
  ),
  {
    id: 'appointments.deputies',
    title: { en: 'Each appointed person has a deputy', de: 'Jede bestellte Person hat eine Vertretung' },
    artefact: 'appointment',
    requirements: ['NIS2-20.1', 'NIS2-21.2.c'],
    population: 'appointments',
    kinds: ['appointment.accepted', 'appointment.changed'],
    fresh_days: null,
    reads: readDeputy,
    limits: {
      en: 'It shows that a deputy is named, not that they can do the work.',
      de: 'Es zeigt, dass eine Vertretung benannt ist, nicht dass sie die Arbeit kann.',
    },
  },
  {
    id: 'appointments.cards_read',
    title: {
      en: 'Each appointed person has read their role card within a year',
      de: 'Jede bestellte Person hat ihre Rollenkarte im letzten Jahr gelesen',
    },
    artefact: 'management_duties_read',
    requirements: ['NIS2-20.2', 'NIS2-21.2.b'],
    population: 'appointments',
    kinds: ['appointment.accepted', 'role_card.acknowledged'],
    fresh_days: 365,
    reads: (fact) => proves([fact.subject_id]),
    limits: {
      en: 'It shows that the card was read, not that it was understood.',
      de: 'Es zeigt, dass die Karte gelesen wurde, nicht dass sie verstanden wurde.',
    },
  },
  byAct(
    'appointments.raci',
    {
      en: 'Who does what is decided: one accountable for each activity',
      de: 'Wer was tut, ist entschieden: genau eine Rolle verantwortet jede Tätigkeit',
    },
    {
      artefact: 'responsibility_record',
      kinds: ['role_model.chosen', 'raci.changed'],
      fresh_days: 365,
      limits: {
        en: 'The role stands for each activity; whether somebody holds it, the appointments say.',
        de: 'Für jede Tätigkeit steht die Rolle fest; ob jemand sie innehat, sagen die Bestellungen.',
      },
    },
  ),
  {
    id: 'appointments.coordination',
    title: { en: 'Each question between IT and OT has one name', de: 'Jede Frage zwischen IT und OT hat einen Namen' },
    artefact: 'responsibility_record',
    requirements: ['NIS2-20.1', 'NIS2-21.2.b'],
    population: 'coordination_questions',
    kinds: ['coordination.answered'],
    fresh_days: 365,
    reads: ({ data }) => (typeof data['question'] === 'string' ? proves([data['question']]) : []),
  },
  {
    id: 'appointments.way_up_set',
    title: { en: 'It is set who is called after whom', de: 'Es steht fest, wer nach wem angerufen wird' },
    artefact: 'contact_list',
    requirements: ['NIS2-21.2.j', 'NIS2-21.2.b', 'NIS2-23'],
    population: null,
    kinds: ['escalation.set', 'escalation.tested'],
    fresh_days: 365,
    reads: (fact) => (fact.kind === 'escalation.set' ? provesSite : readTest(fact).filter(({ effect }) => effect === 'proves')),
    limits: {
      en: 'It shows who is to be called, not that they answer; the test call says that.',
      de: 'Es zeigt, wer anzurufen ist, nicht dass jemand abnimmt; das sagt der Testanruf.',
    },
  },
  {
    id: 'appointments.escalation_tested',
    title: { en: 'Everybody on the way up could be reached', de: 'Alle auf dem Eskalationsweg waren erreichbar' },
    artefact: 'crisis_channel_test',
    requirements: ['NIS2-21.2.b', 'NIS2-21.2.j'],
    population: null,
    kinds: ['escalation.tested'],
    fresh_days: 183,
    reads: readTest,
    limits: { en: 'It shows one try at one hour of the day.', de: 'Es zeigt einen Versuch zu einer Tageszeit.' },
  },
  byAct(
    'appointments.parties',
    {
      en: 'Who operates, made, integrated and services devices is named',
      de: 'Wer Geräte betreibt, gebaut, integriert hat und wartet, ist benannt',
    },
    {
      artefact: 'responsibility_record',
      kinds: ['party.set'],
      fresh_days: 365,
      limits: {
        en: 'It shows that parts were named, not that every device has all four.',
        de: 'Es zeigt, dass Beteiligte benannt wurden, nicht dass jedes Gerät alle vier hat.',
      },
    },
  ),
  {
    id: 'appointments.processes',
    title: {
      en: 'Each process of information security says how it is done in the plant',
      de: 'Jeder Prozess der Informationssicherheit sagt, wie er im Werk läuft',
    },
    artefact: 'responsibility_record',
    requirements: ['NIS2-21.2.a', 'NIS2-20.1'],
    population: 'security_processes',
    kinds: ['process.described'],
    fresh_days: 365,
    reads: ({ data }) => (typeof data['process'] === 'string' ? proves([data['process']]) : []),
    limits: {
      en: 'It shows that it is described, not that it is done so.',
      de: 'Es zeigt, dass er beschrieben ist, nicht dass er so läuft.',
    },
  },
];
