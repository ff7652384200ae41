// The ten things a plant must have, the six that go beyond, and the three stages of the road. What proves them is named by artefact; a plant's cells say yes or no.
import type { ArtefactTypeId } from './artefacts.data.ts';
import type { Words } from './words.ts';

/** `artefacts`: each must be proven by operation. `requirements`: the duties it serves, first the one it counts for. `bindings`: ids of evidence that must hold; empty: any with these artefacts. */
export type MinimumItem = {
  readonly no: number;
  readonly id: string;
  readonly title: Words;
  readonly question: Words;
  readonly missing: Words;
  readonly requirements: readonly string[];
  readonly artefacts: readonly ArtefactTypeId[];
  readonly bindings: readonly string[];
};

/** The required ten, in the order of the evidence package. */
export const minimumItems: readonly MinimumItem[] = [
  {
    no: 1,
    id: 'governance_roles',
    title: { en: 'Named people answer for it', de: 'Benannte Menschen stehen dafür ein' },
    question: {
      en: 'Has every production area an asset owner, a process owner and an incident coordinator, and has the management body approved the measures?',
      de: 'Hat jeder Produktionsbereich eine Anlagenverantwortung, eine Prozessverantwortung und eine Vorfallkoordination, und hat die Geschäftsleitung die Maßnahmen freigegeben?',
    },
    missing: { en: 'Name the people and have the measures approved.', de: 'Menschen benennen und die Maßnahmen freigeben lassen.' },
    requirements: ['NIS2-20.1', 'NIS2-20.2'],
    artefacts: ['appointment', 'board_approval'],
    bindings: [],
  },
  {
    no: 2,
    id: 'risk_assessment',
    title: { en: 'Risks are known and decided', de: 'Risiken sind bekannt und entschieden' },
    question: {
      en: 'Is each zone rated, and has somebody decided what is accepted and what is reduced?',
      de: 'Ist jede Zone bewertet, und hat jemand entschieden, was angenommen und was gemindert wird?',
    },
    missing: { en: 'Rate the zones and decide on each risk.', de: 'Zonen bewerten und über jedes Risiko entscheiden.' },
    requirements: ['NIS2-21.2.a'],
    artefacts: ['zone_risk_record', 'risk_register'],
    bindings: [],
  },
  {
    no: 3,
    id: 'inventory',
    title: { en: 'The plant knows its assets', de: 'Das Werk kennt seine Geräte' },
    question: {
      en: 'Are the assets listed from what was seen, with owner and criticality?',
      de: 'Stehen die beobachteten Geräte im Bestand, mit Verantwortlichen und Kritikalität?',
    },
    missing: { en: 'Take a capture and name owners of what it shows.', de: 'Mitschnitt aufnehmen und Verantwortliche benennen.' },
    requirements: ['NIS2-21.2.i'],
    artefacts: ['asset_inventory', 'essential_services'],
    bindings: [],
  },
  {
    no: 4,
    id: 'boundary_controls',
    title: { en: 'Zones have borders that hold', de: 'Zonen haben Grenzen, die halten' },
    question: {
      en: 'Is the plant parted into zones, and does every link between them have an approved list?',
      de: 'Ist das Werk in Zonen geteilt, und hat jeder Zonenübergang eine freigegebene Liste?',
    },
    missing: { en: 'Confirm the zones and approve the lists.', de: 'Zonen bestätigen und Listen freigeben.' },
    requirements: ['NIS2-21.2.e'],
    artefacts: ['network_map', 'conduit_allow_list'],
    bindings: [],
  },
  {
    no: 5,
    id: 'access_framework',
    title: { en: 'Access is given, checked and taken', de: 'Zugriff wird erteilt, geprüft und entzogen' },
    question: {
      en: 'Are rights reviewed, and do logins that matter need a second factor?',
      de: 'Werden Rechte überprüft, und brauchen wichtige Anmeldungen einen zweiten Faktor?',
    },
    missing: { en: 'Review the rights and require a second factor.', de: 'Rechte überprüfen und zweiten Faktor verlangen.' },
    requirements: ['NIS2-21.2.j', 'NIS2-21.2.i'],
    artefacts: ['access_review', 'mfa_coverage'],
    bindings: [],
  },
  {
    no: 6,
    id: 'vendor_model',
    title: { en: 'Vendors come through one door', de: 'Dienstleister kommen durch eine Tür' },
    question: {
      en: 'Does every vendor come in by approval, recorded, and is every critical supplier checked?',
      de: 'Kommt jeder Dienstleister nur mit Freigabe und Aufzeichnung herein, und ist jeder kritische Lieferant geprüft?',
    },
    missing: { en: 'Close other ways in and check the suppliers.', de: 'Andere Zugänge schließen und Lieferanten prüfen.' },
    requirements: ['NIS2-21.2.d'],
    artefacts: ['bastion_log', 'supplier_due_diligence'],
    bindings: [],
  },
  {
    no: 7,
    id: 'monitoring',
    title: { en: 'Somebody listens', de: 'Jemand hört zu' },
    question: {
      en: 'Is the network of every zone watched, and is what is found judged?',
      de: 'Wird das Netz jeder Zone beobachtet, und wird beurteilt, was auffällt?',
    },
    missing: { en: 'Watch the missing zones and judge the findings.', de: 'Fehlende Zonen beobachten und Auffälligkeiten beurteilen.' },
    requirements: ['NIS2-21.2.b'],
    artefacts: ['monitoring_record', 'finding_record'],
    bindings: [],
  },
  {
    no: 8,
    id: 'incident_response',
    title: { en: 'Incidents have a plan and a clock', de: 'Vorfälle haben einen Plan und eine Uhr' },
    question: {
      en: 'Is there an approved plan, is it clear whom to call now, and was reporting to the authority rehearsed?',
      de: 'Gibt es einen freigegebenen Plan, ist klar, wer jetzt anzurufen ist, und wurde die Meldung an die Behörde geübt?',
    },
    missing: { en: 'Approve the plan, fill the roster, rehearse the report.', de: 'Plan freigeben, Schichtplan füllen, Meldung üben.' },
    requirements: ['NIS2-23', 'NIS2-21.2.b'],
    artefacts: ['runbook', 'contact_list'],
    bindings: [],
  },
  {
    no: 9,
    id: 'recovery',
    title: { en: 'What is lost comes back', de: 'Verlorenes kommt zurück' },
    question: {
      en: 'Are controllers backed up, and was a restore tested within a year?',
      de: 'Sind die Steuerungen gesichert, und wurde binnen eines Jahres eine Rücksicherung getestet?',
    },
    missing: { en: 'Back up and test a restore.', de: 'Sichern und eine Rücksicherung testen.' },
    requirements: ['NIS2-21.2.c'],
    artefacts: ['backup_list', 'backup_test'],
    bindings: [],
  },
  {
    no: 10,
    id: 'tabletop',
    title: { en: 'It was rehearsed', de: 'Es wurde geübt' },
    question: {
      en: 'Was there a tabletop exercise within a year, and are its points closed or owned?',
      de: 'Gab es binnen eines Jahres ein Planspiel, und sind seine Punkte erledigt oder vergeben?',
    },
    missing: { en: 'Hold a tabletop exercise and write down its points.', de: 'Planspiel durchführen und Punkte festhalten.' },
    requirements: ['NIS2-21.2.f', 'NIS2-21.2.c'],
    artefacts: ['exercise_report'],
    bindings: [],
  },
];

