// The ledger of a site: how far it is, whether it holds, and every act in it.
import { createClient, take } from '@holdfast/client';
import { FilterBar } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import type { Entry } from '@holdfast/ledger/schema';
import { Badge } from '@holdfast/design/badge';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryCard } from './entry-drawer.tsx';
import { briefFacts } from './fact-text.ts';
import { Chips, ObjectPicker, TimeSpan, useChoices } from './ledger-filters.tsx';
import { subjectPage, useActorWord, useFactValueWord, useFactWord, useKindWord } from './ledger-words.tsx';
import { StateCard } from './state-card.tsx';

const api = createClient();

/** `outside`: who outside has seen the ledger, put together by the app. */
export function LedgerPage({ outside }: { outside?: ReactNode }) {
  const { t } = useTranslation('ledger');
  const { site_id } = usePlace();
  const choices = useChoices();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <StateCard />
      {outside}
      <DataTable<Entry>
        bar={
          <FilterBar searchLabel={t('search')} choices={choices}>
            <TimeSpan />
            <ObjectPicker />
            <Chips />
          </FilterBar>
        }
        label={t('title')}
        name={['ledger', site_id]}
        path={`/api/v1/sites/${site_id}/ledger/entries`}
        columns={useColumns(choices[0]!.options)}
        filters={['kind', 'actor_id', 'subject_type', 'subject_id', 'record', 'since', 'until']}
        height={620}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/ledger/entries', { params: { path: { site_id }, query } }))}
        open={(entry) => ({ open: entry.id })}
        empty={<Empty title={t('empty_title')}>{t('empty_note')}</Empty>}
      />
      <SideDrawer title={t('entry')}>{(entry_id) => <EntryCard entry_id={entry_id} />}</SideDrawer>
    </Page>
  );
}

function useColumns(kinds: readonly { value: string; label: string }[]): Column<Entry>[] {
  const { t } = useTranslation('ledger');
  const { path } = usePlace();
  const { count } = useNumbers();
  const kindWord = useKindWord();
  const actorWord = useActorWord();
  const factWord = useFactWord();
  const valueWord = useFactValueWord();
  return [
    {
      key: 'idx',
      header: t('number_short'),
      width: 84,
      align: 'right',
      narrow: false,
      cell: (entry) => (entry.idx === null ? <Badge tone="waiting">{t('sealing')}</Badge> : numberOf(entry, count)),
      text: (entry) => String(entry.idx ?? ''),
    },
    { key: 'at', header: t('time'), width: 172, cell: (entry) => <Time at={entry.at} style="second" />, text: (entry) => entry.at },
    {
      key: 'kind',
      words: codeWords(kinds),
      header: t('what'),
      width: 264,
      cell: (entry) => <strong>{kindWord(entry.kind)}</strong>,
      text: (entry) => entry.kind,
    },
    { key: 'actor', fields: ['actor_name'], header: t('who'), width: 150, narrow: false, cell: actorWord, text: actorWord },
    {
      key: 'subject',
      fields: ['subject_type', 'subject_id'],
      header: t('subject'),
      width: 120,
      narrow: false,
      cell: (entry) => <Subject entry={entry} path={path} />,
      text: (entry) => `${entry.subject_type} ${entry.subject_id}`,
    },
    {
      key: 'reason',
      header: t('erasable.reason'),
      hidden: true,
      width: 240,
      narrow: false,
      cell: (entry) => (
        <Text size="sm" truncate>
          {entry.reason}
        </Text>
      ),
      text: (entry) => entry.reason ?? '',
    },
    {
      key: 'facts',
      header: t('facts'),
      narrow: false,
      cell: (entry) => (
        <Text size="sm" c="dimmed" truncate>
          {briefFacts(entry.facts, factWord, valueWord)}
        </Text>
      ),
      text: (entry) => JSON.stringify(entry.facts),
    },
  ];
}

function Subject({ entry, path }: { entry: Entry; path: (rest: string) => string }) {
  const { t } = useTranslation('ledger');
  const page = subjectPage(entry);
  const word = t([`subject_type.${entry.subject_type}`, 'subject_type.other'], { type: entry.subject_type });
  if (page === null) return <>{word}</>;
  return (
    <Go to={path(page.rest)} search={page.search}>
      {word}
    </Go>
  );
}

/** After a restore numbers begin anew: the epoch stands before them. */
function numberOf({ epoch = 1, idx }: Entry, count: (value: number) => string): string {
  return idx === null ? '' : epoch === 1 ? count(idx) : `e${epoch} · ${count(idx)}`;
}
