// What a reader must find on a firewall that has the approved lists: the plain rules in the words of the readers, not by way of any text.
import { iosHousekeeping, iosList, statelessRules } from '../cisco-ios.ts';
import type { StatelessRule } from '../cisco-ios.ts';
import { rangesOf } from '../places.ts';
import type { Place } from '../places.ts';
import { familiesOf, plainRulesOf } from '../plain-rules.ts';
import type { PlainRule } from '../plain-rules.ts';
import type { Family } from '../ranges.ts';
import type { CompileOptions, CompileTarget, CompileView } from '../view.ts';
import { anyEnds, wholeOf } from './read-rules.ts';
import type { Ends, ReadRule, ReadService } from './read-rules.ts';

export type ExpectedRule = ReadRule & { rule_id: string | null; conduit_id: string | null };

function endsIn(place: Place | null, families: readonly Family[]): Ends {
  if (place === null) return anyEnds(...families);
  return { 4: families.includes(4) ? place.v4 : [], 6: families.includes(6) ? place.v6 : [] };
}

function expect(rule: PlainRule, families: readonly Family[], scope: string, service: ReadService): ExpectedRule {
  const { action, tag, rule_id, conduit_id } = rule;
  const ends = { from: endsIn(rule.from, families), to: endsIn(rule.to, families) };
  return { line: 0, scope, action, ...ends, service, comment: tag, condition: '', rule_id, conduit_id };
}

const serviceOf = ({ service }: PlainRule): ReadService => ({ ...wholeOf(service.transport), ...service });

function statelessService(rule: StatelessRule): ReadService {
  const service = serviceOf(rule);
  if (rule.speaker === 'client') return service;
  if (service.transport === 'icmp' || service.transport === 'icmpv6') return { ...service, detail: 'echo-reply' };
  const { transport, port_from: source_from, port_to: source_to } = service;
  return { ...wholeOf(transport, transport === 'tcp' ? 'established' : ''), source_from, source_to };
}

function housekeeping(family: Family, scope: string): ExpectedRule[] {
  return iosHousekeeping[family].map((text) => {
    const service = wholeOf(family === 4 ? 'icmp' : 'icmpv6', text.trim().split(' ').at(-1));
    const ends = { from: anyEnds(family), to: anyEnds(family) };
    return {
      line: 0,
      scope,
      action: 'permit',
      ...ends,
      service,
      comment: 'errors and neighbours',
      condition: '',
      rule_id: null,
      conduit_id: null,
    };
  });
}

/** The rules a reader of the target must find. */
export function expectedRules(view: CompileView, target: CompileTarget, options: CompileOptions): ExpectedRule[] {
  const { rules, places } = plainRulesOf(view, target, options);
  if (target !== 'cisco_ios') return rules.map((rule) => expect(rule, familiesOf(rule), '', serviceOf(rule)));
  return [...places.zones.values()].flatMap((zone) =>
    ([4, 6] as const).flatMap((family) => {
      if (rangesOf(zone, family).length === 0) return [];
      const scope = iosList(zone, family);
      const stateless = statelessRules(rules, zone).filter((rule) => familiesOf(rule).includes(family));
      return [...housekeeping(family, scope), ...stateless.map((rule) => expect(rule, [family], scope, statelessService(rule)))];
    }),
  );
}
