// What a finding says, worded by its kind: which sentence it gets and what fills it.
import type { Finding } from '../schema.ts';

export type Said = Pick<Finding, 'kind' | 'subject_name' | 'facts'>;
/** Words the first of the keys that has words. */
type Word = (keys: readonly string[], params?: Record<string, unknown>) => string;
type Facts = Finding['facts'];

/** The finding's sentence. Facts a finding does not have are left out, never shown as a placeholder. */
export function wordFinding(word: Word, { kind, subject_name, facts }: Said): string {
  const classes = wordList(word, facts.classes, 'flows:class');
  const device = [word([`assets:kind.${facts.kind}`, 'assets:kind.unknown']), facts.vendor, facts.address].filter(Boolean).join(', ');
  const port = facts.port === null || facts.port === undefined ? '' : word(['port'], { port: facts.port });
  const protocol = [facts.protocol, port].filter(Boolean).join(', ') || '?';
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
  const count = Number(facts.events ?? facts.flows ?? 0);
  const why = wordWhy(word, facts, classes);
  return word([`sentence.${variantOf(kind, facts)}`], {
    ...unknown,
    ...known,
    acts: wordList(word, facts.acts ?? 'other', 'act'),
    station: isStranger(facts)
      ? word(['strange_station'])
      : isForeign(facts)
        ? word(['foreign_station'], { station: word([`assets:kind.${facts.station}`, 'assets:kind.unknown']) })
        : '',
    name: subject_name,
    count,
    why,
    device,
    protocol,
    classes,
  }).trimEnd();
}

const names = [
  'operations',
  'host',
  'from',
  'way',
  'doors',
  'targets',
  'minutes',
  'errors',
  'usual',
  'address',
  'mac',
  'other_mac',
  'what',
  'clients',
];
/** A fact a finding lacks shows as such. */
const unknown = Object.fromEntries([...names, 'elements', 'seen', 'zones', 'conduits', 'names'].map((name) => [name, '?']));

const isStranger = ({ standing }: Facts): boolean => typeof standing === 'string' && standing !== 'accepted';

/** Programming from a device that is no engineering station. */
function isForeign({ station, acts }: Facts): boolean {
  return (
    typeof station === 'string' &&
    station !== 'engineering-station' &&
    /download|upload|stop|start|mode|firmware|reinitialise/.test(String(acts))
  );
}

/** Why no rule fits a flow, with the value that did not fit. A value that is missing would leave a hole: then only the reason is named. */
function wordWhy(word: Word, facts: Facts, classes: string): string {
  const { why } = facts;
  if (typeof why !== 'string') return '';
  const values: Record<string, unknown> = { transport: facts.transport, port: facts.port, protocol: facts.protocol, classes };
  const isWhole = !(why in values) || (values[why] ?? '') !== '';
  return word(isWhole ? [`flows:unmatched.${why}`, 'flows:unmatched.other'] : ['flows:unmatched.other'], { ...values, code: why });
}

function wordList(word: Word, text: Facts[string] | undefined, prefix: string): string {
  const codes = String(text ?? '')
    .split(', ')
    .filter(Boolean);
  return codes.map((code) => word([`${prefix}.${code}`, `${prefix}.other`])).join(', ');
}

/** Some findings of a kind deserve their own sentence: a device that was rejected is back, what crosses without a list can change devices. */
function variantOf(kind: Finding['kind'], facts: Facts): string {
  if (kind === 'new_device' && facts.standing === 'rejected') return 'rejected_device';
  if (kind === 'file_damaged' && typeof facts.fault === 'string')
    return facts.fault === 'missing' ? 'file_missing' : facts.fault === 'changed' ? 'file_changed' : 'file_key_missing';
  if (kind === 'remote_session' && facts.verdict === 'allowed') return 'remote_session_listed';
  if (kind === 'unusual_commands' && facts.code === 'rate') return 'unusual_rate';
  if (kind === 'enforcer_differs' && (facts.state === 'silent' || facts.state === 'rolled_back')) return `enforcer_${facts.state}`;
  return kind === 'conduit_without_list' && facts.classes ? 'changing_conduit' : kind;
}

/** The zone of a finding, or the zones of both its ends when they differ. A flow has a direction, a conduit has none. */
export function zonesOf(
  it: Pick<Finding, 'subject_type' | 'zone_name' | 'other_zone_name'>,
  say: (zone_name: string) => string = (name) => name,
): string | null {
  const zone = it.zone_name === null ? null : say(it.zone_name);
  if (it.other_zone_name === null) return zone;
  return `${zone ?? '?'} ${it.subject_type === 'conduit' ? '–' : '→'} ${say(it.other_zone_name)}`;
}
