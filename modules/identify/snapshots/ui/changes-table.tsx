// What changed between a snapshot and another, or now: what came, went, moved and changed, field by field.
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { FilterBar } from '@holdfast/design/filters';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import { changeKind, type Change, part } from '../schema.ts';

const api = createClient();
const tones: Readonly<Record<Change['change'], Tone>> = { added: 'attention', removed: 'off', moved: 'waiting', changed: 'neutral' };

/** `to` undefined compares with now. */
export function ChangesTable({ snapshot_id, to }: { snapshot_id: string; to: string | undefined }) {
  const { t } = useTranslation('snapshots');
  const { site_id } = usePlace();
  const options = (values: readonly string[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  return (
    <DataTable<Change>
      label={t('changes')}
      name={['snapshot-changes', site_id, snapshot_id, to ?? 'now']}
      path={`/api/v1/sites/${site_id}/snapshots/${snapshot_id}/changes`}
      columns={useColumns()}
      filters={['part', 'change']}
      {...(to === undefined ? {} : { fixed: { to } })}
      height={480}
      bar={
        <FilterBar
          searchLabel={t('search_changes')}
          choices={[
            { key: 'part', label: t('part_label'), options: options(part.options, 'part') },
            { key: 'change', label: t('change_label'), options: options(changeKind.options, 'change') },
          ]}
        />
      }
      load={(query) =>
        take(api.GET('/api/v1/sites/{site_id}/snapshots/{snapshot_id}/changes', { params: { path: { site_id, snapshot_id }, query } }))
      }
      empty={<Empty title={t('no_changes')}>{t('no_changes_note')}</Empty>}
    />
  );
}

function useColumns(): Column<Change>[] {
  const { t } = useTranslation('snapshots');
  const { path } = usePlace();
  const say = useDetails();
  const name = useZoneName();
  const link = (it: Change) => {
    if (it.subject_id === null || it.change === 'removed') return name(it.name);
    const to = {
      asset: path(`assets/${it.subject_id}`),
      zone: path('zones'),
      conduit: path(`conduits/${it.subject_id}`),
      flow: path('flows'),
    }[it.part];
    return (
      <Go to={to} search={it.part === 'zone' ? { open: it.subject_id } : {}}>
        {name(it.name)}
      </Go>
    );
  };
  return [
    {
      key: 'part',
      header: t('part_label'),
      sort: 'part',
      width: 110,
      cell: (it) => t(`part.${it.part}`),
      text: (it) => t(`part.${it.part}`),
    },
    { key: 'name', header: t('name'), sort: 'name', cell: link, text: (it) => it.name },
    {
      key: 'change',
      header: t('change_label'),
      sort: 'change',
      width: 130,
      cell: (it) => <Badge tone={tones[it.change]}>{t(`change.${it.change}`)}</Badge>,
      text: (it) => t(`change.${it.change}`),
    },
    { key: 'details', header: t('details'), cell: say, text: say },
  ];
}

/** Codes of these fields are worded by the practices they come from. */
const worded: Readonly<Record<string, string>> = {
  criticality: 'assets:criticality',
  production_role: 'assets:production_role',
  lifecycle: 'assets:lifecycle',
  standing: 'assets:standing',
  kind: 'assets:kind',
};

function useDetails(): (it: Change) => string {
  const { t } = useTranslation(['snapshots', 'assets']);
  const name = useZoneName();
  const value = (field: string, text: string | null): string => {
    if (text === null || text === '') return t('nothing');
    return worded[field] === undefined ? name(text) : t([`${worded[field]}.${text}`, 'snapshots:raw'], { text });
  };
  return (it) =>
    it.details
      .map(({ field, before, after }) =>
        field === 'owner'
          ? t('owner_changed')
          : t('detail', {
              field: t([`field.${field}`, `assets:field.${field}`]),
              before: value(field, before),
              after: value(field, after),
            }),
      )
      .join('; ');
}
