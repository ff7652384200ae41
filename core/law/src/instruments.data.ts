// The acts and standards that facts are cited from, and the sources they were read in.
import type { Verify, Words } from './words.ts';

/** `short` is what a citation on screen begins with. `binds`: who is bound. `from`: day of application where it has one. */
export type Instrument = {
  readonly id: string;
  readonly short: Words;
  readonly title: Words;
  readonly jurisdiction: string;
  readonly kind: 'directive' | 'regulation' | 'recommendation' | 'national_act' | 'standard' | 'proposal';
  readonly binds: 'states' | 'operators' | 'makers' | 'nobody' | 'digital_providers';
  readonly from: string | null;
  readonly verify: Verify;
  readonly sources: readonly string[];
  readonly as_of: string;
};

const as_of = '2026-11-21';
const same = (text: string): Words => ({ en: text, de: text });

export const instruments: readonly Instrument[] = [
  {
    id: 'NIS2',
    short: { en: 'NIS2', de: 'NIS2' },
    title: { en: 'Directive (EU) 2022/2555', de: 'Richtlinie (EU) 2022/2555' },
    jurisdiction: 'EU',
    kind: 'directive',
    binds: 'states',
    from: '2024-10-18',
    verify: 'verified',
    sources: ['EUTXT-NIS2'],
    as_of,
  },
  {
    id: 'CER',
    short: { en: 'CER', de: 'CER' },
    title: { en: 'Directive (EU) 2022/2557', de: 'Richtlinie (EU) 2022/2557' },
    jurisdiction: 'EU',
    kind: 'directive',
    binds: 'states',
    from: '2024-10-18',
    verify: 'verified',
    sources: ['EUTXT-CER'],
    as_of,
  },
  {
    id: 'CRA',
    short: { en: 'CRA', de: 'CRA' },
    title: { en: 'Regulation (EU) 2024/2847', de: 'Verordnung (EU) 2024/2847' },
    jurisdiction: 'EU',
    kind: 'regulation',
    binds: 'makers',
    from: '2027-12-11',
    verify: 'verified',
    sources: ['EUTXT-CRA'],
    as_of,
  },
  {
    id: 'MR',
    short: { en: 'Machinery Regulation', de: 'Maschinenverordnung' },
    title: { en: 'Regulation (EU) 2023/1230', de: 'Verordnung (EU) 2023/1230' },
    jurisdiction: 'EU',
    kind: 'regulation',
    binds: 'makers',
    from: '2027-01-20',
    verify: 'secondary',
    sources: ['EUTXT-MR', 'fmib.nl', 'adt-zielke.com', 'ibf-solutions.com'],
    as_of,
  },
  {
    id: 'IR-2024-2690',
    short: { en: '2024/2690', de: '2024/2690' },
    title: { en: 'Implementing Regulation (EU) 2024/2690', de: 'Durchführungsverordnung (EU) 2024/2690' },
    jurisdiction: 'EU',
    kind: 'regulation',
    binds: 'digital_providers',
    from: '2024-11-07',
    verify: 'verified',
    sources: ['CA-2690', 'SKILL-2690', 'huntonak.com (entry into force, scope)'],
    as_of,
  },
  {
    id: 'REC-2003-361',
    short: { en: 'Rec. 2003/361/EC', de: 'Empf. 2003/361/EG' },
    title: { en: 'Recommendation 2003/361/EC', de: 'Empfehlung 2003/361/EG' },
    jurisdiction: 'EU',
    kind: 'recommendation',
    binds: 'nobody',
    from: null,
    verify: 'verified',
    sources: ['REC361-COPY'],
    as_of,
  },
  {
    id: 'REG-1182-71',
    short: { en: 'Reg. 1182/71', de: 'VO 1182/71' },
    title: { en: 'Regulation (EEC, Euratom) No 1182/71', de: 'Verordnung (EWG, Euratom) Nr. 1182/71' },
    jurisdiction: 'EU',
    kind: 'regulation',
    binds: 'states',
    from: null,
    verify: 'partly',
    sources: ['1182-QUOTES', 'unverified'],
    as_of,
  },
  {
    id: 'PENDING',
    short: { en: 'Proposal', de: 'Vorschlag' },
    title: { en: 'Proposal, not in force', de: 'Vorschlag, nicht in Kraft' },
    jurisdiction: 'EU',
    kind: 'proposal',
    binds: 'nobody',
    from: null,
    verify: 'secondary',
    sources: ['taylorwessing.com.cn 2026', 'ctipilot.ch weekly brief 2026-W19'],
    as_of,
  },
  national('DE', 'DE-BSIG', 'BSIG', same('BSI-Gesetz (BSIG)'), '2025-12-06', 'verified', [
    'btl-recht.de',
    'haufe.de',
    'gesetze-im-internet.de bsig_2025 s.65',
  ]),
  national('DE', 'DE-KRITIS', 'KRITISDachG', same('KRITIS-Dachgesetz'), '2026-03-17', 'secondary', [
    'onvista.de (Bundesrat)',
    'github:lawve-ai germany-nis2umsucg.md (17 March)',
    'rosin-buedenbender.com (s.8, s.12)',
    'nis2-umsetzung.com s.8, s.18',
  ]),
  national('NL', 'NL-CBW', 'Cbw', same('Cyberbeveiligingswet'), null, 'verified', ['tweedekamer.nl', 'nctv.nl', 'techzine item']),
  national('FR', 'FR-PJL', 'projet de loi', same('projet de loi (NIS2, CER, DORA)'), null, 'verified', [
    'senat.fr',
    'assemblee-nationale.fr text 1779',
  ]),
  national('IT', 'IT-138-2024', 'D.Lgs. 138/2024', same('D.Lgs. 138/2024'), '2024-10-16', 'verified', [
    'public citation notes id 61171183602, Gazzetta extraction',
  ]),
  national('AT', 'AT-NISG', 'NISG 2026', same('NISG 2026, BGBl. I 94/2025'), '2026-10-01', 'verified', ['feei.at', 'nisd2.eu tracker']),
  national('DK', 'DK-NIS2', 'NIS 2-loven', same('NIS 2-loven, lov nr. 434'), '2025-07-01', 'verified', ['lovguiden.dk', 'eu.dk']),
  national('BE', 'BE-2024', 'NIS2 (BE)', { en: 'Law of 26 April 2024', de: 'Gesetz vom 26. April 2024' }, '2024-10-18', 'verified', [
    'atwork.safeonweb.be',
    'cms-lawnow.com',
  ]),
  national('PL', 'PL-KSC', 'KSC', { en: 'KSC Act as amended 2026', de: 'KSC-Gesetz, geändert 2026' }, '2026-04-03', 'verified', [
    'cgolegal.com',
    'harbor.legal',
  ]),
  national('CZ', 'CZ-264-2025', '264/2025 Sb.', { en: 'Act no. 264/2025 Sb.', de: 'Gesetz Nr. 264/2025 Sb.' }, '2025-11-01', 'verified', [
    'csirt-cz.cz',
    'lupa.cz',
  ]),
  national('SE', 'SE-2025-1506', '2025:1506', same('Cybersäkerhetslag (2025:1506)'), '2026-01-15', 'verified', [
    'github:Ansvar-Systems/Swedish-law-mcp data/seed/2025_1506.json, 2025_1507.json',
  ]),
  standard('IEC-62443-2-1', 'IEC 62443-2-1', 'IEC 62443-2-1:2024'),
  standard('IEC-62443-3-3', 'IEC 62443-3-3', 'IEC 62443-3-3:2013 + COR1:2014'),
  standard('ISO-27001', 'ISO/IEC 27001', 'ISO/IEC 27001:2022'),
  standard('NIST-CSF-2', 'NIST CSF 2.0', 'NIST CSWP 29, 26 February 2024'),
];