export type BoosterItem = { readonly id: string; readonly title: Words; readonly why: Words };

/** Good to have; they never lower the ten. */
export const boosterItems: readonly BoosterItem[] = [
  {
    id: 'zero_trust_segmentation',
    title: { en: 'Zero-trust segmentation', de: 'Zero-Trust-Segmentierung' },
    why: { en: 'Every link inside a zone is checked too.', de: 'Auch jede Verbindung innerhalb einer Zone wird geprüft.' },
  },
  {
    id: 'digital_twin',
    title: { en: 'Digital twin', de: 'Digitaler Zwilling' },
    why: { en: 'Changes and patches are tried on a copy first.', de: 'Änderungen und Patches werden zuerst an einer Kopie erprobt.' },
  },
  {
    id: 'automated_configuration_validation',
    title: { en: 'Automated configuration validation', de: 'Automatische Prüfung der Konfiguration' },
    why: { en: 'A changed setting is found without anybody looking.', de: 'Eine geänderte Einstellung fällt auf, ohne dass jemand sucht.' },
  },
  {
    id: 'siem_integration',
    title: { en: 'SIEM integration', de: 'Anbindung an ein SIEM' },
    why: { en: 'Plant and office events are seen together.', de: 'Ereignisse aus Werk und Büro werden zusammen gesehen.' },
  },
  {
    id: 'predictive_maintenance_workflow',
    title: { en: 'Predictive-maintenance workflow', de: 'Ablauf für vorausschauende Wartung' },
    why: {
      en: 'Odd behaviour reaches maintenance before it stops the line.',
      de: 'Ungewöhnliches erreicht die Instandhaltung, bevor die Linie steht.',
    },
  },
  {
    id: 'continuous_vulnerability_scanning',
    title: { en: 'Continuous vulnerability scanning', de: 'Laufende Suche nach Schwachstellen' },
    why: {
      en: 'A new weakness is matched the day it is published.',
      de: 'Eine neue Schwachstelle wird am Tag der Veröffentlichung abgeglichen.',
    },
  },
];

/** `minimum`: items that must say yes. `artefacts`: what else must be proven. `bindings`: ids of evidence that must hold. */
export type ExitCondition = {
  readonly id: string;
  readonly title: Words;
  readonly minimum: readonly number[];
  readonly artefacts: readonly ArtefactTypeId[];
  readonly bindings: readonly string[];
};
export type RoadmapStage = {
  readonly id: 'crawl' | 'walk' | 'run';
  readonly title: Words;
  readonly aim: Words;
  readonly exit: readonly ExitCondition[];
};

