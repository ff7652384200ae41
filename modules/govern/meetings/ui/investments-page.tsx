// The backlog of investments: what is asked for, which finding pays for it, what is approved and set aside.
import './meetings.css';
import { Button, Checkbox, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { FilterBar } from '@holdfast/design/filters';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { localeOf, Time } from '@holdfast/design/time';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Investment, investmentKind, investmentState, type InvestmentState } from '../schema.money.ts';
import { InvestmentDialog } from './investment-form.tsx';

const api = createClient();
const tones: Record<InvestmentState, Tone> = { proposed: 'attention', approved: 'waiting', rejected: 'off', done: 'good' };

export function InvestmentsPage() {
  const { t } = useTranslation('meetings');
  const states = investmentState.options.map((value) => ({ value, label: t(`investment_state.${value}`) }));
  const kinds = investmentKind.options.map((value) => ({ value, label: t(`investment_kind.${value}`) }));
  const choices = [
    { key: 'state', label: t('investments.state'), options: states },
    { key: 'kind', label: t('investments.kind'), options: kinds },
  ];
  return (
    <Page title={t('investments.title')} lead={t('investments.lead')} actions={<AddButton />} fill>
      <DataTable
        label={t('investments.title')}
        name={['investments']}
        columns={useColumns(states, kinds)}
        bar={<FilterBar choices={choices} />}
        tools={<Sums />}
        filters={['state', 'kind']}
        path="/api/v1/investments"
        load={(query) => take(api.GET('/api/v1/investments', { params: { query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'proposed' ? 'attention' : undefined)}
        empty={
          <Empty title={t('investments.empty')} action={<AddButton />}>
            {t('investments.empty_text')}
          </Empty>
        }
      />
      <SideDrawer title={t('investments.title')}>{(id) => <Detail id={id} />}</SideDrawer>
    </Page>
  );
}

function useMoney(): (eur: number | null) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(localeOf(i18n.language), { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  return (eur) => (eur === null ? '–' : format.format(eur));
}

function Sums() {
  const { t } = useTranslation('meetings');
  const money = useMoney();
  const all = useQuery({
    queryKey: ['investments', 'sums'],
    queryFn: () => take(api.GET('/api/v1/investments', { params: { query: { limit: 1 } } })),
  });
  if (all.data === undefined) return null;
  return (
    <Text size="sm">
      {money(all.data.wanted_eur)} {t('investments.wanted')} · {money(all.data.earmarked_eur)} {t('investments.set_aside')}
    </Text>
  );
}

function AddButton() {
  const { t } = useTranslation('meetings');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('investments.propose')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('investments.add')}
      </Button>
      <InvestmentDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation('meetings');
  const { path } = usePlace();
  const money = useMoney();
  const all = useQuery({
    queryKey: ['investments', 'all'],
    queryFn: () => take(api.GET('/api/v1/investments', { params: { query: { limit: 2000 } } })),
  });
  return (
    <Answer of={all}>
      {({ rows }) => {
        const it = rows.find((one) => one.id === id);
        if (it === undefined) return null;
        return (
          <>
            <Text fw={600}>{it.title}</Text>
            <Facts
              rows={[
                [t('investments.state'), <StateBadge key="state" row={it} />],
                [t('investments.kind'), t(`investment_kind.${it.kind}`)],
                [t('investments.cost'), money(it.cost_eur)],
                [t('investments.year'), it.budget_year],
                [t('investments.site'), it.site_name ?? t('investments.whole')],
                [
                  t('investments.reasons'),
                  <ul key="why" className="hf-plain-list">
                    {it.reasons.map((one) => (
                      <li key={one.id}>{one.opens === null ? one.title : <Go to={path(one.opens)}>{one.title}</Go>}</li>
                    ))}
                  </ul>,
                ],
                [
                  t('investments.proposed'),
                  <span key="by">
                    {it.proposed_by_name} · <Time at={it.proposed_at} />
                  </span>,
                ],
              ]}
            />
            <Decide row={it} />
            <RecordHistory type="investment" id={it.id} title={it.title} opens="investments" organisation />
          </>
        );
      }}
    </Answer>
  );
}

function StateBadge({ row: it }: { row: Investment }) {
  const { t } = useTranslation('meetings');
  return (
    <Badge tone={tones[it.state]}>
      {t(`investment_state.${it.state}`)}
      {it.is_earmarked && `, ${t('investments.earmarked')}`}
    </Badge>
  );
}

type Step = 'approved' | 'rejected' | 'done';

function Decide({ row: it }: { row: Investment }) {
  const { t } = useTranslation('meetings');
  const { may, me_id } = usePlace();
  const [open, setOpen] = useState<Step | null>(null);
  const [is_earmarked, setEarmarked] = useState(true);
  const decide = useAct(
    (body: { state: Step; is_earmarked: boolean; reason: string }) =>
      take(api.POST('/api/v1/investments/{investment_id}/decision', { params: { path: { investment_id: it.id } }, body })),
    { done: t('investments.decided') },
  );
  if (!may('investments.decide') || it.state === 'rejected' || it.state === 'done') return null;
  if (it.state === 'proposed' && it.proposed_by === me_id) return <Text c="dimmed">{t('investments.own')}</Text>;
  const steps: readonly Step[] = it.state === 'proposed' ? ['approved', 'rejected'] : ['done'];
  const word = { approved: 'approve', rejected: 'reject', done: 'finish' } as const;
  return (
    <div className="hf-many-row">
      {it.state === 'proposed' && (
        <Checkbox
          label={t('investments.earmark')}
          checked={is_earmarked}
          onChange={({ currentTarget: { checked } }) => setEarmarked(checked)}
        />
      )}
      {steps.map((step) => (
        <Button key={step} variant={step === 'rejected' ? 'default' : 'filled'} onClick={() => setOpen(step)}>
          {t(`investments.${word[step]}`)}
        </Button>
      ))}
      <ReasonDialog
        title={it.title}
        submit={open === null ? '' : t(`investments.${word[open]}`)}
        opened={open !== null}
        onClose={() => setOpen(null)}
        onReason={(reason) => decide.run({ state: open!, is_earmarked: open === 'approved' && is_earmarked, reason })}
      />
    </div>
  );
}

type Options = readonly { value: string; label: string }[];

function useColumns(states: Options, kinds: Options): Column<Investment>[] {
  const { t } = useTranslation('meetings');
  const money = useMoney();
  return [
    { key: 'title', header: t('investments.name'), width: 260, cell: (it) => it.title, text: (it) => it.title },
    {
      key: 'state',
      header: t('investments.state'),
      width: 230,
      words: codeWords(states),
      cell: (it) => <StateBadge row={it} />,
      text: (it) => it.state,
    },
    {
      key: 'cost_eur',
      header: t('investments.cost'),
      width: 120,
      align: 'right',
      cell: (it) => money(it.cost_eur),
      text: (it) => String(it.cost_eur ?? ''),
    },
    {
      key: 'reasons',
      header: t('investments.reasons'),
      width: 300,
      narrow: false,
      cell: (it) => it.reasons.map((one) => one.title).join(', '),
      text: (it) => it.reasons.map((one) => one.title).join(', '),
      says: true,
    },
    {
      key: 'kind',
      header: t('investments.kind'),
      width: 160,
      narrow: false,
      words: codeWords(kinds),
      cell: (it) => t(`investment_kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'budget_year',
      header: t('investments.year'),
      width: 120,
      narrow: false,
      cell: (it) => it.budget_year ?? '–',
      text: (it) => String(it.budget_year ?? ''),
    },
    {
      key: 'site_name',
      header: t('investments.site'),
      width: 160,
      narrow: false,
      cell: (it) => it.site_name ?? t('investments.whole'),
      text: (it) => it.site_name ?? '',
    },
  ];
}
