// What became of a package, as shape and word.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { EvidencePackage, PackageState } from '../schema.ts';

const tones: Record<PackageState, Tone> = { making: 'waiting', ready: 'good', failed: 'alarm' };

export function StateBadge({ of: it }: { of: EvidencePackage }) {
  const { t } = useTranslation('package');
  const { bytes } = useNumbers();
  const isUnderWay = it.state === 'making' && it.done_bytes > 0;
  return (
    <Badge tone={tones[it.state]}>{isUnderWay ? t('state.making_so_far', { bytes: bytes(it.done_bytes) }) : t(`state.${it.state}`)}</Badge>
  );
}

/** What a package is about: in words for the whole site and for kinds of acts, by name otherwise. */
export function useScopeWord(): (it: Pick<EvidencePackage, 'scope' | 'scope_title'>) => string {
  const { t } = useTranslation('package');
  return ({ scope, scope_title }) => (scope.type === 'site' ? t('scope.site') : `${t(`scope.${scope.type}`)}: ${scope_title}`);
}
