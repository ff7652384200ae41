// Asking for an investment: what, how much, and which record of the plant pays for it.
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { investmentKind, type NewInvestment } from '../schema.money.ts';
import { useOwnWords } from './meeting-words.tsx';

const api = createClient();

export function InvestmentDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  return (
    <Dialog title={t('investments.add')} opened={opened} onClose={onClose} size="lg">
      {opened && <InvestmentForm onClose={onClose} />}
    </Dialog>
  );
}

type Reason = NewInvestment['reasons'][number];

/** What can pay for it: audits' findings that are open, actions, and activities that are overdue, missed or have no date. */
function useReasons(): Reason[] {
  const { site_id, may } = usePlace();
  const ownWords = useOwnWords();
  const path = { site_id };
  const activities = useQuery({
    queryKey: ['activities', site_id, 'reasons'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path, query: { limit: 500 } } })),
  });
  const audits = useQuery({
    queryKey: ['audits', site_id, 'reasons'],
    enabled: may('audits.see'),
    queryFn: async () => {
      const { rows } = await take(api.GET('/api/v1/sites/{site_id}/audits', { params: { path, query: { limit: 50 } } }));
      const open = rows.filter((it) => it.open_findings > 0);
      return Promise.all(
        open.map((it) => take(api.GET('/api/v1/sites/{site_id}/audits/{audit_id}', { params: { path: { site_id, audit_id: it.id } } }))),
      );
    },
  });
  const actions = useQuery({
    queryKey: ['meeting-actions', site_id, 'reasons'],
    enabled: may('meetings.see'),
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/meeting-actions', { params: { path, query: { state: 'open', limit: 200 } } })),
  });
  const risks = useQuery({
    queryKey: ['risks', site_id, 'reasons'],
    enabled: may('risks.see'),
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/risks', { params: { path, query: { state: 'open,accepted', limit: 2000 } } })),
  });
  return [
    ...(risks.data?.rows ?? []).map((it): Reason => ({ type: 'risk', id: it.id, title: ownWords(it.title), opens: `risks?open=${it.id}` })),
    ...(audits.data ?? []).flatMap((it) =>
      it.finding_list
        .filter((one) => one.closed_at === null)
        .map((one): Reason => ({ type: 'audit_finding', id: one.id, title: `${it.title}: ${one.title}`, opens: `audits/${it.id}` })),
    ),
    ...(actions.data?.rows ?? []).map((it): Reason => ({ type: 'action', id: it.id, title: it.title, opens: `meetings/${it.meeting_id}` })),
    ...(activities.data?.rows ?? [])
      .filter((it) => it.state === 'overdue' || it.state === 'no_date' || it.missed.length > 0)
      .map((it): Reason => ({ type: 'activity', id: it.id, title: ownWords(it.title), opens: `activities/${it.id}` })),
  ];
}

type Draft = {
  title: string;
  kind: NewInvestment['kind'];
  cost_eur: number | null;
  budget_year: number | null;
  reasons: string[];
  isWhole: boolean;
};

function InvestmentForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const { site_id, site_name } = usePlace();
  const known = useReasons();
  const [it, setIt] = useState<Draft>(() => ({
    title: '',
    kind: 'gateway',
    cost_eur: null,
    budget_year: new Date().getFullYear() + 1,
    reasons: [],
    isWhole: false,
  }));
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const ask = useAct((body: NewInvestment) => take(api.POST('/api/v1/investments', { body })), { done: t('investments.done') });
  const send = async (): Promise<void> => {
    const { isWhole, reasons, ...rest } = it;
    const body = { ...rest, site_id: isWhole ? null : site_id, reasons: known.filter((one) => reasons.includes(`${one.type}:${one.id}`)) };
    if (await ask.run(body)) onClose();
  };
  return (
    <Form
      submit={t('investments.submit')}
      busy={ask.busy}
      disabled={it.title.trim() === '' || it.reasons.length === 0}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput
        label={t('investments.name')}
        placeholder={t('investments.name_example')}
        required
        data-autofocus
        value={it.title}
        onChange={({ currentTarget: { value } }) => patch({ title: value })}
      />
      <Select
        label={t('investments.kind')}
        data={investmentKind.options.map((value) => ({ value, label: t(`investment_kind.${value}`) }))}
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => patch({ kind: kind as Draft['kind'] })}
      />
      <MultiSelect
        label={t('investments.reasons')}
        description={t('investments.reason_note')}
        required
        searchable
        data={known.map((one) => ({ value: `${one.type}:${one.id}`, label: one.title }))}
        value={it.reasons}
        onChange={(reasons) => patch({ reasons })}
      />
      <NumberInput
        label={t('investments.cost')}
        min={0}
        value={it.cost_eur ?? ''}
        onChange={(value) => patch({ cost_eur: value === '' ? null : Number(value) })}
      />
      <NumberInput
        label={t('investments.year')}
        min={2020}
        max={2100}
        allowDecimal={false}
        value={it.budget_year ?? ''}
        onChange={(value) => patch({ budget_year: value === '' ? null : Number(value) })}
      />
      <Select
        label={t('investments.site')}
        data={[
          { value: 'site', label: site_name },
          { value: 'whole', label: t('investments.whole') },
        ]}
        allowDeselect={false}
        value={it.isWhole ? 'whole' : 'site'}
        onChange={(value) => patch({ isWhole: value === 'whole' })}
      />
    </Form>
  );
}
