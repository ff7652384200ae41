// What a cell says, as shape and word; a citation with how sure it is; the product's own texts in the person's language.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Time, useNumbers } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { cellState, citation, words } from '../schema.ts';

type State = z.infer<typeof cellState>;
type Citation = z.infer<typeof citation>;
export type Words = z.infer<typeof words>;

/** Picks the text of the person's language. */
export function useOwnWords(): (it: Words) => string {
  const { i18n } = useTranslation();
  return (it) => (i18n.language.startsWith('de') ? it.de : it.en);
}

const tones: Record<State, Tone> = {
  proven: 'good',
  ageing: 'waiting',
  stale: 'attention',
  partly: 'attention',
  missing: 'attention',
  unobserved: 'unknown',
  not_applicable: 'off',
};
export const toneOf = (state: State): Tone => tones[state];

type Counted = { state: State; good: number; of: number };

/** The word of a state; what is partly proven says how much. */
export function useStateText(): (it: Counted) => string {
  const { t } = useTranslation('requirements');
  const { count } = useNumbers();
  return ({ state, good, of }) =>
    state === 'partly' && good > 0 ? t('partly_of', { good: count(good), of: count(of) }) : t(`state.${state}`);
}

export function StateBadge(it: Counted) {
  const text = useStateText();
  return <Badge tone={toneOf(it.state)}>{text(it)}</Badge>;
}

/** `NIS2 Art 21(2)(a) · verified 21/11/2026`. */
export function CitationLine({ of }: { of: Citation }) {
  const { t } = useTranslation('requirements');
  const own = useOwnWords();
  return (
    <span className="hf-citation">
      {own(of.text)} · {t(`verify.${of.verify}`)} <Time at={`${of.as_of}T12:00:00Z`} style="day" />
    </span>
  );
}

/** A day of the calendar as the person reads days. */
export const Day = ({ day }: { day: string | null }) => <Time at={day === null ? null : `${day}T12:00:00Z`} style="day" />;
