// State and phase of a maintenance window as shape and word.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { MaintenanceWindow } from '../schema.ts';

const tones: Record<MaintenanceWindow['state'], Tone> = { asked: 'waiting', approved: 'good', refused: 'off', cancelled: 'off' };

/** A window that nobody approved when its time has come asks for a person. */
export function StateBadge({ it }: { it: Pick<MaintenanceWindow, 'state' | 'phase'> }) {
  const { t } = useTranslation('windows');
  const tone = it.state === 'asked' && it.phase === 'over' ? 'off' : tones[it.state];
  return <Badge tone={tone}>{t(`state.${it.state}`)}</Badge>;
}

export function PhaseBadge({ it }: { it: Pick<MaintenanceWindow, 'state' | 'phase'> }) {
  const { t } = useTranslation('windows');
  if (it.state === 'cancelled' || it.state === 'refused') return null;
  return <Badge tone={it.phase === 'under_way' ? 'attention' : it.phase === 'over' ? 'off' : 'neutral'}>{t(`phase.${it.phase}`)}</Badge>;
}
