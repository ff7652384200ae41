// What the OSCAL documents are made of: a site's requirements in full, and what the mapped lists of controls are called.
import { standards, type Words } from '@holdfast/core-law';
import type { RequirementDetail } from './schema.ts';

export type StandardName = 'iec62443_2_1' | 'iec62443_3_3' | 'iso27001' | 'nist_csf2';
export const standardNames: readonly StandardName[] = standards;

/** What lacks, what that means, who closes it and by when; `modules/prove/gaps` knows. */
export type OscalGap = {
  id: string;
  title: Words;
  requirement_id: string;
  consequence: Words;
  lacking: readonly Words[];
  owner_name: string | null;
  due_on: string | null;
};

/** `at`: the instant, ISO 8601 UTC; `url`: where the server is reached. */
export type OscalGiven = {
  site: { id: string; name: string };
  organisation: string;
  at: string;
  url: string;
  details: readonly RequirementDetail[];
  gaps: readonly OscalGap[];
};

const resources: Readonly<Record<'law' | StandardName, { title: string; description: string }>> = {
  law: {
    title: 'Requirements of NIS2, CER and national law',
    description: 'Duties of an operator in Holdfast’s own words, each with its citation and how sure it is.',
  },
  iec62443_2_1: { title: 'IEC 62443-2-1:2024', description: 'Identifiers only; the standard is not quoted.' },
  iec62443_3_3: { title: 'IEC 62443-3-3:2013', description: 'Identifiers only; the standard is not quoted.' },
  iso27001: { title: 'ISO/IEC 27001:2022', description: 'Identifiers only; the standard is not quoted.' },
  nist_csf2: { title: 'NIST Cybersecurity Framework 2.0', description: 'Identifiers of NIST CSWP 29.' },
};
export const resourceOf = (name: 'law' | StandardName) => resources[name];
export const citationText = ({ instrument, place }: RequirementDetail['citation']): string => `${instrument} ${place}`;
