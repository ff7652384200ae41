// Decisions about conduits: their state, what a miss means, and whether a list may be proposed.
import { explainRule, type Miss, type RuleNote, type Verdict } from '@holdfast/core-zones';
import { Failure } from '@holdfast/platform/failure';
import type { Conduit, Rule } from './schema.ts';

export type Unmatched = { code: string; params: Record<string, string | number> }[];

/** A miss as the API says it: one code with the value that did not fit. */
export function unmatchedOf(verdict: Verdict): Unmatched {
  return verdict.verdict === 'unapproved' ? [{ code: verdict.unmatched.code, params: paramsOf(verdict.unmatched) }] : [];
}

function paramsOf(miss: Miss): Record<string, string | number> {
  const { transport, port, protocol, classes } = miss;
  return {
    ...(transport === undefined ? {} : { transport }),
    ...(port === undefined || port === null ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(classes === undefined ? {} : { classes: classes.join(', ') }),
  };
}

/** `unknown` without a list in force, `unapproved` when a flow does not fit it, else `approved`. */
export function conduitState(it: { list_version: number | null; unapproved: number }): Conduit['state'] {
  if (it.list_version === null) return 'unknown';
  return it.unapproved > 0 ? 'unapproved' : 'approved';
}

/** A list needs confirmed zones (else its rules could lose their ground), rules, and no other list waiting. */
export function requireProposable(it: { zones_confirmed: boolean; waiting: boolean; rules: number }): void {
  if (!it.zones_confirmed) throw new Failure('conflict', 'zones_not_confirmed');
  if (it.waiting) throw new Failure('conflict', 'list_already_waiting');
  if (it.rules === 0) throw new Failure('unprocessable', 'list_without_rules');
}

/** Protocols that never leave the link they are spoken on: what a router answers there crosses no zone boundary. */
const onLink: readonly string[] = ['arp', 'lldp', 'cdp', 'stp', 'igmp'];

export function staysOnLink(flow: { protocol: string }): boolean {
  return onLink.includes(flow.protocol);
}

/** What a reader should notice about a rule before approving it, as codes the UI words: `whole_zone`, `changes_process` ... */
export function noteRule(rule: Rule): RuleNote[] {
  return explainRule(rule).notes;
}
