// All documents that hold at the site or are being written, each with its state, owner, next review and readers.
import { take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { FilterBar } from '@holdfast/design/filters';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { docTypeIds } from '../rules.types.ts';
import { type DocumentRow, documentState } from '../schema.ts';
import { AdoptionBadge, DocumentStateBadge, OwnerText, useLanguageText } from './document-words.tsx';
import { api } from './use-documents.tsx';

export function DocumentsList() {
  const { t } = useTranslation('documents');
  const { site_id, path } = usePlace();
  const { as_of } = useAsOf();
  const states = documentState.options.map((value) => ({ value, label: t(`state.${value}`) }));
  const kinds = docTypeIds.map((value) => ({ value, label: t(`type.${value}`) }));
  return (
    <DataTable
      label={t('title')}
      name={['documents', site_id, as_of ?? '']}
      path={`/api/v1/sites/${site_id}/documents`}
      columns={useColumns(codeWords(states), codeWords(kinds))}
      filters={['state', 'doc_type']}
      {...(as_of === undefined ? {} : { fixed: { as_of } })}
      bar={
        <FilterBar
          searchLabel={t('search')}
          keep={['open', 'sort', 'view', 'as_of']}
          choices={[
            { key: 'state', label: t('field.state'), options: states },
            { key: 'doc_type', label: t('field.doc_type'), options: kinds },
          ]}
        />
      }
      load={(query) => take(api.GET('/api/v1/sites/{site_id}/documents', { params: { path: { site_id }, query } }))}
      open={(row) => path(`documents/${row.id}`)}
      tone={(row) => (row.state === 'overdue' ? 'alarm' : row.state === 'withdrawn' ? 'off' : undefined)}
      empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
    />
  );
}

function useColumns(states: Record<string, string>, kinds: Record<string, string>): Column<DocumentRow>[] {
  const { t } = useTranslation('documents');
  const languageText = useLanguageText();
  return [
    { key: 'name', header: t('field.name'), sort: 'name', width: 260, cell: (it) => it.name, text: (it) => it.name },
    {
      key: 'doc_type',
      header: t('field.doc_type'),
      sort: 'doc_type',
      width: 240,
      narrow: false,
      words: kinds,
      cell: (it) => t(`type.${it.doc_type}`),
      text: (it) => t(`type.${it.doc_type}`),
    },
    {
      key: 'state',
      header: t('field.state'),
      sort: 'state',
      width: 230,
      words: states,
      cell: (it) => (
        <Group gap={6}>
          <DocumentStateBadge state={it.state} />
          {it.adoption !== null && it.adoption !== 'adopted' && <AdoptionBadge adoption={it.adoption} />}
        </Group>
      ),
      text: (it) => t(`state.${it.state}`),
    },
    {
      key: 'number',
      header: t('field.number'),
      width: 90,
      narrow: false,
      cell: (it) => (it.number === null ? '' : `v${it.number}`),
      text: (it) => String(it.number ?? ''),
    },
    {
      key: 'next_review_on',
      header: t('field.next_review_on'),
      sort: 'next_review_on',
      width: 180,
      cell: (it) => (it.next_review_on === null ? '' : <Time at={`${it.next_review_on}T12:00:00Z`} style="day" />),
      text: (it) => it.next_review_on ?? '',
    },
    {
      key: 'owner_name',
      header: t('field.owner'),
      sort: 'owner_name',
      width: 190,
      narrow: false,
      cell: (it) => <OwnerText it={it} />,
      text: (it) => it.owner_name ?? '',
    },
    {
      key: 'readers',
      header: t('field.readers'),
      fields: ['readers_done', 'readers_asked'],
      width: 110,
      narrow: false,
      cell: (it) => (it.readers_asked === 0 ? '' : t('readers_of', { done: it.readers_done, asked: it.readers_asked })),
      text: (it) => `${it.readers_done}/${it.readers_asked}`,
    },
    {
      key: 'languages',
      header: t('field.languages'),
      width: 220,
      narrow: false,
      says: true,
      cell: (it) => languageText(it.languages),
      text: (it) => languageText(it.languages),
    },
    {
      key: 'home_site_name',
      header: t('field.home'),
      sort: 'home_site_name',
      hidden: true,
      narrow: false,
      cell: (it) => it.home_site_name,
      text: (it) => it.home_site_name,
    },
  ];
}
