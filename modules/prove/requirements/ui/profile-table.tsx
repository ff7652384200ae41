// The matrix along NIST CSF 2.0: every category with the requirements that reach it; a category none reaches is unmapped and says so.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { useTranslation } from 'react-i18next';
import type { ProfileRow } from '../schema.ts';
import { StateBadge, useOwnWords } from './state-badge.tsx';

const api = createClient();
type Row = ProfileRow & { id: string };

export function ProfileTable() {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = as_of === undefined ? {} : { as_of };
  return (
    <DataTable<Row>
      label={t('view.profile')}
      name={['requirements-profile', site_id, as_of ?? 'now']}
      isWhole
      columns={useColumns()}
      load={sliced(async () => {
        const found = await take(api.GET('/api/v1/sites/{site_id}/requirements/profile', { params: { path: { site_id }, query } }));
        return { rows: found.rows.map((it) => ({ ...it, id: it.control_id })) };
      })}
      tone={(row) => (row.requirement_ids.length === 0 ? 'attention' : undefined)}
    />
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('requirements');
  const { path } = usePlace();
  const own = useOwnWords();
  const good = (it: Row): number => it.states.filter((state) => state === 'proven' || state === 'ageing').length;
  const stateOf = (it: Row) => {
    if (it.states.length === 0) return null;
    const state =
      good(it) === it.states.length
        ? ('proven' as const)
        : good(it) > 0 || it.states.includes('partly')
          ? ('partly' as const)
          : ('missing' as const);
    return { state, good: good(it), of: it.states.length };
  };
  return [
    { key: 'id', header: t('profile.category'), width: 90, cell: (it) => it.control_id, text: (it) => it.control_id },
    { key: 'title', header: t('profile.title'), width: 240, cell: (it) => own(it.title), text: (it) => own(it.title) },
    {
      key: 'controls',
      header: t('profile.controls'),
      width: 220,
      narrow: false,
      cell: (it) => it.controls.join(', '),
      text: (it) => it.controls.join(', '),
    },
    {
      key: 'unreached',
      header: t('profile.unreached'),
      width: 220,
      narrow: false,
      cell: (it) => it.unreached.join(', '),
      text: (it) => it.unreached.join(', '),
    },
    {
      key: 'requirements',
      header: t('profile.requirements'),
      cell: (it) =>
        it.requirement_ids.length === 0 ? (
          <Badge tone="attention">{t('profile.unmapped')}</Badge>
        ) : (
          <span className="hf-links">
            {it.requirement_ids.map((id) => (
              <Go key={id} to={path('requirement')} search={{ id }}>
                {id}
              </Go>
            ))}
          </span>
        ),
      text: (it) => (it.requirement_ids.length === 0 ? t('profile.unmapped') : it.requirement_ids.join(', ')),
    },
    {
      key: 'state',
      header: t('field.state'),
      width: 150,
      narrow: false,
      cell: (it) => {
        const sum = stateOf(it);
        return sum === null ? '–' : <StateBadge {...sum} />;
      },
      text: (it) => (it.states.length === 0 ? '' : `${good(it)}/${it.states.length}`),
    },
  ];
}
