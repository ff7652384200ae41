// The rules of a draft: what each was learnt from, what looks wrong about it, and what a person changes of it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { usePlace } from '@holdfast/design/place';
import { ActionIcon, Stack, Switch, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Draft, LearntNote } from '../schema.drafts.ts';
import { RuleEndName } from './rules-table.tsx';
import { useRuleWords } from './conduit-words.tsx';

const api = createClient();
type ShownRule = Draft['rules'][number];

const bare = ({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }: ShownRule) => rule;

export function DraftRules({ conduit_id, draft, mayChange }: { conduit_id: string; draft: Draft; mayChange: boolean }) {
  const { t } = useTranslation('conduits');
  const words = useRuleWords();
  const change = useChange(conduit_id, draft.version);
  const notes = new Map((draft.said?.notes ?? []).map((it) => [it.rule_id, it]));
  const save = (rules: readonly ShownRule[]): void => void change.run(rules.map(bare));
  const ordered = draft.rules.toSorted((a, b) => rank(notes.get(a.id)) - rank(notes.get(b.id)));
  return (
    <Table.ScrollContainer minWidth={760} maxHeight={520} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table aria-label={t('draft_title')} stickyHeader verticalSpacing={6} fz="sm" style={{ '--table-border-color': 'var(--hf-line)' }}>
        <Table.Thead style={{ background: 'var(--hf-surface)' }}>
          <Table.Tr>
            <Table.Th>{t('from')}</Table.Th>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('allowed')}</Table.Th>
            <Table.Th>{t('learnt_column')}</Table.Th>
            <Table.Th>{t('essential')}</Table.Th>
            {mayChange && <Table.Th aria-label={t('remove_rule')} />}
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
                {words(rule)}
                <Narrowed rule={rule} />
              </Table.Td>
              <Table.Td>
                <Learnt rule={rule} note={notes.get(rule.id)} />
              </Table.Td>
              <Table.Td>
                <Switch
                  aria-label={t('essential_of', { rule: words(rule) })}
                  checked={rule.is_essential === true}
                  disabled={!mayChange || change.busy}
                  onChange={({ currentTarget: { checked } }) =>
                    save(draft.rules.map((it) => (it.id === rule.id ? { ...it, is_essential: checked } : it)))
                  }
                />
              </Table.Td>
              {mayChange && (
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('remove_rule_of', { rule: words(rule) })}
                    disabled={change.busy}
                    onClick={() => save(draft.rules.filter((it) => it.id !== rule.id))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const advices = { leave_out: 0, look: 1, allow: 2 } as const;
const rank = (note: LearntNote | undefined): number => (note === undefined ? 3 : advices[note.advice]);

/** Parts of the protocol and hours of the week a rule is narrowed to. */
function Narrowed({ rule }: { rule: ShownRule }) {
  const { t } = useTranslation('conduits');
  const elements = rule.elements ?? [];
  return (
    <>
      {elements.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('only_elements', { count: elements.length })} {elements.slice(0, 3).map(elementText).join(', ')}
        </Text>
      )}
      {rule.window !== undefined && rule.window !== null && (
        <Text size="xs" c="dimmed">
          {t('only_window', { from: rule.window.from, to: rule.window.to, days: rule.window.days.join(', ') })}
        </Text>
      )}
    </>
  );
}

function elementText(it: NonNullable<ShownRule['elements']>[number]): string {
  if (it.protocol === 'modbus') return `${it.unit}: ${it.table.replace('_', ' ')} ${it.from}–${it.to}`;
  if (it.protocol === 'cip') return `CIP 0x${it.class_id.toString(16)}`;
  return `${it.area.toUpperCase()}${it.number ?? ''}`;
}

function Learnt({ rule, note }: { rule: ShownRule; note: LearntNote | undefined }) {
  const { t } = useTranslation('conduits');
  return (
    <Stack gap={2} align="flex-start">
      {rule.learnt_from !== undefined && rule.learnt_from !== null && (
        <Text size="xs">{t('learnt_of', { count: rule.learnt_from.conversations, flows: rule.learnt_from.flows })}</Text>
      )}
      {note?.marks.map((mark) => (
        <Badge key={mark.code} tone={note.advice === 'leave_out' ? 'alarm' : 'attention'}>
          {t(`mark.${mark.code}`, mark.params)}
        </Badge>
      ))}
      {note?.safety && <Badge tone="attention">{t('safety_candidate', { kind: t(`safety.${note.safety.safety}`) })}</Badge>}
      {note?.fold && <Badge tone="neutral">{t('ports_folded', { count: note.fold.ports_seen })}</Badge>}
      {note?.only_in && <Badge tone="neutral">{t('only_in', { state: t(`production:state.${note.only_in}`) })}</Badge>}
    </Stack>
  );
}

function useChange(conduit_id: string, version: number) {
  const { t } = useTranslation('conduits');
  const { site_id } = usePlace();
  return useAct(
    (rules: ReturnType<typeof bare>[]) =>
      take(
        api.PUT('/api/v1/sites/{site_id}/conduits/{conduit_id}/draft', {
          params: { path: { site_id, conduit_id } },
          body: { rules, version },
        }),
      ),
    { done: t('draft_saved') },
  );
}
