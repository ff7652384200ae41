// One gap: what is missing, what it means, and the form that says who closes it by when.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { GoButton } from '@holdfast/design/go';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty } from '@holdfast/design/states';
import { CitationLine, useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../schema.ts';
import { dayFrom } from './days.ts';
import { Due, Owner } from './promise.tsx';

const api = createClient();

export function GapDetail({ id }: { id: string }) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['gaps', site_id, 'one', id, as_of],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/gaps', {
          params: { path: { site_id }, query: { search: id, ...(as_of === undefined ? {} : { as_of }) } },
        }),
      ),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => {
        const it = rows.find((row) => row.id === id);
        return it === undefined ? <Empty title={t('gap.closed_title')}>{t('gap.closed_text')}</Empty> : <Detail it={it} />;
      }}
    </Answer>
  );
}

function Detail({ it }: { it: Gap }) {
  const { t } = useTranslation('gaps');
  const { path, may } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  const title = it.no === null ? own(it.title) : `${it.no}. ${own(it.title)}`;
  return (
    <>
      <h2>{title}</h2>
      <Text mb="sm">{own(it.consequence)}</Text>
      <Facts
        rows={[
          [t('gap.field.lacking'), it.lacking.map(own).join(' · ')],
          [t('gap.field.law'), <CitationLine key="law" of={it.citation} />],
          [t('gap.field.owner'), <Owner key="owner" it={it} />],
          [t('gap.field.due'), <Due key="due" it={it} />],
        ]}
      />
      <Group gap="sm" my="md">
        {day === null && may('gaps.plan') && (
          <FormButton as="aside" label={t('plan.act')} title={title}>
            {(close) => <PlanForm it={it} onClose={close} />}
          </FormButton>
        )}
        {day === null && <AsRisk gap_id={it.id} />}
        <GoButton to={`${path('requirement')}?id=${it.requirement_id}`}>{t('gap.open')}</GoButton>
      </Group>
      <RecordHistory type="gap" id={it.id} title={title} opens={`minimum?view=gaps&open=${it.id}`} />
    </>
  );
}

/** The risk of leaving it open: where it stands in the register, else the one click that puts it there. */
function AsRisk({ gap_id }: { gap_id: string }) {
  const { t } = useTranslation('risks');
  const { site_id, path, may } = usePlace();
  const asked = useQuery({
    queryKey: ['risks', site_id, 'of_gaps'],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/risks', {
          params: { path: { site_id }, query: { kind: 'non_compliance', state: 'open,accepted', limit: 2000 } },
        }),
      ),
  });
  const act = useAct(() => take(api.POST('/api/v1/sites/{site_id}/gaps/{gap_id}/risk', { params: { path: { site_id, gap_id } } })), {
    done: t('from_gap_done'),
  });
  if (asked.data === undefined) return null;
  const known = asked.data.rows.find((it) => it.gap_id === gap_id);
  if (known !== undefined) return <GoButton to={`${path('risks')}?open=${known.id}`}>{t('to_risk', { number: known.number })}</GoButton>;
  if (!may('gaps.note_risk')) return null;
  return (
    <Button variant="default" loading={act.busy} onClick={() => void act.run(undefined)}>
      {t('from_gap')}
    </Button>
  );
}

function PlanForm({ it, onClose }: { it: Gap; onClose: () => void }) {
  const { t } = useTranslation('gaps');
  const { site_id } = usePlace();
  const people = usePeople();
  const [owner_id, setOwner] = useState<string | null>(it.owner_id);
  const [due_on, setDue] = useState(it.due_on ?? dayFrom(60));
  const act = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/gaps/{gap_id}/plan', {
          params: { path: { site_id, gap_id: it.id } },
          body: { owner_id: owner_id ?? '', due_on },
        }),
      ),
    { done: t('plan.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('plan.submit')} busy={act.busy} disabled={owner_id === null || due_on === ''} onCancel={onClose} onSubmit={send}>
      <Select label={t('plan.owner')} required searchable data={people} value={owner_id} onChange={setOwner} />
      <TextInput
        label={t('plan.due')}
        type="date"
        required
        min={dayFrom(0)}
        max={dayFrom(729)}
        value={due_on}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </Form>
  );
}
