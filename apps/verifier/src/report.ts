// A verdict as sentences, for the terminal and the page alike.
import type { PackageFault, PackageVerdict, Told } from '@holdfast/core-package';
import { checkedWords, faultWords, headings, type Language, notCheckedWords, outcomes, reasonWords } from './words.ts';

export type Report = {
  exit: PackageVerdict['exit'];
  outcome: string;
  sections: { heading: string; lines: string[] }[];
};

export function reportOf(verdict: PackageVerdict, language: Language): Report {
  const told = (words: typeof checkedWords) => (it: Told) => fill(words[it.what]?.[language] ?? it.what, it.params, language);
  const more = verdict.more_faults > 0 ? [fill(headings.more[language], { count: verdict.more_faults }, language)] : [];
  const sections = [
    { heading: headings.faults[language], lines: [...verdict.faults.map((it) => faultLine(it, language)), ...more] },
    { heading: headings.checked[language], lines: verdict.checked.map(told(checkedWords)) },
    { heading: headings.not_checked[language], lines: verdict.not_checked.map(told(notCheckedWords)) },
  ];
  return { exit: verdict.exit, outcome: outcomes[verdict.exit][language], sections: sections.filter(({ lines }) => lines.length > 0) };
}

function faultLine({ what, file, detail }: PackageFault, language: Language): string {
  const place = [file, detail].filter((it) => it !== null).map(printable);
  return [faultWords[what]?.[language] ?? what, ...(place.length > 0 ? [`(${place.join(': ')})`] : [])].join(' ');
}

function fill(words: string, params: Told['params'], language: Language): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    return name === 'reason' ? (reasonWords[value]?.[language] ?? printable(String(value))) : printable(String(value));
  });
}

// A package's own names must not write to the terminal.
const printable = (text: string): string => text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?').slice(0, 300);
