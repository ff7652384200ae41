// Who is responsible for X at this plant: one search over activities, zones, areas, devices and controls, one name as the answer.
import './appointments.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Responsible, thingType } from '../schema.duties.ts';
import { PersonReach } from './person-reach.tsx';
import { useBoth, useRoleTitle } from './role-title.tsx';

const api = createClient();

export function ResponsiblePage() {
  const { t } = useTranslation('appointments');
  const { site_id, site_name, path } = usePlace();
  const [filters] = useFilters();
  const { as_of } = useAsOf();
  const [type] = (filters['type'] ?? '').split(',');
  const known = thingType.safeParse(type);
  const query = {
    ...(filters['search'] === undefined ? {} : { search: filters['search'] }),
    ...(known.success ? { type: known.data } : {}),
    ...(as_of === undefined ? {} : { as_of }),
  };
  const asked = useQuery({
    queryKey: ['responsible', site_id, query],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/responsible', { params: { path: { site_id }, query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('find.title')}
      lead={t('find.lead', { site: site_name })}
      crumbs={[{ to: path('responsibilities'), text: t('title') }]}
      actions={<AsOfPicker />}
    >
      <FilterBar
        searchLabel={t('find.search')}
        keep={['as_of']}
        choices={[
          { key: 'type', label: t('find.type'), options: thingType.options.map((value) => ({ value, label: t(`thing.${value}`) })) },
        ]}
      />
      <AsOfNote />
      <Answer of={asked}>
        {({ things }) =>
          things.length === 0 ? (
            <Empty title={t('find.nothing')}>{t('find.nothing_text')}</Empty>
          ) : (
            <ul className="hf-answers">
              {things.map((it) => (
                <ThingLine key={it.id} it={it} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}

const opensOf: Partial<Record<Responsible['type'], (id: string) => string>> = {
  asset: (id) => `assets/${id}`,
  zone: (id) => `zones?open=${id}`,
};

function ThingLine({ it }: { it: Responsible }) {
  const { t } = useTranslation('appointments');
  const { path } = usePlace();
  const say = useBoth();
  const title = useRoleTitle();
  const name = typeof it.title === 'string' ? it.title : say(it.title);
  const to = opensOf[it.type]?.(it.thing_id).split('?');
  const search = it.type === 'zone' ? { open: it.thing_id } : undefined;
  return (
    <li>
      <span>
        <Text span size="xs" c="dimmed">
          {t(`thing.${it.type}`)}
          {it.detail !== null && ` · ${it.detail}`}
        </Text>
        <br />
        {to === undefined ? (
          name
        ) : (
          <Go to={path(to[0]!)} search={search}>
            {name}
          </Go>
        )}
        {it.cite !== null && (
          <Text size="xs" c="dimmed">
            {say(it.cite)}
          </Text>
        )}
      </span>
      <span>
        {it.person === null ? (
          <Badge tone="attention">{t('nobody')}</Badge>
        ) : (
          <PersonReach name={it.person.person_name} reach={it.person.reach} />
        )}
        <Text size="xs" c="dimmed">
          {it.why === 'role' && it.role !== null ? title(it.role) : t(`why.${it.why}`)}
        </Text>
      </span>
      <span>
        <Text span size="xs" c="dimmed">
          {t('field.deputy')}{' '}
        </Text>
        {it.deputy === null ? (
          <span className="hf-unknown">{t('nobody')}</span>
        ) : (
          <PersonReach name={it.deputy.person_name} reach={it.deputy.reach} />
        )}
      </span>
    </li>
  );
}
