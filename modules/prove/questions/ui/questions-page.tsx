// The log of an audit's questions: what waits for whom, each with its answers beside the list.
import './questions.css';
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import { type Question, questionState } from '../schema.ts';
import { AskButton } from './ask-button.tsx';
import { QuestionDetail } from './question-detail.tsx';
import { StateBadge } from './state-badge.tsx';

const api = createClient();
export function QuestionsPage() {
  const { t } = useTranslation('questions');
  const { site_id } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')} fill actions={<AskButton about={null} />}>
      <DataTable
        label={t('title')}
        name={['questions', site_id]}
        columns={useColumns()}
        filters={['state']}
        bar={
          <FilterBar
            searchLabel={t('search')}
            choices={[
              {
                key: 'state',
                label: t('field.state'),
                options: questionState.options.map((value) => ({ value, label: t(`state.${value}`) })),
              },
            ]}
          />
        }
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/questions', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.state === 'open' ? 'attention' : undefined)}
        empty={
          <Empty title={t('empty.title')} action={<AskButton about={null} />}>
            {t('empty.text')}
          </Empty>
        }
      />
      <SideDrawer title={t('one')}>{(id) => <QuestionDetail question_id={id} />}</SideDrawer>
    </Page>
  );
}

function useColumns(): Column<Question>[] {
  const { t } = useTranslation('questions');
  return [
    { key: 'number', header: t('field.number'), sort: 'number', width: 90, cell: (it) => `Q-${it.number}`, text: (it) => `Q-${it.number}` },
    { key: 'text', header: t('field.text'), width: 380, cell: (it) => it.text, text: (it) => it.text },
    { key: 'about', header: t('field.about'), width: 180, narrow: false, cell: (it) => it.about_title, text: (it) => it.about_title ?? '' },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 170,
      cell: (it) => <StateBadge state={it.state} />,
      text: (it) => it.state,
    },
    {
      key: 'asked_by',
      header: t('field.asked_by'),
      sort: 'asked_by',
      width: 150,
      narrow: false,
      cell: (it) => it.asked_by_name,
      text: (it) => it.asked_by_name,
    },
    {
      key: 'asked_at',
      header: t('field.asked_at'),
      sort: 'asked_at',
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.asked_at} />,
      text: (it) => it.asked_at,
    },
  ];
}
