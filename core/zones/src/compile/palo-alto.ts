// Palo Alto (PAN-OS 10 and later) as set commands: addresses, groups, services, security rules. Stateful: answers need no rule.
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { commentText, familiesOf, plainRulesOf, serviceText } from './plain-rules.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import { formatRange } from './ranges.ts';
import { standingsOf } from './standings.ts';
import { cleanText, hashText, slugOf } from './tags.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

const list = (names: readonly string[]): string => (names.length === 1 ? names[0]! : `[ ${names.join(' ')} ]`);

function placeLines(place: Place): string[] {
  const ranges = ([4, 6] as const).flatMap((family) => rangesOf(place, family).map((range) => formatRange(family, range)));
  const named = ranges.map((text, n) => ({ name: `${place.name}_${n + 1}`, text }));
  return [
    ...named.map(({ name, text }) => `set address ${name} ${text.includes('-') ? 'ip-range' : 'ip-netmask'} ${text}`),
    `set address-group ${place.name} static ${list(named.map(({ name }) => name))}`,
    `set address-group ${place.name} description "${place.kind} ${place.label}"`,
  ];
}

const serviceName = (service: Service): string => `hf-${serviceText(service).replace(' ', '-')}`;
const hasPorts = ({ transport }: Service): boolean => transport === 'tcp' || transport === 'udp';

/** Ping is an application there, not a service (App-ID). */
function serviceWords(service: Service): { application: string; service: string } {
  if (service.transport === 'icmp') return { application: 'ping', service: 'application-default' };
  if (service.transport === 'icmpv6') return { application: 'ping6', service: 'application-default' };
  return { application: 'any', service: service.transport === 'any' ? 'any' : serviceName(service) };
}

function ruleName(rule: PlainRule): string {
  const key = `${rule.tag} ${rule.from?.id} ${rule.to?.id} ${serviceText(rule.service)}`;
  return `hf-${slugOf(rule.tag, 40).replaceAll('_', '-')}-${hashText(key).slice(-6)}`;
}

function ruleLines(rule: PlainRule): string[] {
  const { application, service } = serviceWords(rule.service);
  const attributes = [
    'from any',
    'to any',
    `source ${rule.from?.name ?? 'any'}`,
    `destination ${rule.to?.name ?? 'any'}`,
    'source-user any',
    'category any',
    `application ${application}`,
    `service ${service}`,
    `action ${rule.action === 'permit' ? 'allow' : 'deny'}`,
    ...(rule.action === 'deny' ? ['log-end yes'] : []),
    'tag Holdfast',
    `description "${commentText(rule, (text) => cleanText(text, 240))}"`,
  ];
  return attributes.map((attribute) => `set rulebase security rules ${ruleName(rule)} ${attribute}`);
}

/** Set commands to read, then to load and commit. */
export function compilePaloAlto(view: CompileView, options: CompileOptions): Compiled {
  const { rules, used, places } = plainRulesOf(view, 'palo_alto', options);
  const services = new Map(rules.filter(({ service }) => hasPorts(service)).map(({ service }) => [serviceName(service), service]));
  const said = options.title === undefined ? [] : [`# ${cleanText(options.title, 160)}`];
  const lines = [
    '# Holdfast: conduits for Palo Alto (PAN-OS 10 or later). Read it before loading.',
    ...said,
    'set tag Holdfast comments "made by Holdfast from an approved list"',
    ...used.flatMap(placeLines),
    ...[...services]
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, { transport, port_from, port_to }]) => {
        return `set service ${name} protocol ${transport} port ${port_from === port_to ? port_from : `${port_from}-${port_to}`}`;
      }),
    ...rules.filter((rule) => familiesOf(rule).length > 0).flatMap(ruleLines),
  ];
  return { text: `${lines.join('\n')}\n`, standings: standingsOf(view, places, 'palo_alto', options), notes: places.notes, counters: [] };
}
