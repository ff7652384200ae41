// How conduits are worded: their state, the rules of their lists, what a reader should notice.
import type { AllowList, Conduit } from '@holdfast/conduits/schema';
import { Badge, type Tone } from '@holdfast/design/badge';
import { heardState } from '@holdfast/observation/rules';
import { ObservationBadge } from '@holdfast/observation/ui/observed-by';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { noteRule } from '../rules.ts';

export const conduitTones: Record<Conduit['state'], Tone> = { approved: 'good', unapproved: 'alarm', unknown: 'unknown' };

/** Nothing hears either of its zones: that it is approved, or that nothing unapproved was seen, says nothing. */
export function isSilent({ state, heard_until }: Pick<Conduit, 'state' | 'heard_until'>): boolean {
  return state !== 'unapproved' && heardState(heard_until, new Date().toISOString()) === 'unobserved';
}

/** The state of a conduit, with the number of flows that do not fit where there are any. */
export function ConduitState({ conduit }: { conduit: Pick<Conduit, 'state' | 'unapproved' | 'heard_until'> }) {
  const { t } = useTranslation('conduits');
  if (isSilent(conduit)) return <ObservationBadge state="unobserved" />;
  const key = conduit.state === 'unapproved' ? 'unapproved_flows' : `state.${conduit.state}`;
  return <Badge tone={conduitTones[conduit.state]}>{t(key, { count: conduit.unapproved })}</Badge>;
}

/** The sentence that a conduit's state asks for; where every flow is judged, it does not ask for that again. */
export function stateKey({ state, unknown }: Pick<Conduit, 'state' | 'unknown'>): string {
  return state === 'unapproved' && unknown === 0 ? 'next.unapproved_judged' : `next.${state}`;
}

type ShownRule = AllowList['rules'][number];
const loudNotes: readonly string[] = ['anyone', 'any_port', 'any_protocol', 'any_operation'];

/** Ports of a rule; `null` where it has none. */
export function portsOf({ port_from, port_to }: Pick<ShownRule, 'port_from' | 'port_to'>): string | null {
  if (port_from === null || port_to === null) return null;
  return port_from === port_to ? String(port_from) : `${port_from}–${port_to}`;
}

/** Notes on how wide a rule is; those that open a door to more than was seen stand out. */
export function RuleNotes({ rule }: { rule: ShownRule }) {
  const { t } = useTranslation('conduits');
  return (
    <Stack gap={2} align="flex-start">
      {rule.purpose !== '' && <Text size="sm">{rule.purpose}</Text>}
      {noteRule(rule).map((note) => (
        <Badge key={note} tone={loudNotes.includes(note) ? 'attention' : 'neutral'}>
          {t(`note.${note}`)}
        </Badge>
      ))}
    </Stack>
  );
}

/** Classes worth a word: `other` alone says nothing. */
const classesOf = (classes: NonNullable<ShownRule['classes']>) => (classes.length === 1 && classes[0] === 'other' ? [] : classes);

/** The parts of a rule without its ends, each in words. */
export function useRuleParts(): (rule: ShownRule) => { service: string; protocol: string; operations: string } {
  const { t } = useTranslation('conduits');
  return (rule) => {
    const isAnyPort = rule.port_from === 0 && rule.port_to === 65_535;
    const service = [rule.transport.toUpperCase(), isAnyPort ? t('any_port') : portsOf(rule)].filter((it) => it !== null).join(' ');
    const operations = rule.classes === null ? t('any_operation') : rule.classes.map((it) => t(`flows:class.${it}`)).join(', ');
    return { service, protocol: rule.protocol ?? t('any_protocol'), operations };
  };
}

/** What a rule lets through, without its ends: `TCP 102 · S7comm · read, write`. */
export function useRuleWords(): (rule: ShownRule) => string {
  const parts = useRuleParts();
  return (rule) => {
    const { service, protocol, operations } = parts(rule);
    const saysNothing = rule.classes !== null && classesOf(rule.classes).length === 0;
    return [service, protocol, saysNothing ? '' : operations].filter((it) => it !== '').join(' · ');
  };
}
