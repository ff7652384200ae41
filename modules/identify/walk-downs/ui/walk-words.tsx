// The words of a round and of what was read.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { Outcome, Reading, WalkDown } from '../schema.ts';

const stateTones: Record<WalkDown['state'], Tone> = { open: 'waiting', finished: 'good', cancelled: 'off' };
const outcomeTones: Record<Outcome, Tone> = { found: 'good', not_found: 'alarm', not_reachable: 'unknown', not_listed: 'attention' };

export function StateBadge({ state }: { state: WalkDown['state'] }) {
  const { t } = useTranslation('walk-downs');
  return <Badge tone={stateTones[state]}>{t(`state.${state}`)}</Badge>;
}

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('walk-downs');
  return <Badge tone={outcomeTones[outcome]}>{t(`outcome.${outcome}`)}</Badge>;
}

/** What differed from the inventory, in words; nothing when all agreed. */
export function AttentionBadges({ reading: it }: { reading: Reading }) {
  const { t } = useTranslation('walk-downs');
  const own = it.attention.filter((what) => what !== 'not_found' && what !== 'not_listed');
  return (
    <>
      {own.map((what) => (
        <Badge key={what} tone="attention">
          {what === 'key' ? t(`key.${it.key_position}`) : t(`differs.${what}`)}
        </Badge>
      ))}
    </>
  );
}
