// The rules of an allow-list as a table a second person can judge.
import type { AllowList } from '@holdfast/conduits/schema';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Badge } from '@holdfast/design/badge';
import { Table } from '@mantine/core';
import { noteRule } from '../rules.ts';
import { useTranslation } from 'react-i18next';
import { RuleNotes, useRuleWords } from './conduit-words.tsx';

type ShownRule = AllowList['rules'][number];

/** `counted`: whether flows are counted by rule, as for the list in force. `added`: ids of rules the list in force lacks. */
export type RulesProps = { rules: readonly ShownRule[]; label: string; counted?: boolean; added?: ReadonlySet<string> };

export function RulesTable({ rules, label, counted = false, added = new Set() }: RulesProps) {
  const { t } = useTranslation('conduits');
  const words = useRuleWords();
  const ordered = rules.toSorted((a, b) => noteRule(b).length - noteRule(a).length);
  const hasNotes = rules.some((rule) => rule.purpose !== '' || noteRule(rule).length > 0);
  return (
    <Table.ScrollContainer minWidth={640} maxHeight={420} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table aria-label={label} stickyHeader verticalSpacing={6} fz="sm" style={{ '--table-border-color': 'var(--hf-line)' }}>
        <Table.Thead style={{ background: 'var(--hf-surface)' }}>
          <Table.Tr>
            <Table.Th>{t('from')}</Table.Th>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('allowed')}</Table.Th>
            {counted && <Table.Th ta="right">{t('flows_title')}</Table.Th>}
            {hasNotes && <Table.Th>{t('notice')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map((rule) => (
            <Table.Tr key={rule.id}>
              <Table.Td>
                <RuleEndName end={rule.from} name={rule.from_name} />
              </Table.Td>
              <Table.Td>
                <RuleEndName end={rule.to} name={rule.to_name} />
              </Table.Td>
              <Table.Td>
                {words(rule)} {added.has(rule.id) && <Badge tone="attention">{t('added')}</Badge>}
                {rule.is_essential === true && <Badge tone="neutral">{t('essential')}</Badge>}
                {rule.safety !== undefined && rule.safety !== null && <Badge tone="neutral">{t(`safety.${rule.safety}`)}</Badge>}
              </Table.Td>
              {counted && <Table.Td ta="right">{rule.flows}</Table.Td>}
              {hasNotes && (
                <Table.Td>
                  <RuleNotes rule={rule} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** An end of a rule: a device, every device of a kind, or a whole zone. */
export function RuleEndName({ end, name }: { end: ShownRule['from']; name: string }) {
  const { t } = useTranslation('conduits');
  const { path } = usePlace();
  if (end.kind === 'asset') return <Go to={path(`assets/${end.asset_id}`)}>{name}</Go>;
  return (
    <Go to={path('zones')} search={{ open: end.zone_id }}>
      {end.kind === 'role' ? t('rule_of_kind', { kind: t(`assets:kind.${end.role}`), name }) : t('whole_zone', { name })}
    </Go>
  );
}
