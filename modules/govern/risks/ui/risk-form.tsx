// Writing a risk down, or changing it: what can happen, what it would mean here, how bad, what is done, who owns it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NewRisk, rating, type Risk, treatment } from '../schema.ts';
import { dayFrom, useOwnWords } from './risk-words.tsx';

const api = createClient();

/** `it` null: a new one. */
export function RiskForm({ it, onClose }: { it: Risk | null; onClose: () => void }) {
  const { t } = useTranslation('risks');
  const own = useOwnWords();
  const people = usePeople();
  const { me_id } = usePlace();
  const [draft, setDraft] = useState<NewRisk>(() =>
    it === null
      ? { title: '', consequence: '', rating: 'medium', treatment: 'reduce', owner_id: me_id, review_on: dayFrom(180) }
      : { ...it, title: own(it.title), consequence: own(it.consequence) },
  );
  const patch = (change: Partial<NewRisk>): void => setDraft({ ...draft, ...change });
  const keep = useKeep(it);
  const isMissing = draft.title.trim() === '' || draft.consequence.trim().length < 3 || draft.review_on === '';
  const send = async (): Promise<void> => {
    const { title, consequence, rating: rated, treatment: treated, owner_id, review_on } = draft;
    if (await keep.run({ title, consequence, rating: rated, treatment: treated, owner_id, review_on })) onClose();
  };
  return (
    <Form submit={t(it === null ? 'submit' : 'save')} busy={keep.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('field.title')}
        placeholder={t('title_example')}
        required
        data-autofocus
        value={draft.title}
        onChange={({ currentTarget: { value } }) => patch({ title: value })}
      />
      <Textarea
        label={t('field.consequence')}
        description={t('consequence_note')}
        placeholder={t('consequence_example')}
        required
        autosize
        minRows={2}
        value={draft.consequence}
        onChange={({ currentTarget: { value } }) => patch({ consequence: value })}
      />
      <Select
        label={t('field.rating')}
        data={rating.options.map((value) => ({ value, label: `${t(`rating.${value}`)}: ${t(`rating_note.${value}`)}` }))}
        allowDeselect={false}
        value={draft.rating}
        onChange={(value) => patch({ rating: value as NewRisk['rating'] })}
      />
      <Select
        label={t('field.treatment')}
        data={treatment.options.map((value) => ({ value, label: `${t(`treatment.${value}`)}: ${t(`treatment_note.${value}`)}` }))}
        allowDeselect={false}
        value={draft.treatment}
        onChange={(value) => patch({ treatment: value as NewRisk['treatment'] })}
      />
      <Select
        label={t('field.owner')}
        required
        searchable
        allowDeselect={false}
        data={people}
        value={draft.owner_id}
        onChange={(value) => patch({ owner_id: value ?? draft.owner_id })}
      />
      <TextInput
        label={t('field.review_on')}
        type="date"
        required
        min={dayFrom(0)}
        max={dayFrom(365)}
        value={draft.review_on}
        onChange={({ currentTarget: { value } }) => patch({ review_on: value })}
      />
    </Form>
  );
}

function useKeep(it: Risk | null) {
  const { t } = useTranslation('risks');
  const { site_id } = usePlace();
  return useAct(
    async (body: NewRisk): Promise<void> => {
      if (it === null) await take(api.POST('/api/v1/sites/{site_id}/risks', { params: { path: { site_id } }, body }));
      else
        await take(
          api.PATCH('/api/v1/sites/{site_id}/risks/{risk_id}', {
            params: { path: { site_id, risk_id: it.id } },
            body: { ...body, version: it.version },
          }),
        );
    },
    { done: t(it === null ? 'added' : 'saved') },
  );
}
