// Regulation (EU) 2023/1230 (Machinery) in our own words, as far as it touches security.
import type { LawFact } from './words.ts';

export const machineryFacts: readonly LawFact[] = [
  {
    id: 'MR.application',
    cite: { instrument: 'MR', place: 'Art 54 as corrected by the corrigendum of 4 July 2023' },
    verify: 'secondary',
    mark_note: 'verified in secondary sources (text read is uncorrected)',
    sources: ['EUTXT-MR', 'fmib.nl', 'adt-zielke.com', 'ibf-solutions.com'],
    as_of: '2026-11-21',
    text: {
      en: 'applies from 20 January 2027; the uncorrected text says 14 January 2027. Directive 2006/42/EC ends the same day',
      de: 'gilt ab 20. Januar 2027; der unberichtigte Text sagt 14. Januar 2027. Die Richtlinie 2006/42/EG endet am selben Tag',
    },
  },
  {
    id: 'MR.facts.1',
    cite: { instrument: 'MR', place: 'Annex III 1.1.9 para 1' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'connecting a device or remote link must not create a hazardous situation',
      de: 'der Anschluss eines Geräts oder ein Fernzugriff darf keine Gefahr schaffen',
    },
  },
  {
    id: 'MR.facts.2',
    cite: { instrument: 'MR', place: 'Annex III 1.1.9 para 2' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'hardware that carries signals or data relevant to access to compliance-critical software is protected against accidental or intentional corruption and collects evidence of legitimate or illegitimate intervention',
      de: 'Hardware, die Signale oder Daten für den Zugriff auf sicherheitsrelevante Software überträgt, ist gegen unbeabsichtigte oder absichtliche Verfälschung geschützt und sammelt Belege für befugte und unbefugte Eingriffe',
    },
  },
  {
    id: 'MR.facts.3',
    cite: { instrument: 'MR', place: 'Annex III 1.1.9 para 3' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'compliance-critical software and data are identified and protected',
      de: 'Software und Daten, von denen die Konformität abhängt, sind benannt und geschützt',
    },
  },
  {
    id: 'MR.facts.4',
    cite: { instrument: 'MR', place: 'Annex III 1.1.9 para 4' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'the machine identifies the software it needs to run safely and can show it at any time in an accessible form',
      de: 'die Maschine kennt die Software, die sie für sicheren Betrieb braucht, und kann sie jederzeit verständlich anzeigen',
    },
  },
  {
    id: 'MR.facts.5',
    cite: { instrument: 'MR', place: 'Annex III 1.1.9 para 5' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'the machine collects evidence of intervention in, or modification of, installed software or configuration',
      de: 'die Maschine sammelt Belege für Eingriffe in oder Änderungen an Software oder Konfiguration',
    },
  },
  {
    id: 'MR.facts.6',
    cite: { instrument: 'MR', place: 'Annex III 1.2.1(a)' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'control systems withstand foreseeable malicious attempts leading to hazard',
      de: 'Steuerungen halten vorhersehbaren böswilligen Versuchen stand, die zu Gefahr führen',
    },
  },
  {
    id: 'MR.facts.7',
    cite: { instrument: 'MR', place: 'Annex III 1.2.1(f)' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'tracing log of intervention data and of safety-software versions uploaded after placing on the market is enabled for five years after the upload, only to show conformity on reasoned request of an authority',
      de: 'ein Protokoll der Eingriffe und der nach dem Inverkehrbringen aufgespielten Fassungen von Sicherheitssoftware ist für fünf Jahre nach dem Aufspielen möglich, nur um auf begründetes Verlangen einer Behörde die Konformität zu zeigen',
    },
    anchor: { en: 'upload', de: 'Aufspielen' },
    retention: 'P5Y',
  },
  {
    id: 'MR.facts.8',
    cite: { instrument: 'MR', place: 'Annex III 1.2.1 second list (b)' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'self-evolving control: safety decision data recorded and kept one year after collection',
      de: 'sich selbst weiterentwickelnde Steuerung: Daten der Sicherheitsentscheidungen aufgezeichnet und ein Jahr nach Erhebung aufbewahrt',
    },
    anchor: { en: 'collection', de: 'Erhebung' },
    retention: 'P1Y',
  },
  {
    id: 'MR.facts.9',
    cite: { instrument: 'MR', place: 'Art 18' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: { en: 'whoever substantially modifies is the manufacturer', de: 'wer wesentlich verändert, ist Hersteller' },
  },
  {
    id: 'MR.facts.10',
    cite: { instrument: 'MR', place: 'Annex I Part A 5-6' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'self-learning safety components and systems need the stricter conformity route',
      de: 'selbstlernende Sicherheitsbauteile und Systeme brauchen das strengere Konformitätsverfahren',
    },
  },
  {
    id: 'MR.addressee',
    cite: { instrument: 'MR', place: 'Art 18, 3(16)' },
    verify: 'verified',
    sources: ['EUTXT-MR'],
    as_of: '2026-11-21',
    text: {
      en: 'Design duties of the machine maker; an operator becomes the maker for a substantial modification (Art 18, definition Art 3(16): unplanned physical or digital change creating a new hazard or raising a risk so that guards touching the safety control system or stability measures are needed).',
      de: 'Pflichten der Gestaltung treffen den Maschinenhersteller; ein Betreiber wird zum Hersteller, wenn er wesentlich verändert (Art. 18, Begriff Art. 3 Nr. 16: ungeplante physische oder digitale Änderung, die eine neue Gefährdung schafft oder ein Risiko so erhöht, dass Schutzeinrichtungen mit Eingriff in die Sicherheitssteuerung oder Maßnahmen zur Standsicherheit nötig sind).',
    },
  },
];