function national(
  jurisdiction: string,
  id: string,
  short: string,
  title: Words,
  from: string | null,
  verify: Verify,
  sources: readonly string[],
): Instrument {
  return {
    id,
    short: same(short),
    title,
    jurisdiction,
    kind: from === null ? 'proposal' : 'national_act',
    binds: 'operators',
    from,
    verify,
    sources,
    as_of,
  };
}

function standard(id: string, short: string, title: string): Instrument {
  return {
    id,
    short: same(short),
    title: same(title),
    jurisdiction: '',
    kind: 'standard',
    binds: 'nobody',
    from: null,
    verify: 'verified',
    sources: ['identifiers only'],
    as_of,
  };
}

/** What the keys in `sources` stand for. A source not listed here names itself. */
export const sourceWords: Readonly<Record<string, string>> = {
  'EUTXT-NIS2':
    'Directive (EU) 2022/2555, English text of the Official Journal as copied from EUR-Lex into the public collection EU_compliance_MCP of Ansvar-Systems (version 047a8d3); articles and Annexes I-II read in full',
  'EUTXT-CER':
    'Directive (EU) 2022/2557, English text of the Official Journal in the public collection EU_compliance_MCP of Ansvar-Systems; articles 1-8, 12-15, 17, 21-22, 26 and Annex read',
  'EUTXT-CRA':
    'Regulation (EU) 2024/2847, English text of the Official Journal in the public collection EU_compliance_MCP of Ansvar-Systems; articles 2, 13-17, 24, 64, 69, 71 and Annexes I-IV, VII read',
  'EUTXT-MR':
    'Regulation (EU) 2023/1230, English text of the Official Journal of 29 June 2023 (before its corrigendum) in the public collection EU_compliance_MCP of Ansvar-Systems',
  'CA-2690': 'CISO Assistant, public library of Regulation (EU) 2024/2690 with ENISA’s technical guidance (version f990d7b)',
  'ENISA-MAP': 'ENISA mapping tables of 2025 (CC BY 4.0) as packaged in CISO Assistant: NIS2 with ISO/IEC 27001:2022 and with NIST CSF 2.0',
  'SKILL-2690': 'notes on Regulation (EU) 2024/2690 in the public collection awesome-legal-skills of lawve-ai (version 4b0a895, secondary)',
  'AOS-2690': 'aoshearman.com insight on the final Implementing Regulation (secondary)',
  'SPRINGLEX-R31': 'springlex.eu reproduction of recital 31 of 2024/2690 (excerpt only)',
  'REC361-COPY':
    'docsbay.net copy of the SME definition annex (text identical to Annex to Rec. 2003/361/EC Art 2-3, excerpt), plus BSIG s.28 and the Dutch NCSC formula as cross-checks',
  '1182-QUOTES':
    'Wordscope quotations of Reg. 1182/71 Art 3(1) second subpara, 3(2)(c), 3(4); glosbe multilingual quotations of Art 3(4); two public compliance repositories quoting Art 3(1) first subpara and 3(5)',
  unverified: 'not verified against a source yet',
};
