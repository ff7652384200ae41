// Holds one flow against an allow-list plainly: the meaning of a list, to be read from top to bottom. Many flows go through an index.
import type { Nearest } from './fit-rule.ts';
import {
  endMeans,
  fitRule,
  intraZone,
  isNearer,
  judgeInMode,
  judgeNearest,
  judgeUnlisted,
  judgeWindows,
  missingClasses,
  zoneOfEnd,
} from './fit-rule.ts';
import { makeJudge } from './rule-index.ts';
import type { CheckedFlow, JudgeOptions, Rule, Verdict } from './words.ts';

/**
 * Judges one flow. Inside one zone every flow is 'intra_zone'. The first rule of the list that fits allows it; rules that fit at some time
 * of the week only allow it together when their windows hold all of its week; otherwise the answer says by what the nearest rule is missed.
 * In mode 'essential' only essential rules allow, in 'isolated' none does.
 * @param zone_of asset id to zone id
 */
export function checkFlow(
  flow: CheckedFlow,
  rules: readonly Rule[],
  zone_of: ReadonlyMap<string, string>,
  { kind_of, mode = 'normal', depth = 'operations' }: JudgeOptions = {},
): Verdict {
  const { client_id, server_id } = flow;
  const [from, to] = [zoneOfEnd(client_id, zone_of), zoneOfEnd(server_id, zone_of)];
  const kinds = { client: kind_of?.get(client_id ?? ''), server: kind_of?.get(server_id ?? '') };
  const judge = (list: readonly Rule[]): Verdict => {
    if (from !== undefined && from === to) return intraZone;
    let nearest: Nearest | null = null;
    const open: Rule[] = [];
    for (const [position, rule] of list.entries()) {
      if (!endMeans(rule.from, client_id, from, kinds.client) || !endMeans(rule.to, server_id, to, kinds.server)) continue;
      const fit = fitRule(flow, rule, depth);
      if (fit === 'window') open.push(rule);
      const found = { position, fit, missing: fit === 'classes' ? missingClasses(flow, rule).length : 0 };
      if (isNearer(found, nearest)) nearest = found;
    }
    if (nearest?.fit === 'window') return judgeWindows(flow, open);
    if (nearest !== null) return judgeNearest(flow, list[nearest.position] as Rule, nearest.fit);
    return judgeUnlisted(
      list.find((rule) => endMeans(rule.from, server_id, to, kinds.server) && endMeans(rule.to, client_id, from, kinds.client)),
    );
  };
  return judgeInMode(mode, judge(rules), () => judge(rules.filter((rule) => rule.is_essential === true)));
}

/** `checkFlow` for many flows, in their order; the rules are indexed once. */
export function checkFlows(
  flows: Iterable<CheckedFlow>,
  rules: readonly Rule[],
  zone_of: ReadonlyMap<string, string>,
  options: JudgeOptions = {},
): Verdict[] {
  return Array.from(flows, makeJudge(rules, zone_of, options));
}
