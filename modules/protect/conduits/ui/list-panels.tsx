// The allow-lists of a conduit: the one in force, the one that waits, the ones before.
import type { AllowList, ConduitDetail } from '@holdfast/conduits/schema';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { Accordion, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRules } from './compare-rules.ts';
import { useRuleWords } from './conduit-words.tsx';
import { ListAgain } from './list-again.tsx';
import { DecideList } from './list-acts.tsx';
import { RulesTable } from './rules-table.tsx';

/** The list that waits for its second person. */
export function WaitingList({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const list = conduit.proposed;
  if (list === null) return null;
  const { added, dropped } = compareRules(conduit.in_force?.rules ?? [], list.rules);
  return (
    <Panel
      title={t('waiting_title', { version: list.version })}
      aside={<Badge tone={list.mine_to_decide ? 'attention' : 'waiting'}>{t(list.mine_to_decide ? 'waits_for_you' : 'waiting')}</Badge>}
    >
      <Stack gap="md">
        <Signed by={list.proposed_by_name} at={list.proposed_at} reason={list.reason} what={t('proposed_by')} />
        {conduit.in_force !== null && <Changes added={added.length} dropped={dropped} />}
        <RulesTable
          rules={list.rules}
          label={t('waiting_title', { version: list.version })}
          added={new Set(conduit.in_force === null ? [] : added.map((rule) => rule.id))}
        />
        <DecideList conduit_id={conduit.id} list={list} />
      </Stack>
    </Panel>
  );
}

/** What a list changes against the one in force. */
export function Changes({ added, dropped }: { added: number; dropped: AllowList['rules'] }) {
  const { t } = useTranslation('conduits');
  const words = useRuleWords();
  return (
    <div>
      <Text>{t('changes', { added, dropped: dropped.length })}</Text>
      {dropped.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {dropped.map((rule) => (
            <li key={rule.id}>
              <s>
                {rule.from_name} → {rule.to_name}: {words(rule)}
              </s>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The list every flow is held against. */
export function ListInForce({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const list = conduit.in_force;
  if (list === null) return null;
  return (
    <Panel title={t('in_force_title', { version: list.version })}>
      <Stack gap="md">
        <Group gap="xl">
          <Signed by={list.proposed_by_name} at={list.proposed_at} reason={list.reason} what={t('proposed_by')} />
          <Signed by={list.decided_by_name} at={list.decided_at} reason={list.decision_reason} what={t('approved_by')} />
        </Group>
        <RulesTable rules={list.rules} counted label={t('in_force_title', { version: list.version })} />
      </Stack>
    </Panel>
  );
}

const listTones: Record<AllowList['state'], Tone> = {
  proposed: 'waiting',
  approved: 'good',
  refused: 'off',
  withdrawn: 'off',
  expired: 'off',
  superseded: 'off',
  scheduled: 'waiting',
};

/** Every list this conduit ever had, newest first. */
export function ListHistory({ conduit }: { conduit: ConduitDetail }) {
  const { t } = useTranslation('conduits');
  const { history } = conduit;
  if (history.length === 0) return null;
  return (
    <Panel title={t('history_title')} flush>
      <Accordion chevronPosition="left">
        {history.map((list) => (
          <Accordion.Item key={list.id} value={list.id}>
            <Accordion.Control>
              <Group gap="sm">
                <Text fw={600}>{t('version', { version: list.version })}</Text>
                <Badge tone={listTones[list.state]}>{t(`list_state.${list.state}`)}</Badge>
                <Text c="dimmed">{t('rule_count', { count: list.rules.length })}</Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">
                <Group gap="xl">
                  <Signed by={list.proposed_by_name} at={list.proposed_at} reason={list.reason} what={t('proposed_by')} />
                  {list.decided_at !== null && (
                    <Signed
                      by={list.decided_by_name}
                      at={list.decided_at}
                      reason={list.decision_reason}
                      what={t(`decided.${list.state}`)}
                    />
                  )}
                </Group>
                <ListAgain conduit_id={conduit.id} list={list} isWaiting={conduit.proposed !== null} />
                <RulesTable rules={list.rules} label={t('version', { version: list.version })} />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  );
}

type SignedProps = { what: string; by: string | null; at: string | null; reason: string | null };

function Signed({ what, by, at, reason }: SignedProps): ReactNode {
  return (
    <div>
      <Text size="sm">
        {what} <strong>{by}</strong>, <Time at={at} />
      </Text>
      {reason !== null && (
        <Text c="dimmed">
          <q>{reason}</q>
        </Text>
      )}
    </div>
  );
}
