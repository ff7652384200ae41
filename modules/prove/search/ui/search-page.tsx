// All results of a search over everything, by the type of thing.
import { createClient, take } from '@holdfast/client';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { useNumbers } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Found } from '../schema.ts';
import { hitPlace, listPlace, useHitNote } from './hits.tsx';
import './search-page.css';

const api = createClient();

/** What is found at the site for a text; nothing is asked for an empty one. */
export function useFound(text: string, limit: number) {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['search', site_id, text, limit],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/sites/{site_id}/search', { params: { path: { site_id }, query: { q: text, limit } }, signal })),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function SearchPage() {
  const { t } = useTranslation('search');
  const [{ search = '' }] = useFilters();
  const text = search.trim();
  const found = useFound(text, 25);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <FilterBar searchLabel={t('field')} />
      {text === '' ? (
        <Empty title={t('start')}>{t('start_text')}</Empty>
      ) : (
        <Answer of={found}>{(it) => <Groups found={it} text={text} />}</Answer>
      )}
    </Page>
  );
}

function Groups({ found, text }: { found: Found; text: string }) {
  const { t } = useTranslation('search');
  if (found.groups.length === 0) return <Empty title={t('none', { text })}>{t('none_text')}</Empty>;
  return (
    <>
      {found.groups.map((group) => (
        <Group key={group.type} group={group} text={text} />
      ))}
    </>
  );
}

function Group({ group: { type, total, hits }, text }: { group: Found['groups'][number]; text: string }) {
  const { t } = useTranslation('search');
  const { path } = usePlace();
  const { count } = useNumbers();
  const note = useHitNote();
  const list = listPlace(type, text);
  return (
    <Panel
      title={t(`type.${type}`, { count: total, shown: count(total) })}
      aside={
        total > hits.length ? (
          <Go to={path(list.to)} search={list.search}>
            {t('all', { total: count(total) })}
          </Go>
        ) : undefined
      }
    >
      <ul className="hf-hits">
        {hits.map((hit) => {
          const { to, search } = hitPlace(type, hit.id);
          return (
            <li key={hit.id}>
              <Go to={path(to)} search={search}>
                {hit.name}
              </Go>
              <Text span c="dimmed" size="sm">
                {note(type, hit)}
              </Text>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
