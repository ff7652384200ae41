// One door for all engineering project files: the root element says which tool wrote it.
import { readL5x, skipsL5x } from './l5x.ts';
import { readPlcopen, skipsPlcopen } from './plcopen.ts';
import type { Project } from './project.ts';
import { readTiaAml, skipsAml } from './tia-aml.ts';
import { defaultLimits, type Fault, type Limits, parseXml } from './xml.ts';

export type ProjectReading = { ok: true; project: Project } | { ok: false; error: Fault };

type Format = {
  root: string;
  skips: (name: string, depth: number) => boolean;
  read: (root: Parameters<typeof readL5x>[0]) => Project | null;
};

const formats: readonly Format[] = [
  { root: 'rslogix5000content', skips: skipsL5x, read: readL5x },
  { root: 'caexfile', skips: skipsAml, read: readTiaAml },
  { root: 'project', skips: skipsPlcopen, read: readPlcopen },
];

/**
 * Reads an engineering project export: Rockwell L5X, TIA Portal CAx (AutomationML), PLCopen XML or IEC 61131-10. `text` is the decoded file.
 * Never throws on input; `error.offset` is a line. Document types and entities are refused, size and depth are bounded.
 */
export function readProject(text: string, limits: Limits = defaultLimits): ProjectReading {
  const name = rootName(text);
  const format = formats.find((it) => it.root === name);
  if (format === undefined)
    return { ok: false, error: { kind: 'not_a_project', offset: 1, what: `the root element is ${name ?? 'missing'}` } };
  const parsed = parseXml(text, format.skips, limits);
  if (!parsed.ok) return parsed;
  const project = format.read(parsed.root);
  if (project === null) return { ok: false, error: { kind: 'not_a_project', offset: 1, what: 'no device stands in it' } };
  return { ok: true, project };
}

/** Local name of the first element within the first 64 Ki characters, in lower case. */
function rootName(text: string): string | null {
  const head = withoutComments(text.slice(0, 65_536));
  const found = /<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]/.exec(head);
  return found?.[1]?.toLowerCase() ?? null;
}

/** Each sign is looked at once: a pattern would search for the end anew from every beginning. A comment without an end takes the rest. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', at)) {
    kept.push(text.slice(at, start));
    const end = text.indexOf('-->', start + 4);
    if (end < 0) return kept.join('');
    at = end + 3;
  }
  return kept.join('') + text.slice(at);
}
