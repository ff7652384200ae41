// The controls of the four standards: identifier, own label, and how sure the identifiers are.
import { iec62443Part21 } from './iec62443-2-1.data.ts';
import { iec62443Part33 } from './iec62443-3-3.data.ts';
import { iso27001 } from './iso27001.data.ts';
import { nistCsf2 } from './nist-csf-2.data.ts';
import type { Control, Sourced, Standard } from './words.ts';

type Row = Pick<Control, 'id' | 'title' | 'parent' | 'sl_c_min'>;

const marks: Readonly<Record<Standard, Omit<Sourced, 'cite'> & { instrument: string; rows: readonly Row[] }>> = {
  iec62443_2_1: {
    instrument: 'IEC-62443-2-1',
    rows: iec62443Part21,
    verify: 'verified',
    sources: ['CISO Assistant outlines iec-62443-2-1-2024, -2-4-2023, -3-2-2020, -4-1-2018, -4-2-2019 (ids and headings)'],
    as_of: '2026-11-21',
  },
  iec62443_3_3: {
    instrument: 'IEC-62443-3-3',
    rows: iec62443Part33,
    verify: 'secondary',
    mark_note: 'verified in independent public re-implementations, not in the standard itself',
    sources: [
      'public Java class org.xtext.iec62443...SecurityRequirements: all 100 level assignments agree',
      'tnlab.org: COR1:2014 sets SR 3.4 to not selected at SL 1',
      'CISO Assistant iec-62443-3-3-2013.yaml: 51 SR ids',
      'cumulative counts 37/60/90/100 (from memory of the published table)',
    ],
    as_of: '2026-11-21',
  },
  iso27001: {
    instrument: 'ISO-27001',
    rows: iso27001,
    verify: 'verified',
    sources: ['CISO Assistant iso27001-2022.yaml: ids and count 93 = 37+8+14+34'],
    as_of: '2026-11-21',
  },
  nist_csf2: {
    instrument: 'NIST-CSF-2',
    rows: nistCsf2,
    verify: 'verified',
    sources: ['CISO Assistant nist-csf-2.0.yaml: 6 functions, 22 categories, 106 subcategories, every id matched'],
    as_of: '2026-11-21',
  },
};

const built = new Map<Standard, readonly Control[]>();

/** The controls of a standard, headings first. `parent` is the heading's or the base requirement's id. */
export function controls(standard: Standard): readonly Control[] {
  const known = built.get(standard);
  if (known !== undefined) return known;
  const { rows, instrument, ...mark } = marks[standard];
  const made = rows.map((row): Control => ({ ...row, ...mark, standard, cite: { instrument, place: row.id } }));
  built.set(standard, made);
  return made;
}

/** One control, or undefined where the standard has no such identifier. */
export function control(standard: Standard, id: string): Control | undefined {
  return controls(standard).find((one) => one.id === id);
}
