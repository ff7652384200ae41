// All facts of law in one place, by id, and how a citation is written.
import { benchmark2690 } from './benchmark-2690.data.ts';
import { cerFacts } from './cer.data.ts';
import { craFacts } from './cra.data.ts';
import { instruments } from './instruments.data.ts';
import { machineryFacts } from './machinery.data.ts';
import { nationalFacts } from './national.data.ts';
import { nis2Facts } from './nis2.data.ts';
import { timeRules } from './time-rules.data.ts';
import type { Cite, LawFact } from './words.ts';

/** Every fact of law, each with citation, sources, date and mark. Ids are unique. */
export const lawFacts: readonly LawFact[] = [
  ...nis2Facts,
  ...timeRules,
  ...benchmark2690,
  ...cerFacts,
  ...craFacts,
  ...machineryFacts,
  ...nationalFacts,
];

const byId = new Map(lawFacts.map((each) => [each.id, each]));

/** The fact with this id; throws where there is none, as ids stand in code. */
export function lawFact(id: string): LawFact {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no fact of law ${id}`);
  return found;
}

/** National facts of a country, in the order of the data. */
export function nationalFactsOf(jurisdiction: string): readonly LawFact[] {
  return nationalFacts.filter(({ id }) => id.startsWith(`${jurisdiction}.`));
}

/** A citation as screens write it: "NIS2 Art 21(2)(a)"; in German "NIS2 Art. 21(2)(a)", "BSIG § 33". */
export function citeText(cite: Cite, language: 'en' | 'de'): string {
  const short = instruments.find(({ id }) => id === cite.instrument)?.short[language] ?? cite.instrument;
  if (cite.place === '' || cite.place === short || short.endsWith(cite.place)) return short;
  const place = cite.place.startsWith(`${short} `) ? cite.place.slice(short.length + 1) : cite.place;
  const bare = place.endsWith(` ${short}`) ? place.slice(0, -short.length - 1) : place;
  return `${short} ${language === 'de' ? placeInGerman(bare) : bare}`;
}

const phrases: Readonly<Record<string, string>> = {
  'as corrected by the corrigendum of 4 July 2023': 'in der Berichtigung vom 4. Juli 2023',
  ', applied by': ', angewandt durch',
  ' chapeau': ' Einleitung',
  ': becoming aware of the SIGNIFICANT incident': ': Kenntnis vom ERHEBLICHEN Vorfall',
  '; in force 7 November 2024': '; in Kraft 7. November 2024',
  'OJ L,': 'ABl. L,',
  'ACN determination': 'Bestimmung der ACN',
  ordinance: 'Verordnung',
  'class II': 'Klasse II',
  'class I': 'Klasse I',
  'second list': 'zweite Liste',
  disapplies: 'schließt aus',
};

/** A place in an act as it is written in German (`Art. 21(2)`, `§ 33`): the form of the source, with German marks for article, section, recital and chapter. */
export function placeInGerman(place: string): string {
  return Object.entries(phrases)
    .reduce((text, [english, german]) => text.replace(english, german), place)
    .replaceAll(/\bArt (?=\d)/g, 'Art. ')
    .replaceAll(/(?<=\)) s\.(?=\d)/g, ' Satz ')
    .replaceAll(/\bss?\.\s?(?=\d)/g, '§ ')
    .replaceAll(/\brecital\b/g, 'Erwägungsgrund')
    .replaceAll(/\bAnnex\b/g, 'Anhang')
    .replaceAll(/\bch\./g, 'Kap. ')
    .replaceAll(/\bpara (?=\d)/g, 'Abs. ')
    .replaceAll(/\bno\.(?=\d)/g, 'Nr. ')
    .replaceAll(/\bpoint (?=\d)/g, 'Nr. ')
    .replaceAll(
      /\b(first|second|third|last) subpara\b/g,
      (_, which: string) => `Unterabs. ${{ first: '1', second: '2', third: '3' }[which] ?? '(letzter)'}`,
    );
}
