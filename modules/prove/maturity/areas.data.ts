// The eleven areas a plant is judged in: the ten of NIS2 Art 21(2), and governing and reporting (Art 20, 23).
import type { Words } from '@holdfast/core-law';

export const areaIds = [
  'governance',
  'risk',
  'incidents',
  'continuity',
  'supply_chain',
  'acquisition',
  'effectiveness',
  'hygiene',
  'cryptography',
  'people_assets',
  'login',
] as const;
export type AreaId = (typeof areaIds)[number];

/** `requirements`: the duties it is made of. `activities`: what has to come round for it, by id in core/law. */
export type Area = {
  readonly id: AreaId;
  readonly title: Words;
  readonly requirements: readonly string[];
  readonly activities: readonly string[];
};

export const areas: readonly Area[] = [
  {
    id: 'governance',
    title: { en: 'Governing and reporting', de: 'Leiten und melden' },
    requirements: ['NIS2-20.1', 'NIS2-20.2', 'NIS2-23', 'NIS2-3.4'],
    activities: ['board_day', 'board_training', 'reporting_drill', 'registration_check'],
  },
  {
    id: 'risk',
    title: { en: 'Risks and policies', de: 'Risiken und Richtlinien' },
    requirements: ['NIS2-21.2.a'],
    activities: ['risk_review', 'policy_review', 'zone_review'],
  },
  {
    id: 'incidents',
    title: { en: 'Handling incidents', de: 'Vorfälle bewältigen' },
    requirements: ['NIS2-21.2.b'],
    activities: ['incident_roles_review', 'crisis_channel_test'],
  },
  {
    id: 'continuity',
    title: { en: 'Continuing and recovering', de: 'Weiterarbeiten und wiederanlaufen' },
    requirements: ['NIS2-21.2.c'],
    activities: ['backup_test', 'island_mode_test', 'exercise'],
  },
  {
    id: 'supply_chain',
    title: { en: 'Suppliers and vendors', de: 'Lieferanten und Dienstleister' },
    requirements: ['NIS2-21.2.d'],
    activities: ['supplier_review', 'vendor_account_review'],
  },
  {
    id: 'acquisition',
    title: { en: 'Buying, changing, patching', de: 'Beschaffen, ändern, aktualisieren' },
    requirements: ['NIS2-21.2.e'],
    activities: ['conduit_review', 'change_review', 'vulnerability_review'],
  },
  {
    id: 'effectiveness',
    title: { en: 'Checking what works', de: 'Prüfen, was wirkt' },
    requirements: ['NIS2-21.2.f', 'NIS2-21.4'],
    activities: ['audit', 'metrics_review', 'evidence_review'],
  },
  {
    id: 'hygiene',
    title: { en: 'Hygiene and training', de: 'Grundregeln und Schulung' },
    requirements: ['NIS2-21.2.g'],
    activities: ['training'],
  },
  { id: 'cryptography', title: { en: 'Cryptography', de: 'Kryptografie' }, requirements: ['NIS2-21.2.h'], activities: ['crypto_review'] },
  {
    id: 'people_assets',
    title: { en: 'People, access, assets', de: 'Menschen, Zugriff, Anlagen' },
    requirements: ['NIS2-21.2.i'],
    activities: ['access_review', 'asset_inventory_review'],
  },
  {
    id: 'login',
    title: { en: 'Strong login and calls that hold', de: 'Starke Anmeldung und sichere Verständigung' },
    requirements: ['NIS2-21.2.j'],
    activities: ['mfa_check'],
  },
];
