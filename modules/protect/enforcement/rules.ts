// Decisions of enforcement: what is compiled for an enforcer, whether it is in step, what its state is called, how rules are named on the wire.
import { compileNftables, type Compiled } from '@holdfast/core-zones';
import { effectiveView, hashList, type OrderedMode, type Policy, type PolicyConduit, type PolicyView } from '@holdfast/core-policy';
import type { EnforcerReport, EnforcerState, HoldCode } from './schema.ts';

/** A list as it was rolled out: what a policy holds but for what is signed anew each time. */
export type RolledOut = Pick<Policy, 'layout' | 'outside' | 'time_zone' | 'view' | 'confirm_within_s'> & { list_sequence: number };
export type Options = Pick<Policy, 'layout' | 'outside' | 'time_zone'>;

/** How long nothing may be heard of an enforcer before it counts as silent. */
export const silentAfterMs = 60_000;

/** Rules are numbered anew in every list: on a firewall their conduit stands before them. */
export const ruleTag = (conduit_id: string, rule_id: string): string => `c${conduit_id.slice(-8)}.${rule_id}`;
/** The rule's own id, as its list has it. */
export const ruleOfTag = (tag: string): string => tag.replace(/^c[0-9a-f]{8}\./, '');

/** The compiled text of a view. `at`: when the policy was made; windows follow the site's clock of that year. */
export function compileFor(view: PolicyView, { layout, outside, time_zone }: Options, at: string, heard: readonly string[] = []): Compiled {
  return compileNftables(view, { layout, outside, time_zone, at, seen_by: { holdfast: heard } });
}

/** The view with every conduit in the mode normal: what lists are compared by. */
export const inNormal = (view: PolicyView): PolicyView => ({
  ...view,
  conduits: view.conduits.map((it) => ({ ...it, mode: 'normal' as const })),
});

/** Only one conduit of a view, between its own zones. */
export function viewOfConduit(view: PolicyView, conduit_id: string): PolicyView {
  const conduits = view.conduits.filter(({ id }) => id === conduit_id);
  const zones = new Set(conduits.flatMap(({ zone_a, zone_b }) => [zone_a, zone_b]));
  return { conduits, zones: view.zones.filter(({ id }) => zones.has(id)), assets: view.assets.filter(({ zone_id }) => zones.has(zone_id)) };
}

/**
 * A view in which only these conduits are as they are now; the others have the lists they had in `kept` (none before the first roll-out). Where
 * zones and devices are is always of now.
 */
export function onlyOfConduits(now: PolicyView, kept: PolicyView | null, due: ReadonlySet<string>): PolicyView {
  const before = new Map((kept?.conduits ?? []).map((it) => [it.id, it.rules]));
  const known = new Set(now.assets.map(({ id }) => id));
  const zones = new Set(now.zones.map(({ id }) => id));
  const named = (kept?.assets ?? []).filter(({ id, zone_id }) => !known.has(id) && zones.has(zone_id));
  const conduits = now.conduits.map((it) => (due.has(it.id) ? it : { ...it, rules: before.get(it.id) ?? null }));
  return { zones: now.zones, assets: [...now.assets, ...named], conduits };
}

/** Whether a conduit reads the same on a firewall by both views, whatever its mode. */
export function isInStep(now: PolicyView, rolledOut: RolledOut, conduit_id: string, options: Options, at: string): boolean {
  const textOf = (view: PolicyView, by: Options): string => compileFor(inNormal(viewOfConduit(view, conduit_id)), by, at).text;
  return textOf(now, options) === textOf(rolledOut.view, rolledOut);
}

/** What the next policy says: the list that was rolled out with the modes of now; conduits it does not know, where a mode closes them. */
export function nextPolicy(
  list: RolledOut | null,
  now: { view: PolicyView; modes: OrderedMode[]; options: Options },
  made: Pick<Policy, 'site_id' | 'enforcer_id' | 'sequence' | 'made_at' | 'keys'>,
): Policy {
  const options = list ?? { ...now.options, confirm_within_s: 120, list_sequence: 0 };
  const { layout, outside, time_zone, confirm_within_s, list_sequence } = options;
  const bare = { ...made, format: 1 as const, list_sequence, layout, outside, time_zone, confirm_within_s, modes: now.modes, ruleset: '' };
  const view = effectiveView(list === null ? null : { ...bare, view: list.view }, { ...bare, view: now.view }, []);
  const known = new Set(now.modes.map(({ conduit_id }) => conduit_id));
  // A conduit that is gone from the site stays in the list until another one is rolled out.
  const modes = [
    ...now.modes,
    ...view.conduits.filter(({ id }) => !known.has(id)).map(({ id }) => ({ conduit_id: id, mode: 'normal' as const, act: 'gone' })),
  ];
  return { ...bare, modes, view, ruleset: compileFor(view, options, made.made_at).text };
}

export const hashOfList = (list: RolledOut): string => hashList(list);

/** A new list is worth a number when something was approved, or a mode closes something. */
export const hasSomethingToHold = (view: PolicyView): boolean =>
  view.conduits.some(({ rules, mode }) => rules !== null || mode !== 'normal');

