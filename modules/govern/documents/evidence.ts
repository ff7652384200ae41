// What documents prove: each kind in force and reviewed in time, adopted here, read by who has to; and that names follow a rule.
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
  type Words,
} from '@holdfast/core-law';
import type { DocType } from './rules.types.ts';

const inForce = ['document.version_approved', 'document.reviewed', 'document.adopted', 'document.withdrawn', 'document.adoption_declined'];

const limits: Words = {
  en: 'It shows that the text was approved by two people and holds here, not that everybody follows it. A document another site keeps counts from its adoption; what is kept here counts from its approval or its last review.',
  de: 'Es zeigt, dass der Text von zweien freigegeben ist und hier gilt, nicht, dass ihm alle folgen. Was ein anderes Werk führt, zählt ab der Übernahme; was hier geführt wird, ab Freigabe oder letzter Überprüfung.',
};

function marksOf({ kind, data }: Fact, doc_type: DocType): readonly Mark[] {
  if (data['doc_type'] !== doc_type) return [];
  return kind === 'document.withdrawn' || kind === 'document.adoption_declined' ? endsSite : provesSite;
}

type Kind = { id: string; doc_type: DocType; artefact: ArtefactTypeId; requirements: readonly string[]; title: Words; fresh_days?: number };

/** A kind of document that is in force at the site and was looked at within its time. */
const held = ({ id, doc_type, artefact, requirements, title, fresh_days = 365 }: Kind): EvidenceBinding => ({
  id,
  title,
  artefact,
  requirements,
  population: null,
  kinds: inForce,
  fresh_days,
  reads: (fact) => marksOf(fact, doc_type),
  limits,
});

const kinds: readonly Kind[] = [
  {
    id: 'documents.ot_policy',
    doc_type: 'ot_security_policy',
    artefact: 'policy',
    requirements: ['NIS2-21.2.a', 'NIS2-21.2.g'],
    title: { en: 'OT security policy in force and reviewed', de: 'OT-Sicherheitsrichtlinie gilt und ist überprüft' },
  },
  {
    id: 'documents.incident_plan',
    doc_type: 'incident_response',
    artefact: 'runbook',
    requirements: ['NIS2-21.2.b', 'CER-13.1.c'],
    title: { en: 'Incident response plan in force and reviewed', de: 'Plan für Sicherheitsvorfälle gilt und ist überprüft' },
  },
  {
    id: 'documents.recovery_plan',
    doc_type: 'disaster_recovery',
    artefact: 'recovery_plan',
    requirements: ['NIS2-21.2.c', 'CER-13.1.d'],
    title: { en: 'Disaster recovery plan in force and reviewed', de: 'Notfallwiederherstellungsplan gilt und ist überprüft' },
  },
  {
    id: 'documents.continuity_plan',
    doc_type: 'business_continuity',
    artefact: 'degraded_mode_plan',
    requirements: ['NIS2-21.2.c', 'CER-13.1.d'],
    title: { en: 'Business continuity plan in force and reviewed', de: 'Notbetriebsplan gilt und ist überprüft' },
  },
  {
    id: 'documents.cryptography',
    doc_type: 'cryptography',
    artefact: 'policy',
    requirements: ['NIS2-21.2.h'],
    title: { en: 'Rules on cryptography in force and reviewed', de: 'Regeln zur Verschlüsselung gelten und sind überprüft' },
  },
  {
    id: 'documents.naming_standard',
    doc_type: 'naming_standard',
    artefact: 'policy',
    requirements: ['NIS2-21.2.i'],
    title: { en: 'Naming standard in force', de: 'Namensregel gilt' },
    fresh_days: 731,
  },
  {
    id: 'documents.note_access',
    doc_type: 'note_access',
    artefact: 'policy',
    requirements: ['NIS2-21.2.i'],
    title: { en: 'OT note on access in force', de: 'OT-Hinweis zum Zugang gilt' },
  },
  {
    id: 'documents.note_change',
    doc_type: 'note_change',
    artefact: 'policy',
    requirements: ['NIS2-21.2.e'],
    title: { en: 'OT note on changes in force', de: 'OT-Hinweis zu Änderungen gilt' },
  },
  {
    id: 'documents.note_patch',
    doc_type: 'note_patch',
    artefact: 'policy',
    requirements: ['NIS2-21.2.e'],
    title: { en: 'OT note on patches in force', de: 'OT-Hinweis zu Patches gilt' },
  },
  {
    id: 'documents.note_incident',
    doc_type: 'note_incident',
    artefact: 'policy',
    requirements: ['NIS2-21.2.b'],
    title: { en: 'OT note on incidents in force', de: 'OT-Hinweis zu Vorfällen gilt' },
  },
  {
    id: 'documents.note_supplier',
    doc_type: 'note_supplier',
    artefact: 'policy',
    requirements: ['NIS2-21.2.d'],
    title: { en: 'OT note on suppliers in force', de: 'OT-Hinweis zu Lieferanten gilt' },
  },
];

export const bindings: readonly EvidenceBinding[] = [
  ...kinds.map(held),
  {
    id: 'documents.adopted',
    title: { en: 'Documents of the organisation adopted by the site', de: 'Dokumente der Organisation vom Werk übernommen' },
    artefact: 'policy',
    requirements: ['NIS2-21.2.a'],
    population: null,
    kinds: ['document.adopted'],
    fresh_days: null,
    reads: () => provesSite,
    limits: {
      en: 'It shows that the site decided on at least one of them; Documents names those it has not.',
      de: 'Es zeigt, dass sich das Werk zu mindestens einem entschieden hat; Dokumente nennt, welche fehlen.',
    },
  },
  {
    id: 'documents.acknowledged',
    title: { en: 'Documents read and understood', de: 'Dokumente gelesen und verstanden' },
    artefact: 'policy',
    requirements: ['NIS2-21.2.g'],
    population: 'documents',
    kinds: ['document.acknowledged', 'document.version_approved'],
    fresh_days: 365,
    // A version that says something else ends what was read before.
    reads: ({ kind, subject_id, data }) => {
      if (kind === 'document.acknowledged') return proves([subject_id]);
      return data['changes_meaning'] === true ? ends([subject_id]) : [];
    },
    limits: {
      en: 'It shows that somebody read each document in force; who of its readers is still missing stands on its page.',
      de: 'Es zeigt, dass jedes geltende Dokument von jemandem gelesen wurde; wer seiner Leser noch fehlt, steht auf seiner Seite.',
    },
  },
  {
    id: 'documents.naming_rule',
    title: { en: 'Rule for names set, names held against it', de: 'Regel für Namen gesetzt, Namen daran gemessen' },
    artefact: 'asset_inventory',
    requirements: ['NIS2-21.2.i'],
    population: null,
    kinds: ['naming.standard_set'],
    fresh_days: 731,
    reads: ({ data }) => (Array.isArray(data['patterns']) && data['patterns'].length > 0 ? provesSite : endsSite),
  },
];

export const populations: readonly Population[] = [
  {
    id: 'documents',
    title: { en: 'documents in force', de: 'geltende Dokumente' },
    kinds: ['document.version_approved', 'document.adopted', 'document.withdrawn', 'document.adoption_declined'],
    reads: ({ kind, subject_id }) =>
      kind === 'document.withdrawn' || kind === 'document.adoption_declined' ? leaves([subject_id]) : joins([subject_id]),
  },
];
