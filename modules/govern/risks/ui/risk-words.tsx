// How ratings and states of risks look, and texts in the reader's language.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { Rating, Risk, RiskState } from '../schema.ts';

const ratingTones: Record<Rating, Tone> = { low: 'good', medium: 'waiting', high: 'attention', very_high: 'alarm' };
const stateTones: Record<RiskState, Tone> = { open: 'attention', accepted: 'waiting', closed: 'off' };

export function RatingBadge({ of }: { of: Rating }) {
  const { t } = useTranslation('risks');
  return <Badge tone={ratingTones[of]}>{t(`rating.${of}`)}</Badge>;
}

export function StateBadge({ of }: { of: Risk }) {
  const { t } = useTranslation('risks');
  return (
    <Badge tone={of.review_is_due ? 'attention' : stateTones[of.state]}>{t(of.review_is_due ? 'review_due' : `state.${of.state}`)}</Badge>
  );
}

/** Words in the language of the page. */
export function useOwnWords(): (it: { en: string; de: string }) => string {
  const { i18n } = useTranslation();
  return (it) => (i18n.language.startsWith('de') ? it.de : it.en);
}

/** A day so many days from now, `2026-11-22`. */
export const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
