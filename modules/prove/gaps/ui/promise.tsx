// Who and by when, as a list and a drawer show it; and how a measure's state looks.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gap, Measure } from '../schema.ts';

export const toneOfMeasure: Record<Measure['state'], Tone> = { offered: 'off', open: 'waiting', done: 'good', dropped: 'off' };

export function Owner({ it }: { it: Pick<Gap, 'owner_name' | 'owner_from'> }) {
  const { t } = useTranslation('gaps');
  if (it.owner_name === null) return <Badge tone="attention">{t('gap.nobody')}</Badge>;
  return (
    <span>
      {it.owner_name}
      {it.owner_from === 'role' && (
        <Text size="xs" c="dimmed">
          {t('gap.by_role')}
        </Text>
      )}
    </span>
  );
}

export function Due({ it }: { it: Pick<Gap, 'due_on' | 'overdue'> }) {
  const { t } = useTranslation('gaps');
  if (it.due_on === null) return <Text c="dimmed">{t('gap.no_date')}</Text>;
  return (
    <span>
      <Time at={`${it.due_on}T12:00:00Z`} style="day" /> {it.overdue && <Badge tone="attention">{t('gap.overdue')}</Badge>}
    </span>
  );
}
