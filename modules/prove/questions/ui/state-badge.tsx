// For whom a question waits, as shape and word.
import { Badge, type Tone } from '@holdfast/design/badge';
import { useTranslation } from 'react-i18next';
import type { QuestionState } from '../schema.ts';

const tones: Record<QuestionState, Tone> = { open: 'attention', answered: 'waiting', settled: 'good' };

export function StateBadge({ state }: { state: QuestionState }) {
  const { t } = useTranslation('questions');
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
