// What sign-in proves: who may change much has a second factor, and the rules ask for it.
import { ends, endsSite, type EvidenceBinding, idsIn, joins, leaves, type Population, proves, provesSite } from '@holdfast/core-law';

/** Roles that may change much. */
const privileged = ['owner', 'ciso', 'plant_manager', 'ot_lead'];

export const populations: readonly Population[] = [
  {
    id: 'people.privileged',
    title: { en: 'people who may change much', de: 'Personen, die viel ändern dürfen' },
    kinds: ['holdfast.set_up', 'role.given', 'role.ended', 'role.followed_directory', 'person.closed'],
    reads: (fact) => {
      if (fact.kind === 'holdfast.set_up') return typeof fact.data['owner_id'] === 'string' ? joins([fact.data['owner_id']]) : [];
      if (fact.kind === 'person.closed') return leaves([fact.subject_id]);
      const mayMuch = idsIn(fact, 'roles_held').some((it) => privileged.includes(it));
      return mayMuch ? joins([fact.subject_id]) : leaves([fact.subject_id]);
    },
  },
];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'people.second_factor_on',
    title: { en: 'Everybody who may change much has a second factor', de: 'Wer viel ändern darf, hat einen zweiten Faktor' },
    artefact: 'mfa_coverage',
    requirements: ['NIS2-21.2.j'],
    population: 'people.privileged',
    kinds: [
      'account.second_factor_on',
      'account.second_factor_off',
      'account.second_factor_reset',
      'account.reset_at_console',
      'person.closed',
    ],
    fresh_days: null,
    reads: (fact) => (fact.kind === 'account.second_factor_on' ? proves([fact.subject_id]) : ends([fact.subject_id])),
    limits: {
      en: 'Sign-in to Holdfast only. It says nothing of logins to devices, remote access or office systems.',
      de: 'Nur die Anmeldung an Holdfast. Über Anmeldungen an Geräten, Fernzugängen oder Bürosystemen sagt es nichts.',
    },
  },
  {
    id: 'people.second_factor_required',
    title: { en: 'The rules of sign-in ask for a second factor', de: 'Die Regeln der Anmeldung verlangen einen zweiten Faktor' },
    artefact: 'mfa_coverage',
    requirements: ['NIS2-21.2.j'],
    population: null,
    kinds: ['sign_in.policy_changed'],
    fresh_days: null,
    reads: (fact) => (privileged.every((it) => idsIn(fact, 'second_factor_roles').includes(it)) ? provesSite : endsSite),
    limits: { en: 'Sign-in to Holdfast only.', de: 'Nur die Anmeldung an Holdfast.' },
  },
  {
    id: 'people.rights_follow_job',
    title: { en: 'Rights are given and ended with the job', de: 'Rechte werden mit der Aufgabe erteilt und entzogen' },
    artefact: 'joiner_mover_leaver',
    requirements: ['NIS2-21.2.i'],
    population: null,
    kinds: ['person.added', 'person.closed', 'role.given', 'role.changed', 'role.ended', 'role.followed_directory'],
    fresh_days: 365,
    reads: () => provesSite,
    limits: {
      en: 'Rights in Holdfast only. That nobody was forgotten is for a review to say.',
      de: 'Nur Rechte in Holdfast. Ob niemand vergessen wurde, sagt erst eine Überprüfung.',
    },
  },
];
