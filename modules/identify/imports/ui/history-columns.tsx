// The columns of the history of imports.
import { Badge } from '@holdfast/design/badge';
import { Known } from '@holdfast/design/states';
import type { Column } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { ImportRecord } from '../schema.ts';

const tone = { read: 'attention', planned: 'attention', applied: 'good', undone: 'off' } as const;

export function useImportColumns(): Column<ImportRecord>[] {
  const { t } = useTranslation('imports');
  const { count } = useNumbers();
  const number = (key: 'writes' | 'error'): Column<ImportRecord> => ({
    key,
    header: t(`column.${key}`),
    width: 112,
    align: 'right',
    narrow: false,
    cell: (it) => (it.counts === null ? <Known value={null} /> : count(it.counts[key])),
    text: (it) => String(it.counts?.[key] ?? ''),
  });
  return [
    { key: 'name', header: t('column.name'), sort: 'name', width: 216, cell: (it) => it.name, text: (it) => it.name },
    {
      key: 'kind',
      header: t('column.kind'),
      sort: 'kind',
      width: 120,
      narrow: false,
      cell: (it) => t(`kind.${it.kind}`),
      text: (it) => it.kind,
    },
    {
      key: 'state',
      header: t('column.state'),
      sort: 'state',
      width: 184,
      cell: (it) => <Badge tone={tone[it.state]}>{t(`state.${it.state}`)}</Badge>,
      text: (it) => it.state,
    },
    {
      key: 'rows',
      header: t('rows'),
      sort: 'rows',
      width: 90,
      align: 'right',
      narrow: false,
      cell: (it) => count(it.rows),
      text: (it) => String(it.rows),
    },
    number('writes'),
    number('error'),
    {
      key: 'by',
      header: t('by'),
      narrow: false,
      cell: (it) => <Known value={it.added_by_name} />,
      text: (it) => it.added_by_name ?? '',
      fields: ['added_by_name'],
    },
    { key: 'added_at', header: t('at'), sort: 'added_at', width: 150, cell: (it) => <Time at={it.added_at} />, text: (it) => it.added_at },
  ];
}
