// What Holdfast's own backups prove: what proves everything else is not lost with one disk.
import { type EvidenceBinding, type Population, provesSite } from '@holdfast/core-law';

export const populations: readonly Population[] = [];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'own_backups.made',
    title: { en: 'The ledger and its files are backed up and verified', de: 'Das Ledger und seine Dateien sind gesichert und geprüft' },
    artefact: 'evidence_log',
    requirements: ['NIS2-21.2.b'],
    population: null,
    kinds: ['own_backup.made'],
    fresh_days: 7,
    reads: () => provesSite,
    limits: {
      en: 'Holdfast only. Programs of controllers and panels are not backed up by this.',
      de: 'Nur Holdfast. Programme von Steuerungen und Bediengeräten sind damit nicht gesichert.',
    },
  },
];
