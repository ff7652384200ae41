// The columns of the inventory.
import { ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Known } from '@holdfast/design/states';
import { codeWords, type Column } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { ZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import type { Asset } from '../schema.ts';
import { CriticalityBadge, KindName, levelKey, StandingBadge, useAssetOptions } from './names.tsx';

export function useAssetColumns(): Column<Asset>[] {
  const { t } = useTranslation('assets');
  const { path } = usePlace();
  const options = useAssetOptions();
  const plain = (key: 'vendor' | 'model' | 'firmware', width?: number): Column<Asset> => ({
    key,
    header: t(`field.${key}`),
    sort: key,
    narrow: false,
    ...(width === undefined ? {} : { width }),
    cell: (it) => <Known value={it[key]} />,
    text: (it) => it[key] ?? '',
  });
  return [
    { key: 'name', header: t('field.name'), sort: 'name', width: 180, cell: (it) => <AssetName asset={it} />, text: (it) => it.name },
    {
      key: 'standing',
      words: codeWords(options.standings),
      header: t('column.standing'),
      sort: 'standing',
      width: 136,
      cell: (it) => <StandingBadge standing={it.standing} />,
      text: (it) => it.standing,
    },
    {
      key: 'kind',
      words: codeWords(options.kinds),
      header: t('column.kind'),
      sort: 'kind',
      width: 140,
      narrow: false,
      cell: (it) => <KindName kind={it.kind} />,
      text: (it) => it.kind,
    },
    {
      key: 'ip',
      fields: ['ips', 'macs'],
      header: t('column.address'),
      sort: 'ip',
      width: 128,
      cell: (it) => (
        <span className="hf-address">
          <Known value={it.ips[0] ?? it.macs[0] ?? null} />
        </span>
      ),
      text: (it) => [...it.ips, ...it.macs].join(' '),
    },
    plain('vendor'),
    plain('model'),
    plain('firmware', 90),
    {
      key: 'level',
      fields: ['purdue_level'],
      header: t('column.level'),
      sort: 'purdue_level',
      width: 64,
      narrow: false,
      cell: (it) => <Known value={it.purdue_level} />,
      text: (it) => it.purdue_level ?? '',
    },
    {
      key: 'zone',
      fields: ['zone_name'],
      header: t('column.zone'),
      sort: 'zone_name',
      narrow: false,
      cell: (it) =>
        it.zone_id === null ? (
          <Known value={null} />
        ) : (
          <Go plain to={path('zones')} search={{ open: it.zone_id }}>
            <ZoneName name={it.zone_name ?? ''} />
          </Go>
        ),
      text: (it) => it.zone_name ?? '',
    },
    ...useDutyColumns(),
    {
      key: 'last_seen',
      header: t('column.last_seen'),
      sort: 'last_seen',
      width: 140,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen ?? '',
    },
  ];
}

/** What the asset is to production and who answers for it. */
function useDutyColumns(): Column<Asset>[] {
  const { t } = useTranslation('assets');
  const options = useAssetOptions();
  const worded = (
    key: 'production_role' | 'asset_tag' | 'location' | 'lifecycle',
    width: number,
    word: (it: Asset) => string | null,
    more: Partial<Column<Asset>> = {},
  ): Column<Asset> => ({
    key,
    header: t(`column.${key}`),
    sort: key,
    width,
    narrow: false,
    cell: (it) => <Known value={word(it)} />,
    text: (it) => word(it) ?? '',
    ...more,
  });
  return [
    {
      key: 'criticality',
      words: codeWords(options.criticalities),
      header: t('column.criticality'),
      sort: 'criticality',
      width: 96,
      narrow: false,
      cell: (it) => <CriticalityBadge criticality={it.criticality} />,
      text: (it) => it.criticality ?? '',
    },
    worded('production_role', 150, (it) => (it.production_role === null ? null : t(`production_role.${it.production_role}`)), {
      words: codeWords(options.roles),
    }),
    worded('asset_tag', 110, (it) => it.asset_tag, { hidden: true }),
    worded('location', 130, (it) => it.location, { hidden: true }),
    worded('lifecycle', 100, (it) => t(`lifecycle.${it.lifecycle}`), { words: codeWords(options.allLifecycles), hidden: true }),
    {
      key: 'owner',
      fields: ['owner_name'],
      header: t('column.owner'),
      sort: 'owner_name',
      width: 120,
      narrow: false,
      cell: (it) => <Known value={it.owner_name} />,
      text: (it) => it.owner_name ?? '',
    },
  ];
}

function AssetName({ asset: it }: { asset: Asset }) {
  const { t } = useTranslation('assets');
  const { path } = usePlace();
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, maxWidth: '100%' }}>
      <span className={it.ips.includes(it.name) ? 'hf-address' : undefined}>
        <Go to={path(`assets/${it.id}`)}>{it.name}</Go>
      </span>
      {it.conflicts > 0 && (
        <span title={t('conflicts', { count: it.conflicts })}>
          <ToneIcon tone="attention" />
          <span className="hf-hidden">{t('conflicts', { count: it.conflicts })}</span>
        </span>
      )}
    </span>
  );
}

/** A level in words, for places with room: `2, supervision`. */
export function LevelName({ level }: { level: string | null }) {
  const { t } = useTranslation('assets');
  return level === null ? <Known value={null} /> : <>{t(levelKey(level))}</>;
}
