// How states of evidence look: as shape and word.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { Item, ItemState } from '../schema.ts';

const tones: Record<ItemState, Tone> = { held: 'good', moving: 'waiting', returned: 'off', destroyed: 'off' };

export function StateBadge({ state }: { state: ItemState }) {
  const { t } = useTranslation('evidence');
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

/** What the last measurement said; nothing for a thing. */
export function WholeBadge({ of: it }: { of: Pick<Item, 'form' | 'whole'> }) {
  const { t } = useTranslation('evidence');
  if (it.form === 'object') return null;
  if (it.whole === null) return <Badge tone="unknown">{t('whole.never')}</Badge>;
  return it.whole ? <Badge tone="good">{t('whole.yes')}</Badge> : <Badge tone="alarm">{t('whole.no')}</Badge>;
}
