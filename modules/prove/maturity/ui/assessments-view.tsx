// Self-assessments: what people thought of each area, over time, beside what evidence proves.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Maturity } from '../schema.ts';
import { LevelBadge } from './level-badge.tsx';

const api = createClient();
const shown = 6;

export function AssessmentsView({ it }: { it: Maturity }) {
  const { t } = useTranslation('maturity');
  const { may } = usePlace();
  const { day } = useAsOf();
  const own = useOwnWords();
  const act = day === null && may('maturity.claim') && (
    <FormButton label={t('assess.act')}>{(close) => <AssessForm it={it} onClose={close} />}</FormButton>
  );
  if (it.assessments.length === 0)
    return (
      <Empty title={t('assess.none')} action={act}>
        {t('assess.none_text')}
      </Empty>
    );
  const columns = it.assessments.slice(0, shown);
  return (
    <>
      <p>{act}</p>
      <div className="hf-scroll" tabIndex={0} role="region" aria-label={t('view.assessments')}>
        <table className="hf-levels">
          <thead>
            <tr>
              <th scope="col">{t('area')}</th>
              <th scope="col">{t('proven')}</th>
              {columns.map(({ id, at, by_name }) => (
                <th key={id} scope="col">
                  <Time at={at} style="day" />
                  <div className="hf-claimed">{by_name}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {it.areas.map((area) => (
              <tr key={area.id}>
                <th scope="row">{own(area.title)}</th>
                <td>
                  <LevelBadge level={area.level} />
                </td>
                {columns.map(({ id, scores }) => (
                  <td key={id}>
                    <LevelBadge level={scores[area.id] ?? 0} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function AssessForm({ it, onClose }: { it: Maturity; onClose: () => void }) {
  const { t } = useTranslation('maturity');
  const { site_id } = usePlace();
  const own = useOwnWords();
  const [scores, setScores] = useState<Record<string, string>>(() =>
    Object.fromEntries(it.areas.map(({ id, assessed, level }) => [id, String(assessed ?? Math.max(1, level))])),
  );
  const [remark, setRemark] = useState('');
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/maturity/assessments', {
          params: { path: { site_id } },
          body: { scores: Object.fromEntries(Object.entries(scores).map(([id, value]) => [id, Number(value)])) as never, remark },
        }),
      ),
    { done: t('assess.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('assess.act')} busy={act.busy} onCancel={onClose} onSubmit={send}>
      {it.areas.map(({ id, title }) => (
        <div key={id} className="hf-assess-line">
          <span id={`assess-${id}`}>{own(title)}</span>
          <SegmentedControl
            aria-labelledby={`assess-${id}`}
            data={['1', '2', '3', '4']}
            value={scores[id] ?? '1'}
            onChange={(value) => setScores({ ...scores, [id]: value })}
          />
        </div>
      ))}
      <Textarea label={t('assess.remark')} autosize minRows={2} value={remark} onChange={(event) => setRemark(event.currentTarget.value)} />
    </Form>
  );
}
