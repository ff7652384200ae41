// What work on certificates proves: Holdfast's own keys have names, ends and replacements.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'certificates.kept',
    title: {
      en: 'Certificates are made, renewed and ended on record',
      de: 'Zertifikate werden nachvollziehbar gemacht, erneuert und beendet',
    },
    artefact: 'crypto_register',
    requirements: ['NIS2-21.2.h'],
    population: null,
    kinds: [
      'certificate.authority_made',
      'certificate.issued',
      'certificate.renewed',
      'certificate.replaced',
      'certificate.machine_issued',
      'certificate.machine_revoked',
    ],
    fresh_days: 400,
    reads: () => provesSite,
    limits: {
      en: 'Certificates Holdfast makes or shows. Keys in devices, drives and office systems are not among them.',
      de: 'Zertifikate, die Holdfast macht oder zeigt. Schlüssel in Geräten und Bürosystemen sind nicht dabei.',
    },
  },
];
