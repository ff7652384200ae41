// How a citation is written, in English and German. It stands apart from the facts, so that a page may write one without carrying all of the law.
import { instruments } from './instruments.data.ts';
import type { Cite } from './words.ts';

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