type Known = {
  kind: string;
  compared_at: string | null;
  is_same: boolean;
  ended_at: string | null;
  enrolled_at: string | null;
  code_expires_at: string | null;
  seen_at: string | null;
  report: EnforcerReport | null;
  last_list: 'offered' | 'waiting' | 'confirmed' | 'rolled_back' | 'withdrawn' | 'past' | null;
  is_as_ordered: boolean;
  in_step: boolean;
};

/** One word for an enforcer; what needs somebody most goes first. */
export function stateOf(it: Known, now: Date): EnforcerState {
  if (it.ended_at !== null) return 'ended';
  if (it.kind !== 'enforcer') return stateOfOther(it);
  if (it.enrolled_at === null) return Date.parse(it.code_expires_at ?? '') > now.getTime() ? 'waiting_for_machine' : 'code_expired';
  if (it.seen_at === null || now.getTime() - Date.parse(it.seen_at) > silentAfterMs) return 'silent';
  if (it.last_list === null || it.last_list === 'withdrawn') return 'empty';
  if (it.last_list === 'offered' || it.last_list === 'waiting') return 'trying';
  if (it.last_list === 'rolled_back') return 'rolled_back';
  if (!it.is_as_ordered) return 'differs';
  return it.in_step ? 'in_force' : 'out_of_step';
}

/** A firewall of another make: nothing is known but what its configuration said when it was brought. */
function stateOfOther(it: Known): EnforcerState {
  if (it.compared_at === null) return 'empty';
  if (!it.is_same) return 'differs';
  return it.in_step ? 'in_force' : 'out_of_step';
}

/** How long a configuration that was brought says anything. */
export const comparedForMs = 90 * 86_400_000;

/** Whether an enforcer says it holds what was ordered last: the text, the kernel, and nothing set on the machine itself. */
export function isAsOrdered(report: EnforcerReport | null, ordered: { sequence: number; ruleset_sha256: string } | null): boolean {
  if (report === null || ordered === null) return false;
  return report.is_as_applied && report.sequence === ordered.sequence && report.ruleset_sha256 === ordered.ruleset_sha256;
}

type Holding = {
  state: EnforcerState;
  has_list: boolean;
  in_list: boolean;
  in_step: boolean;
  set_here: boolean;
  is_as_applied: boolean;
  confirmed: boolean;
};

/** Whether one enforcer holds one conduit to its approved list, else what is missing. */
export function holdOf(it: Holding): HoldCode {
  if (!it.has_list) return 'no_list';
  if (it.state === 'ended') return 'no_enforcer';
  if (it.state === 'waiting_for_machine' || it.state === 'code_expired') return 'not_enrolled';
  if (it.state === 'silent') return 'silent';
  if (it.state === 'differs' && !it.confirmed) return 'differs';
  if (!it.in_list || !it.confirmed) return it.state === 'trying' ? 'trying' : 'not_rolled_out';
  if (it.set_here) return 'set_here';
  if (!it.is_as_applied) return 'differs';
  return it.in_step ? 'held' : 'not_rolled_out';
}

/** Of several enforcers that stand in a conduit, the one that lacks most counts: traffic may take the other way. */
const order: readonly HoldCode[] = ['no_list', 'not_enrolled', 'not_rolled_out', 'silent', 'differs', 'set_here', 'trying', 'held'];
export function worstHold(codes: readonly HoldCode[]): HoldCode {
  return order.find((code) => codes.includes(code)) ?? 'no_enforcer';
}

/** Lines of two texts, what is new and what is gone (longest common subsequence by lines; far-apart texts are told as all gone, all new). */
export function compareTexts(before: string, after: string): { is: 'same' | 'added' | 'removed'; text: string }[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const same = (text: string) => ({ is: 'same' as const, text });
  const middle = compareMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)];
}

const cellsAtMost = 4_000_000;

function compareMiddle(a: readonly string[], b: readonly string[]): ReturnType<typeof compareTexts> {
  if (a.length * b.length > cellsAtMost)
    return [...a.map((text) => ({ is: 'removed' as const, text })), ...b.map((text) => ({ is: 'added' as const, text }))];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const told: ReturnType<typeof compareTexts> = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) [told[told.length], i, j] = [{ is: 'same', text: a[i]! }, i + 1, j + 1];
    else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      told.push({ is: 'removed', text: a[i++]! });
    else told.push({ is: 'added', text: b[j++]! });
  }
  return told;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Kinds of ledger entries after which an enforcer may have to hold something else. */
export function changesOrders(kind: string): boolean {
  return kind === 'site.refreshed' || /^(conduit|zone|site)\./.test(kind);
}

export const orderJob = 'enforcement.order';
/** The job that signs what changed for a site's enforcers; to be added to an act's `jobs`. */
export const orderSite = (site_id: string) => ({ name: orderJob, payload: { site_id }, key: `${orderJob}:${site_id}` });

/** A conduit as the compilers take it; what a rule is for stays at home. */
export function conduitForPolicy(it: PolicyConduit): PolicyConduit {
  const rules = it.rules?.map((rule) => ({ ...rule, id: ruleTag(it.id, rule.id), purpose: '', learnt_from: null })) ?? null;
  return { ...it, rules };
}
