// Question by question to the class the law gives a legal entity: each answer is kept, the last step shows what follows and is signed.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useFilters } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Button, Group } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, EntityDetail } from '../schema.ts';
import { LegalNote } from './law-words.tsx';
import { ActivitiesStep } from './step-activities.tsx';
import { FiguresStep } from './step-figures.tsx';
import { GroupStep } from './step-group.tsx';
import { ResultStep } from './step-result.tsx';
import { SpecialStep } from './step-special.tsx';
import { UnionStep } from './step-union.tsx';
import { api, useEntity } from './use-scope.ts';

const steps = { union: UnionStep, activities: ActivitiesStep, figures: FiguresStep, group: GroupStep, special: SpecialStep } as const;
const order = ['union', 'activities', 'figures', 'group', 'special', 'result'] as const;
type Step = (typeof order)[number];

export function QuestionsPage() {
  const { t } = useTranslation('scope');
  const { path } = usePlace();
  const { entity_id = '' } = useParams({ strict: false }) as { entity_id?: string };
  const entity = useEntity(entity_id);
  return (
    <Answer of={entity}>
      {(it) => (
        <Page
          title={t('questions.title')}
          lead={t('questions.lead', { name: it.name })}
          crumbs={[
            { to: path('scope'), text: t('title') },
            { to: path(`scope/${it.id}`), text: it.name },
          ]}
        >
          <Questions key={it.version} entity={it} />
          <LegalNote />
        </Page>
      )}
    </Answer>
  );
}

function Questions({ entity }: { entity: EntityDetail }) {
  const { t } = useTranslation('scope');
  const { may } = usePlace();
  const [filters, set] = useFilters();
  const step: Step = order.find((it) => it === filters['step']) ?? 'union';
  const [answers, setAnswers] = useState<Answers>(entity.answers);
  const isChanged = JSON.stringify(answers) !== JSON.stringify(entity.answers);
  const keep = useAct((body: { answers: Answers; version: number }) =>
    take(api.PUT('/api/v1/legal-entities/{entity_id}/answers', { params: { path: { entity_id: entity.id } }, body })),
  );
  const go = async (to: Step): Promise<void> => {
    if (!isChanged || !may('scope.keep') || (await keep.run({ answers, version: entity.version })))
      set({ step: to === 'union' ? null : to });
  };
  const at = order.indexOf(step);
  const StepView = step === 'result' ? null : steps[step];
  return (
    <>
      <ol className="hf-steps" aria-label={t('questions.steps')}>
        {order.map((each, i) => (
          <li key={each}>
            <button type="button" aria-current={each === step ? 'step' : undefined} onClick={() => void go(each)}>
              {i + 1}. {t(`step.${each}`)}
            </button>
          </li>
        ))}
      </ol>
      <Panel title={t(`question.${step}`)}>
        <fieldset className="hf-question hf-bare" disabled={!may('scope.keep') && step !== 'result'}>
          {StepView === null ? (
            <ResultStep entity={entity} />
          ) : (
            <StepView answers={answers} entity={entity} set={(patch) => setAnswers((now) => ({ ...now, ...patch }))} />
          )}
        </fieldset>
        <Group mt="md" gap="sm">
          {at > 0 && (
            <Button variant="default" onClick={() => void go(order[at - 1]!)}>
              {t('back')}
            </Button>
          )}
          {at < order.length - 1 && (
            <Button loading={keep.busy} onClick={() => void go(order[at + 1]!)}>
              {t('next')}
            </Button>
          )}
        </Group>
      </Panel>
    </>
  );
}
