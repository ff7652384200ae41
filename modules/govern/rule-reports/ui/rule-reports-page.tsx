// Which rules do not work here, and the answers; for everybody at the site.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { FilterBar } from '@holdfast/design/filters';
import { Dialog, Form } from '@holdfast/design/form';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outcome, process, type Report } from '../schema.ts';
import { type ReportDraft, ReportFields } from './report-page.tsx';

const api = createClient();

export function RuleReportsPage() {
  const { t } = useTranslation('rule-reports');
  const { site_id } = usePlace();
  const [past, may] = [useAsOf(), useMayNow()];
  const box = `/report/${site_id}`;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      fill
      actions={
        <>
          <Button component="a" href={box} target="_blank" rel="noreferrer">
            {t('anonymous')}
          </Button>
          {may('rule_reports.file') && <ByName />}
          <AsOfPicker />
        </>
      }
    >
      <AsOfNote says={t('as_of.owner')} />
      <DataTable
        label={t('title')}
        name={['rule-reports', site_id, past.as_of ?? '']}
        fixed={asOfQuery(past)}
        path={`/api/v1/sites/${site_id}/rule-reports`}
        columns={useColumns()}
        filters={['state', 'process']}
        bar={<Filters />}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/rule-reports', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'open' ? 'attention' : undefined)}
        empty={
          <Empty
            title={t('none')}
            action={
              <Button component="a" href={box} target="_blank" rel="noreferrer">
                {t('anonymous')}
              </Button>
            }
          >
            {t('none_text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <OneReport id={id} />}</SideDrawer>
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation('rule-reports');
  return (
    <FilterBar
      searchLabel={t('search')}
      choices={[
        {
          key: 'state',
          label: t('column.state'),
          options: (['open', 'answered'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
        },
        { key: 'process', label: t('field.process'), options: process.options.map((value) => ({ value, label: t(`process.${value}`) })) },
      ]}
    />
  );
}

function useColumns(): Column<Report>[] {
  const { t } = useTranslation('rule-reports');
  return [
    { key: 'number', header: t('column.number'), sort: 'number', width: 70, cell: (it) => it.number, text: (it) => String(it.number) },
    { key: 'what', header: t('field.what'), cell: (it) => it.what, text: (it) => it.what },
    {
      key: 'process',
      header: t('field.process'),
      sort: 'process',
      width: 140,
      narrow: false,
      cell: (it) => t(`process.${it.process}`),
      text: (it) => it.process,
      words: Object.fromEntries(process.options.map((value) => [value, t(`process.${value}`)])),
    },
    {
      key: 'filed_on',
      header: t('column.filed_on'),
      sort: 'filed_on',
      width: 120,
      narrow: false,
      cell: (it) => it.filed_on,
      text: (it) => it.filed_on,
    },
    {
      key: 'author_name',
      header: t('column.by'),
      width: 150,
      narrow: false,
      cell: (it) => it.author_name ?? t('no_name'),
      text: (it) => it.author_name ?? '',
    },
    {
      key: 'owner_name',
      header: t('column.owner'),
      width: 150,
      narrow: false,
      cell: (it) => it.owner_name ?? '',
      text: (it) => it.owner_name ?? '',
    },
    {
      key: 'state',
      header: t('column.state'),
      width: 140,
      cell: (it) => (
        <Badge tone={it.state === 'open' ? 'attention' : 'good'}>
          {it.outcome === null ? t('state.open') : t(`outcome.${it.outcome}`)}
        </Badge>
      ),
      text: (it) => it.state,
    },
  ];
}

function ByName() {
  const { t } = useTranslation('rule-reports');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [it, setIt] = useState<ReportDraft>({ process: 'other', what: '', instead: '' });
  const file = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/rule-reports', {
          params: { path: { site_id } },
          body: { ...it, instead: it.instead.trim() === '' ? null : it.instead },
        }),
      ),
    { done: t('filed') },
  );
  const send = async (): Promise<void> => {
    if (await file.run(undefined)) setOpen(false);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('by_name')}
      </Button>
      <Dialog title={t('by_name')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && (
          <Form submit={t('file')} busy={file.busy} disabled={it.what.trim().length < 3} onCancel={() => setOpen(false)} onSubmit={send}>
            <ReportFields it={it} onChange={setIt} />
          </Form>
        )}
      </Dialog>
    </>
  );
}

function OneReport({ id }: { id: string }) {
  const { t } = useTranslation('rule-reports');
  const { site_id } = usePlace();
  const past = useAsOf();
  const asked = useQuery({
    queryKey: ['rule-reports', site_id, 'all', past.as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/rule-reports', { params: { path: { site_id }, query: { limit: 2000, ...asOfQuery(past) } } })),
  });
  return (
    <Answer of={asked}>
      {({ rows }) => {
        const found = rows.find((it) => it.id === id);
        return found === undefined ? <Empty title={t('missing')} /> : <Detail it={found} />;
      }}
    </Answer>
  );
}

function Detail({ it }: { it: Report }) {
  const { t } = useTranslation('rule-reports');
  const may = useMayNow();
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="md">
      <Facts
        rows={[
          [t('field.what'), it.what],
          [t('field.instead'), it.instead],
          [t('field.process'), t(`process.${it.process}`)],
          [t('column.by'), it.author_name ?? t('no_name')],
          [t('column.filed_on'), it.filed_on],
          [t('column.owner'), it.owner_name],
          [t('column.state'), it.outcome === null ? t('state.open') : t(`outcome.${it.outcome}`)],
          ...(it.answer === null
            ? []
            : [
                [t('answer'), it.answer] as const,
                [
                  t('answered_by'),
                  <span key="by">
                    {it.answered_by_name} · <Time at={it.answered_at} />
                  </span>,
                ] as const,
              ]),
        ]}
      />
      {may('rule_reports.answer') && (
        <Group>
          <Button onClick={() => setOpen(true)}>{t(it.answer === null ? 'give_answer' : 'answer_anew')}</Button>
        </Group>
      )}
      <Dialog title={t('give_answer')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <AnswerForm it={it} onClose={() => setOpen(false)} />}
      </Dialog>
      <RecordHistory type="rule_report" id={it.id} title={t('numbered', { number: it.number })} opens={`rule-reports?open=${it.id}`} />
    </Stack>
  );
}

function AnswerForm({ it, onClose }: { it: Report; onClose: () => void }) {
  const { t } = useTranslation('rule-reports');
  const { site_id } = usePlace();
  const [chosen, setChosen] = useState<NonNullable<Report['outcome']>>(it.outcome ?? 'rule_changes');
  const [answer, setAnswer] = useState(it.answer ?? '');
  const give = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/rule-reports/{report_id}/answer', {
          params: { path: { site_id, report_id: it.id } },
          body: { outcome: chosen, answer },
        }),
      ),
    { done: t('answered') },
  );
  const send = async (): Promise<void> => {
    if (await give.run(undefined)) onClose();
  };
  return (
    <Form submit={t('publish')} busy={give.busy} disabled={answer.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Text c="dimmed">{t('answer_note')}</Text>
      <Select
        label={t('outcome.label')}
        allowDeselect={false}
        data={outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        value={chosen}
        onChange={(value) => setChosen(outcome.parse(value))}
      />
      <Textarea
        label={t('answer')}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={answer}
        onChange={({ currentTarget: { value } }) => setAnswer(value)}
      />
    </Form>
  );
}
