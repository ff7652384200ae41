// State and phase of a maintenance window as shape and word; times of the plant's clock in form fields.
import { instantAt, readDay, wallOf } from '@holdfast/core-cadence';
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

/** An instant as the value of a `datetime-local` field, on the plant's clock. */
export function toField(instant: string, zone: string): string {
  return new Date(wallOf(zone, Date.parse(instant))).toISOString().slice(0, 16);
}

/** What a `datetime-local` field says on the plant's clock, as an instant; null while it is not filled in. */
export function fromField(value: string, zone: string): string | null {
  const day = readDay(value.slice(0, 10));
  const clock = /T(\d{2}):(\d{2})/.exec(value);
  if (day === null || clock === null) return null;
  return new Date(instantAt(zone, day, Number(clock[1]) * 60 + Number(clock[2]))).toISOString();
}