/** Crawl, walk, run. A stage is over when evidence meets every exit condition. */
export const roadmapStages: readonly RoadmapStage[] = [
  {
    id: 'crawl',
    title: { en: 'Crawl', de: 'Anfangen' },
    aim: {
      en: 'Know what there is, who answers for it, and whom to call.',
      de: 'Wissen, was da ist, wer dafür einsteht und wen man anruft.',
    },
    exit: [
      {
        id: 'crawl.scope',
        title: { en: 'Which law applies is decided', de: 'Welches Gesetz gilt, ist entschieden' },
        minimum: [],
        artefacts: ['scope_decision'],
        bindings: ['scope.decided'],
      },
      {
        id: 'crawl.roles',
        title: { en: 'Functions have names', de: 'Funktionen haben Namen' },
        minimum: [],
        artefacts: ['appointment'],
        bindings: [],
      },
      {
        id: 'crawl.inventory',
        title: { en: 'Assets are listed', de: 'Geräte stehen im Bestand' },
        minimum: [3],
        artefacts: [],
        bindings: [],
      },
      {
        id: 'crawl.map',
        title: { en: 'The map of zones is confirmed', de: 'Die Karte der Zonen ist bestätigt' },
        minimum: [],
        artefacts: ['network_map'],
        bindings: [],
      },
      {
        id: 'crawl.call',
        title: { en: 'Whom to call is known for this minute', de: 'Wer jetzt anzurufen ist, steht fest' },
        minimum: [],
        artefacts: ['roster', 'contact_list'],
        bindings: [],
      },
      {
        id: 'crawl.backup',
        title: { en: 'Controllers are backed up', de: 'Steuerungen sind gesichert' },
        minimum: [],
        artefacts: ['backup_list'],
        bindings: [],
      },
      {
        id: 'crawl.tabletop',
        title: { en: 'A first tabletop was held', de: 'Ein erstes Planspiel hat stattgefunden' },
        minimum: [10],
        artefacts: [],
        bindings: [],
      },
    ],
  },
  {
    id: 'walk',
    title: { en: 'Walk', de: 'Festigen' },
    aim: { en: 'Tighten the seam between office and plant, and rehearse.', de: 'Die Naht zwischen Büro und Werk schließen und üben.' },
    exit: [
      { id: 'walk.borders', title: { en: 'Borders hold', de: 'Grenzen halten' }, minimum: [4], artefacts: [], bindings: [] },
      { id: 'walk.access', title: { en: 'Access is reviewed', de: 'Zugriffe sind überprüft' }, minimum: [5], artefacts: [], bindings: [] },
      {
        id: 'walk.vendors',
        title: { en: 'Vendors come through one door', de: 'Dienstleister kommen durch eine Tür' },
        minimum: [6],
        artefacts: [],
        bindings: [],
      },
      { id: 'walk.watch', title: { en: 'Somebody listens', de: 'Jemand hört zu' }, minimum: [7], artefacts: [], bindings: [] },
      {
        id: 'walk.incident',
        title: { en: 'Incidents have a plan', de: 'Vorfälle haben einen Plan' },
        minimum: [8],
        artefacts: [],
        bindings: [],
      },
      {
        id: 'walk.restore',
        title: { en: 'A restore was tested', de: 'Eine Rücksicherung ist getestet' },
        minimum: [9],
        artefacts: [],
        bindings: [],
      },
      {
        id: 'walk.board',
        title: { en: 'The management body approved and is trained', de: 'Die Geschäftsleitung hat freigegeben und ist geschult' },
        minimum: [1],
        artefacts: ['training_record'],
        bindings: [],
      },
    ],
  },
  {
    id: 'run',
    title: { en: 'Run', de: 'Beherrschen' },
    aim: { en: 'Measure recovery and get better each round.', de: 'Wiederanlauf messen und mit jeder Runde besser werden.' },
    exit: [
      {
        id: 'run.all',
        title: { en: 'All ten say yes', de: 'Alle zehn sagen ja' },
        minimum: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        artefacts: [],
        bindings: [],
      },
      {
        id: 'run.metrics',
        title: { en: 'Metrics over time', de: 'Kennzahlen im Verlauf' },
        minimum: [],
        artefacts: ['metric_history'],
        bindings: [],
      },
      {
        id: 'run.effect',
        title: { en: 'Measures are tested for effect', de: 'Wirkung der Maßnahmen ist geprüft' },
        minimum: [],
        artefacts: ['effectiveness_test'],
        bindings: [],
      },
      {
        id: 'run.audit',
        title: { en: 'An audit is closed', de: 'Ein Audit ist abgeschlossen' },
        minimum: [],
        artefacts: ['audit_report', 'finding_closure'],
        bindings: [],
      },
      {
        id: 'run.island',
        title: { en: 'Running without the office network is tested', de: 'Inselbetrieb ist getestet' },
        minimum: [],
        artefacts: ['island_mode_test'],
        bindings: [],
      },
      {
        id: 'run.committee',
        title: { en: 'The committee meets every quarter', de: 'Der Resilienzkreis tagt jedes Quartal' },
        minimum: [],
        artefacts: ['committee_minutes'],
        bindings: [],
      },
    ],
  },
];
