// Writing the record: three fixed items with what the records offer, text, decisions, actions.
import { Button, Fieldset, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { Form } from '@holdfast/design/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fixedItem, type FixedItem, type MeetingDetail, type NewMinutes } from '../schema.ts';
import { useWrite } from './meeting-acts.ts';
import { useOwnWords, usePeople } from './meeting-words.tsx';

type Draft = { items: Record<FixedItem, string>; minutes: string; decisions: NewMinutes['decisions']; actions: NewMinutes['actions'] };

function draftOf(it: MeetingDetail): Draft {
  const { tabletop = '', runbooks = '', investment = '' } = it.fixed_items;
  return {
    items: { tabletop, runbooks, investment },
    minutes: it.minutes ?? '',
    decisions: it.decision_list.map(({ text, outcome }) => ({ text, outcome })),
    actions: it.action_list.map(({ title, owner_id, due_on }) => ({ title, owner_id, due_on })),
  };
}

/** The record as the page shows it now, which is what this one replaces. */
function shownOf(it: MeetingDetail): NonNullable<NewMinutes['before']> {
  const { decisions, actions } = draftOf(it);
  return { minutes: it.minutes, fixed_items: it.fixed_items, decisions, actions };
}

export function MinutesForm({ meeting, onClose }: { meeting: MeetingDetail; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const write = useWrite(meeting);
  const [it, setIt] = useState<Draft>(() => draftOf(meeting));
  const isMissing =
    it.decisions.some(({ text }) => text.trim().length < 3) ||
    it.actions.some(({ title, owner_id, due_on }) => title.trim() === '' || owner_id === '' || due_on === '');
  const send = async (): Promise<void> => {
    const fixed_items = Object.fromEntries(
      Object.entries(it.items).filter(([, text]) => text.trim().length >= 3),
    ) as NewMinutes['fixed_items'];
    if (await write.run({ minutes: it.minutes, fixed_items, decisions: it.decisions, actions: it.actions, before: shownOf(meeting) }))
      onClose();
  };
  return (
    <Form submit={t('minutes.submit')} busy={write.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      <FixedFields meeting={meeting} items={it.items} onChange={(items) => setIt({ ...it, items })} />
      <Textarea
        label={t('minutes.text')}
        description={t('minutes.text_note')}
        autosize
        minRows={4}
        value={it.minutes}
        onChange={({ currentTarget: { value } }) => setIt({ ...it, minutes: value })}
      />
      {meeting.has_quorum ? (
        <DecisionFields decisions={it.decisions} onChange={(decisions) => setIt({ ...it, decisions })} />
      ) : (
        <Text>{t('minutes.no_quorum')}</Text>
      )}
      <ActionFields actions={it.actions} onChange={(actions) => setIt({ ...it, actions })} />
    </Form>
  );
}

function FixedFields({
  meeting,
  items,
  onChange,
}: {
  meeting: MeetingDetail;
  items: Draft['items'];
  onChange: (items: Draft['items']) => void;
}) {
  const { t } = useTranslation('meetings');
  const ownWords = useOwnWords();
  return (
    <Fieldset legend={t('agenda.fixed')}>
      {fixedItem.options.map((item) => {
        const offer = meeting.fixed_offers[item];
        return (
          <div key={item}>
            <Textarea
              label={t(`item.${item}`)}
              required
              autosize
              minRows={1}
              value={items[item]}
              onChange={({ currentTarget: { value } }) => onChange({ ...items, [item]: value })}
            />
            {offer !== undefined && (
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {t('agenda.offer', { text: ownWords(offer) })}
                </Text>
                <Button variant="subtle" onClick={() => onChange({ ...items, [item]: ownWords(offer) })}>
                  {t('agenda.take')}
                </Button>
              </Group>
            )}
          </div>
        );
      })}
    </Fieldset>
  );
}

const outcomes = ['accepted', 'rejected', 'postponed'] as const;
const without = <T,>(all: readonly T[], at: number): T[] => all.filter((_, place) => place !== at);
const withAt = <T,>(all: readonly T[], at: number, patch: Partial<T>): T[] =>
  all.map((one, place) => (place === at ? { ...one, ...patch } : one));

function DecisionFields({ decisions, onChange }: { decisions: NewMinutes['decisions']; onChange: (all: NewMinutes['decisions']) => void }) {
  const { t } = useTranslation('meetings');
  return (
    <Fieldset legend={t('minutes.decisions')}>
      {decisions.map((one, at) => (
        <div key={`${at}`} className="hf-many-row">
          <TextInput
            label={t('minutes.decision')}
            required
            value={one.text}
            onChange={({ currentTarget: { value } }) => onChange(withAt(decisions, at, { text: value }))}
          />
          <Select
            label={t('minutes.outcome')}
            data={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            allowDeselect={false}
            value={one.outcome}
            onChange={(outcome) => onChange(withAt(decisions, at, { outcome: outcome as (typeof outcomes)[number] }))}
          />
          <Button variant="subtle" onClick={() => onChange(without(decisions, at))}>
            {t('minutes.remove')}
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={() => onChange([...decisions, { text: '', outcome: 'accepted' }])}>
        {t('minutes.add_decision')}
      </Button>
    </Fieldset>
  );
}

function ActionFields({ actions, onChange }: { actions: NewMinutes['actions']; onChange: (all: NewMinutes['actions']) => void }) {
  const { t } = useTranslation('meetings');
  const people = usePeople();
  return (
    <Fieldset legend={t('minutes.actions')}>
      {actions.map((one, at) => (
        <div key={`${at}`} className="hf-many-row">
          <TextInput
            label={t('minutes.action')}
            required
            value={one.title}
            onChange={({ currentTarget: { value } }) => onChange(withAt(actions, at, { title: value }))}
          />
          <Select
            label={t('minutes.owner')}
            data={people}
            searchable
            allowDeselect={false}
            value={one.owner_id === '' ? null : one.owner_id}
            onChange={(owner_id) => onChange(withAt(actions, at, { owner_id: owner_id ?? '' }))}
          />
          <TextInput
            type="date"
            label={t('minutes.due_on')}
            required
            value={one.due_on}
            onChange={({ currentTarget: { value } }) => onChange(withAt(actions, at, { due_on: value }))}
          />
          <Button variant="subtle" onClick={() => onChange(without(actions, at))}>
            {t('minutes.remove')}
          </Button>
        </div>
      ))}
      <Button variant="default" onClick={() => onChange([...actions, { title: '', owner_id: '', due_on: '' }])}>
        {t('minutes.add_action')}
      </Button>
    </Fieldset>
  );
}
