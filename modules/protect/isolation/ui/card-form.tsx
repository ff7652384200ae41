// An isolation card to write or change: steps, what else stops, who decides, the order of the conduits, and when the zone comes back.
import { roleId } from '@holdfast/appointments/schema';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsolationCard, KeptCard, Step } from '../schema.ts';
import { useProposal } from './card-words.tsx';

const api = createClient();

function useDraft(it: IsolationCard): KeptCard {
  const { t } = useTranslation('isolation');
  const propose = useProposal();
  const { decider_role, decider_id, side_effects, version } = it;
  const conduit_ids = it.conduits.map(({ id }) => id);
  const kept = { decider_role, decider_id, side_effects, version, conduit_ids };
  if (it.state !== 'missing') return { ...kept, steps: it.steps, return_condition: it.return_condition };
  return { ...kept, steps: propose(it.proposal), return_condition: t('proposal_return') };
}

export function CardForm({ it, onClose }: { it: IsolationCard; onClose: () => void }) {
  const { t } = useTranslation('isolation');
  const { site_id } = usePlace();
  const title = useRoleTitle();
  const people = usePeople();
  const start = useDraft(it);
  const [draft, setDraft] = useState<KeptCard>(start);
  const patch = (change: Partial<KeptCard>): void => setDraft({ ...draft, ...change });
  const save = useAct(
    (body: KeptCard) =>
      take(api.PUT('/api/v1/sites/{site_id}/isolation-cards/{zone_id}', { params: { path: { site_id, zone_id: it.id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    // Shown behind the form after a conflict, and replaced when sent again.
    if (await save.run({ ...draft, version: it.version })) onClose();
  };
  const isMissing =
    draft.steps.length === 0 || draft.steps.some((step) => step.text.trim().length < 3) || draft.return_condition.trim().length < 3;
  return (
    <Form submit={t('save')} busy={save.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      <StepsField steps={draft.steps} onChange={(steps) => patch({ steps })} />
      <Textarea
        label={t('field.side_effects')}
        description={t('form.effects_note')}
        autosize
        minRows={2}
        value={draft.side_effects}
        onChange={({ currentTarget: { value } }) => patch({ side_effects: value })}
      />
      <Select
        label={t('field.decider')}
        description={t('form.decider_note')}
        data={roleId.options.map((value) => ({ value, label: title(value) }))}
        allowDeselect={false}
        searchable
        value={draft.decider_role}
        onChange={(role) => role !== null && patch({ decider_role: role as KeptCard['decider_role'] })}
      />
      <Select
        label={t('form.decider_person')}
        description={t('form.decider_person_note')}
        placeholder={t('form.decider_role_only')}
        data={people}
        searchable
        clearable
        value={draft.decider_id}
        onChange={(decider_id) => patch({ decider_id })}
      />
      <OrderField it={it} order={draft.conduit_ids} onChange={(conduit_ids) => patch({ conduit_ids })} />
      <Textarea
        label={t('field.return_condition')}
        description={t('return_note')}
        required
        autosize
        value={draft.return_condition}
        onChange={({ currentTarget: { value } }) => patch({ return_condition: value })}
      />
    </Form>
  );
}

function StepsField({ steps, onChange }: { steps: readonly Step[]; onChange: (steps: Step[]) => void }) {
  const { t } = useTranslation('isolation');
  const title = useRoleTitle();
  const patch = (at: number, change: Partial<Step>): void => onChange(steps.map((step, n) => (n === at ? { ...step, ...change } : step)));
  return (
    <Fieldset legend={t('steps_title')}>
      <Stack gap="md">
        {steps.map((step, at) => (
          <Stack key={at} gap={4}>
            <Textarea
              label={t('form.step', { number: at + 1 })}
              autosize
              value={step.text}
              maxLength={500}
              onChange={({ currentTarget: { value } }) => patch(at, { text: value })}
            />
            <Group gap="sm" align="flex-end">
              <Select
                label={t('form.role')}
                placeholder={t('anyone')}
                data={roleId.options.map((value) => ({ value, label: title(value) }))}
                clearable
                value={step.role}
                onChange={(role) => patch(at, { role: role as Step['role'] })}
              />
              <NumberInput
                label={t('form.minutes')}
                w={90}
                min={0}
                max={1440}
                allowDecimal={false}
                value={step.minutes}
                onChange={(value) => patch(at, { minutes: Number(value) || 0 })}
              />
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('form.remove', { number: at + 1 })}
                onClick={() => onChange(steps.filter((_, n) => n !== at))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </Group>
          </Stack>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...steps, { text: '', role: null, minutes: 5 }])}
        >
          {t('form.add')}
        </Button>
      </Stack>
    </Fieldset>
  );
}

type OrderProps = { it: IsolationCard; order: readonly string[]; onChange: (order: string[]) => void };

function OrderField({ it, order, onChange }: OrderProps) {
  const { t } = useTranslation('isolation');
  const nameOf = (conduit_id: string): string => it.conduits.find(({ id }) => id === conduit_id)?.name ?? '';
  const moveUp = (at: number): void => onChange([...order.slice(0, at - 1), order[at]!, order[at - 1]!, ...order.slice(at + 1)]);
  if (order.length < 2) return null;
  return (
    <Fieldset legend={t('form.order')}>
      {order.map((conduit_id, at) => (
        <Group key={conduit_id} gap="sm" wrap="nowrap">
          <ActionIcon
            variant="default"
            disabled={at === 0}
            aria-label={t('form.up', { name: nameOf(conduit_id) })}
            onClick={() => moveUp(at)}
          >
            <IconArrowUp size={14} aria-hidden />
          </ActionIcon>
          <Text size="sm">{nameOf(conduit_id)}</Text>
        </Group>
      ))}
    </Fieldset>
  );
}
