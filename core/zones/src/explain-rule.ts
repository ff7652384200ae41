// What a rule says and how wide it is, as codes and values the page puts into words.
import type { OperationClass, Rule, RuleEnd } from './words.ts';

export type RuleCode = `${RuleEnd['kind']}_to_${RuleEnd['kind']}`;

/** What a reader should notice about a rule before approving it. */
export type RuleNote =
  | 'anyone' // an end is open to all
  | 'whole_zone' // an end is a zone, also for devices that come later
  | 'any_port'
  | 'port_range'
  | 'any_protocol'
  | 'any_operation'
  | 'operations_not_visible' // the list of classes is empty: nothing can be read there, an encrypted protocol say
  | 'changes_process'; // allows to write, program, start, stop or configure

export type RuleExplanation = {
  code: RuleCode;
  params: { from: string; to: string; transport: string; port: string; protocol: string; classes: string; purpose: string };
  notes: RuleNote[];
};

const changing: readonly OperationClass[] = ['write', 'program', 'start', 'stop', 'configure'];

function idOf(end: RuleEnd): string {
  if (end.kind === 'any') return '';
  if (end.kind === 'asset') return end.asset_id;
  return end.kind === 'zone' ? end.zone_id : `${end.zone_id} ${end.role}`;
}

function portOf({ port_from, port_to }: Rule): string {
  if (port_from === null || port_to === null) return '';
  return port_from === port_to ? `${port_from}` : `${port_from}-${port_to}`;
}

function notesOf(rule: Rule): RuleNote[] {
  const { from, to, port_from, port_to, protocol, classes } = rule;
  const isAnyPort = port_from === 0 && port_to === 65535;
  const notes: [RuleNote, boolean][] = [
    ['anyone', from.kind === 'any' || to.kind === 'any'],
    ['whole_zone', from.kind === 'zone' || to.kind === 'zone'],
    ['any_port', isAnyPort],
    ['port_range', port_from !== port_to && !isAnyPort],
    ['any_protocol', protocol === null],
    ['any_operation', classes === null],
    ['operations_not_visible', classes?.length === 0],
    ['changes_process', classes === null || classes.some((name) => changing.includes(name))],
  ];
  return notes.filter(([, holds]) => holds).map(([note]) => note);
}

/**
 * A rule as a code with values: ids of the ends, empty text where a value is open (port, protocol, classes) or there is none;
 * classes separated by commas. The words stand in the page, in each language.
 */
export function explainRule(rule: Rule): RuleExplanation {
  const { from, to, transport, protocol, classes, purpose } = rule;
  return {
    code: `${from.kind}_to_${to.kind}`,
    params: {
      from: idOf(from),
      to: idOf(to),
      transport,
      port: portOf(rule),
      protocol: protocol ?? '',
      classes: (classes ?? []).join(','),
      purpose,
    },
    notes: notesOf(rule),
  };
}
