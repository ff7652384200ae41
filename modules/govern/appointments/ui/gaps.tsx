// What a seat lacks, each gap by its name.
import { Badge } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { Seat } from '../schema.ts';

/** Each gap by its name; none: as it should be. */
export function Gaps({ seat }: { seat: Seat }) {
  const { t } = useTranslation('appointments');
  if (seat.gaps.length === 0) return <Badge tone="good">{t('gap.none')}</Badge>;
  return (
    <span className="hf-seat-gaps">
      {seat.gaps.map((gap) => (
        <Badge key={gap} tone={gap === 'not_accepted' ? 'waiting' : seat.is_required || gap !== 'vacant' ? 'attention' : 'unknown'}>
          {t(`gap.${gap}`)}
        </Badge>
      ))}
    </span>
  );
}
