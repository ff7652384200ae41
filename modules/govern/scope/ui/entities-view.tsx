// The legal entities: class with the provision that decided it, registration, what is due next, what a breach may cost.
import { Badge } from '@holdfast/design/badge';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { useAsOf } from '@holdfast/design/as-of';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../schema.ts';
import { EntityForm } from './entity-form.tsx';
import { ClassBadge, Day, useMoney, useOwnWords } from './law-words.tsx';
import { useEntities } from './use-scope.ts';

export function EntitiesView() {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  const { as_of, day } = useAsOf();
  const entities = useEntities();
  const columns = useEntityColumns();
  return (
    <Answer of={entities}>
      {({ rows }) =>
        rows.length === 0 ? (
          <NoEntity />
        ) : (
          <DataTable
            label={t('view.entities')}
            name={['legal-entities', as_of ?? '', String(entities.dataUpdatedAt)]}
            columns={columns}
            isWhole
            load={sliced(async () => ({ rows }))}
            open={(row) => path(`scope/${row.id}${day === null ? '' : `?as_of=${day}`}`)}
            tone={(row) => (row.state === 'retired' ? 'off' : row.redecide === null ? undefined : 'attention')}
            height={Math.min(560, 90 + rows.length * 36)}
          />
        )
      }
    </Answer>
  );
}

function NoEntity() {
  const { t } = useTranslation('scope');
  const { may } = usePlace();
  const { is } = useAsOf();
  const add = may('scope.keep') && is === 'now' && (
    <FormButton label={t('entity.add')}>{(close) => <EntityForm before={null} onClose={close} />}</FormButton>
  );
  return (
    <Empty title={t('empty.title')} action={add}>
      {t('empty.text')}
    </Empty>
  );
}

function useEntityColumns(): Column<EntityRow>[] {
  const { t } = useTranslation('scope');
  const own = useOwnWords();
  const money = useMoney();
  const registered = (it: EntityRow): string =>
    it.registrations === 0 ? '' : t('registered_of', { registered: it.registered, of: it.registrations });
  return [
    { key: 'name', header: t('column.name'), cell: (it) => it.name, text: (it) => it.name },
    { key: 'country', header: t('column.country'), width: 70, narrow: false, cell: (it) => it.country, text: (it) => it.country },
    {
      key: 'outcome',
      header: t('column.class'),
      width: 190,
      cell: (it) => <ClassBadge outcome={it.outcome} />,
      text: (it) => (it.outcome === null ? t('class.open') : t(`class.${it.outcome}`)),
    },
    {
      key: 'deciding_cite',
      header: t('column.rule'),
      width: 160,
      narrow: false,
      cell: (it) => (it.deciding_cite === null ? null : own(it.deciding_cite)),
      text: (it) => (it.deciding_cite === null ? '' : own(it.deciding_cite)),
    },
    {
      key: 'redecide',
      header: t('column.decision'),
      width: 190,
      narrow: false,
      cell: (it) =>
        it.state === 'retired' ? (
          t('entity.retired')
        ) : it.redecide === null ? (
          <Badge tone="good">{t('holds')}</Badge>
        ) : (
          <Badge tone="attention">{t(`redecide.${it.redecide}`)}</Badge>
        ),
      text: (it) => (it.redecide === null ? t('holds') : t(`redecide.${it.redecide}`)),
    },
    { key: 'registered', header: t('column.registered'), width: 100, narrow: false, cell: registered, text: registered },
    {
      key: 'next_due',
      header: t('column.next_due'),
      width: 120,
      cell: (it) => (it.next_due === null ? null : <Day on={it.next_due} />),
      text: (it) => it.next_due ?? '',
    },
    {
      key: 'max_fine_eur',
      header: t('column.fine'),
      width: 120,
      align: 'right',
      narrow: false,
      cell: (it) => (it.max_fine_eur === null ? null : money(it.max_fine_eur)),
      text: (it) => String(it.max_fine_eur ?? ''),
    },
  ];
}
