// Configurations of firewalls, whole or broken: reading them never throws, stays within its bounds, and finds what was added.
import {
  compareConfiguration,
  compileCiscoAsa,
  compileCiscoIos,
  compileFortigate,
  compileNftables,
  compilePaloAlto,
  readableTargets,
} from '@holdfast/core-zones';
import type { ReadableTarget } from '@holdfast/core-zones';
import fc from 'fast-check';
import type { Random } from '../../plant/src/random.ts';
import { trialOf } from '../../test/policy-arbitraries.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

const compilers = {
  nftables: compileNftables,
  fortigate: compileFortigate,
  cisco_asa: compileCiscoAsa,
  cisco_ios: compileCiscoIos,
  palo_alto: compilePaloAlto,
} as const;
const options = { layout: 'routed', outside: 'drop' } as const;
const LIMIT_MS = 3000;

/** A line that opens what no list opens, and where it must be found. */
const intruders: Partial<Record<ReadableTarget, string>> = {
  cisco_asa: '\naccess-list HOLDFAST extended permit udp host 203.0.113.77 host 203.0.113.78 eq 7\n',
  palo_alto: [
    '',
    'set rulebase security rules intruder source 203.0.113.77',
    'set rulebase security rules intruder destination 203.0.113.78',
    'set rulebase security rules intruder service any',
    'set rulebase security rules intruder action allow',
    '',
  ].join('\n'),
};

const trialFrom = (seed: number) => fc.sample(trialOf(3), { numRuns: 1, seed })[0]!;
// The judge needs lists to compare with; which ones does not matter to it.
const approved = trialFrom(1).view;

function makeText(target: ReadableTarget, random: Random): Uint8Array {
  const view = random.next() < 0.5 ? approved : trialFrom(random.between(0, 1_000_000)).view;
  return mutate(random, new TextEncoder().encode(compilers[target](view, options).text));
}

function judgeText(target: ReadableTarget, input: Uint8Array): string | null {
  const text = new TextDecoder().decode(input);
  const lines = text.split('\n').length;
  const start = performance.now();
  const compared = compareConfiguration(text, target, approved, options);
  if (performance.now() - start > LIMIT_MS) return `takes ${Math.round(performance.now() - start)} ms for ${input.length} bytes`;
  const named = [...compared.unknown, ...compared.foreign, ...compared.unresolved];
  if (named.some(({ line, text: said }) => line < 1 || line > lines || said.length > 160)) return 'names a line that is not there';
  if (compared.differences.some(({ line }) => line !== null && (line < 1 || line > lines)))
    return 'a difference in a line that is not there';
  const intruder = intruders[target];
  if (intruder === undefined || !compared.is_same) return null;
  return compareConfiguration(text + intruder, target, approved, options).is_same ? 'what was added is not found' : null;
}

export const firewallTargets = (): Target[] =>
  readableTargets.map((target) => ({
    name: `firewall-${target.replaceAll('_', '-')}`,
    make: (random) => makeText(target, random),
    judge: (input) => judgeText(target, input),
  }));
