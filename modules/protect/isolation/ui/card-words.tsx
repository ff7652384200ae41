// State and test of an isolation card as shape and word; proposed steps as text in the reader's language.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import type { CardRow, ProposedStep, Step } from '../schema.ts';

const states: Record<CardRow['state'], Tone> = { missing: 'attention', draft: 'waiting', approved: 'good' };
const tests: Record<CardRow['test'], Tone> = { never: 'attention', due: 'attention', tested: 'good' };

export function CardBadge({ it }: { it: Pick<CardRow, 'state'> }) {
  const { t } = useTranslation('isolation');
  return <Badge tone={states[it.state]}>{t(`state.${it.state}`)}</Badge>;
}

export function TestBadge({ it }: { it: Pick<CardRow, 'test' | 'last_result'> }) {
  const { t } = useTranslation('isolation');
  const differs = it.test === 'tested' && it.last_result === 'differs';
  return <Badge tone={differs ? 'alarm' : tests[it.test]}>{differs ? t('result.differs') : t(`test.${it.test}`)}</Badge>;
}

/** The proposal as steps a person can keep. */
export function useProposal(): (proposal: readonly ProposedStep[]) => Step[] {
  const { t } = useTranslation('isolation');
  return (proposal) =>
    proposal.map(({ code, names, role, minutes }) => ({
      text: t(`proposal.${code}`, { names: names.join(', ') }).slice(0, 500),
      role,
      minutes,
    }));
}

const isPast = (day: string): boolean => day < new Date().toISOString().slice(0, 10);

/** The day by which the zone is drilled again; over: it asks for a person. */
export function DrillDay({ day }: { day: string | null }) {
  const { t } = useTranslation('isolation');
  if (day === null) return null;
  const isOver = isPast(day);
  return (
    <>
      <Time at={`${day}T12:00:00Z`} style="day" /> {isOver && <Badge tone="attention">{t('drill.overdue')}</Badge>}
    </>
  );
}
