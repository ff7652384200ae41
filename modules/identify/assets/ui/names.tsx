// The words of an asset: kind, level, standing; with the choices of filters and forms.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Unknown } from '@holdfast/design/states';
import { useTranslation } from 'react-i18next';
import { criticality, kind, lifecycle, productionRole, purdueLevel, standing, uptimeNeed, type Asset } from '../schema.ts';

const standingTones: Record<Asset['standing'], Tone> = {
  sighted: 'attention',
  accepted: 'good',
  investigating: 'waiting',
  rejected: 'alarm',
  retired: 'off',
};

export function StandingBadge({ standing: it }: { standing: Asset['standing'] }) {
  const { t } = useTranslation('assets');
  return <Badge tone={standingTones[it]}>{t(`standing.${it}`)}</Badge>;
}

export function KindName({ kind: it }: { kind: string }) {
  const { t } = useTranslation('assets');
  return it === 'unknown' ? <Unknown /> : <>{t(`kind.${it}`)}</>;
}

export function CriticalityBadge({ criticality: it }: { criticality: Asset['criticality'] }) {
  const { t } = useTranslation('assets');
  return it === null ? (
    <Unknown word={t('criticality.none')} />
  ) : (
    <span title={t(`criticality_means.${it}`)}>{t(`criticality.${it}`)}</span>
  );
}

/** Key of a level's word: `3.5` -> `level.3_5`. */
export function levelKey(level: string | null): string {
  return level === null ? 'level.none' : `level.${level.replace('.', '_')}`;
}

type Option = { value: string; label: string };

/** Choices in the person's language. `none`: the filter's value for "not known". */
export function useAssetOptions(): Record<
  'kinds' | 'levels' | 'standings' | 'criticalities' | 'roles' | 'uptimes' | 'lifecycles' | 'allLifecycles',
  Option[]
> {
  const { t } = useTranslation('assets');
  const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label);
  return {
    kinds: kind.options.map((value) => ({ value, label: t(`kind.${value}`) })).toSorted(byLabel),
    levels: purdueLevel.options.map((value) => ({ value, label: t(levelKey(value)) })),
    standings: standing.options.map((value) => ({ value, label: t(`standing.${value}`) })),
    criticalities: criticality.options.map((value) => ({ value, label: t(`criticality.${value}`) })),
    roles: productionRole.options.map((value) => ({ value, label: t(`production_role.${value}`) })).toSorted(byLabel),
    uptimes: uptimeNeed.options.map((value) => ({ value, label: t(`uptime_need.${value}`) })),
    // Retired and wiped come by acts, not by a word.
    lifecycles: ['planned', 'in_service', 'spare'].map((value) => ({ value, label: t(`lifecycle.${value}`) })),
    allLifecycles: lifecycle.options.map((value) => ({ value, label: t(`lifecycle.${value}`) })),
  };
}
