// One activity: when it is next, what was done and missed, who is told, and the way to write down that it was done.
import './cadence.css';
import { Button, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty, Unknown } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDetail, Run } from '../schema.ts';
import { PlanDialog } from './plan-form.tsx';
import { StateBadge, useRhythmWords, useTitleWords } from './rhythm-words.tsx';
import { RunDialog } from './run-form.tsx';

const api = createClient();

export function ActivityPage() {
  const { activity_id = '' } = useParams({ strict: false }) as { activity_id?: string };
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const query = as_of === undefined ? {} : { as_of };
  const it = useQuery({
    queryKey: ['activities', site_id, activity_id, as_of],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/activities/{activity_id}', { params: { path: { site_id, activity_id }, query } })),
  });
  return <Answer of={it}>{(found) => <One activity={found} />}</Answer>;
}

function One({ activity: it }: { activity: ActivityDetail }) {
  const { t } = useTranslation('cadence');
  const { path } = usePlace();
  const { is } = useAsOf();
  const titleWords = useTitleWords();
  return (
    <Page
      title={titleWords(it.title)}
      mark={<StateBadge row={it} />}
      crumbs={[{ to: path('activities'), text: t('title') }]}
      actions={
        <>
          <AsOfPicker ahead />
          {is === 'now' && <Acts activity={it} />}
        </>
      }
    >
      <AsOfNote />
      <div className="hf-cadence-two">
        <Panel>
          <Facts rows={useFacts(it)} />
        </Panel>
        <Panel title={t('detail.coming')} flush>
          <Coming activity={it} />
        </Panel>
      </div>
      <Panel title={t('detail.runs')} flush>
        {it.runs.length === 0 ? <Empty title={t('detail.no_runs')}>{t('detail.no_runs_text')}</Empty> : <Runs runs={it.runs} />}
      </Panel>
      {it.rhythm !== null && (
        <RecordHistory
          type="activity"
          id={it.id}
          title={titleWords(it.title)}
          opens={`activities/${it.id}`}
          organisation={it.level === 'organisation'}
        />
      )}
    </Page>
  );
}

function useFacts(it: ActivityDetail): [string, ReactNode][] {
  const { t } = useTranslation(['cadence', 'ledger']);
  const rhythmWords = useRhythmWords();
  const acts = it.run_kinds.map((kind) => t(`ledger:kind.${kind.replaceAll('.', '_')}`, { defaultValue: kind }));
  return [
    [t('detail.next'), it.next === null ? <Unknown key="next" word={t('state.no_date')} /> : <Next key="next" activity={it} />],
    ...(it.overdue_since === null ? [] : [[t('detail.since'), <Time key="since" at={it.overdue_since} />] as [string, ReactNode]]),
    ...(it.missed.length === 0
      ? []
      : [
          [
            t('detail.missed'),
            <Badge key="missed" tone="alarm">
              {it.missed.join(', ')}
            </Badge>,
          ] as [string, ReactNode],
        ]),
    [t('detail.rhythm'), rhythmWords(it.rhythm)],
    ...(it.rhythm === null ? [] : [[t('detail.moves'), t(`form.${it.rhythm.moves}`)] as [string, ReactNode]]),
    [t('detail.person'), it.person_name ?? <Unknown key="person" word={t('nobody')} />],
    [t('detail.level'), t(`level.${it.level}`)],
    [t('detail.law'), it.requirements.length === 0 ? t('own_note') : it.requirements.join(', ')],
    ...(acts.length === 0 ? [] : [[t('detail.acts'), `${acts.join(', ')}. ${t('detail.acts_note')}`] as [string, ReactNode]]),
    ...(it.escalation === null ? [] : [[t('detail.escalation'), <Steps key="steps" activity={it} />] as [string, ReactNode]]),
  ];
}

function Next({ activity: { next } }: { activity: ActivityDetail }) {
  const { t } = useTranslation('cadence');
  return (
    <>
      <Time at={next!.at} />{' '}
      {next!.planned !== next!.day && (
        <Text span c="dimmed">
          {t('detail.moved', { day: next!.planned })}
        </Text>
      )}
    </>
  );
}

function Steps({ activity: { escalation: it } }: { activity: ActivityDetail }) {
  const { t } = useTranslation('cadence');
  const up = (['accountable', 'plant_manager', 'ciso'] as const).flatMap((to) => {
    const days = it![`${to}_days`];
    return days === null ? [] : [t(`steps.${to}`, { count: days })];
  });
  const lines = [...it!.remind_days.toSorted((a, b) => b - a).map((count) => t('steps.remind', { count })), t('steps.due'), ...up];
  return (
    <ul className="hf-plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Coming({ activity: it }: { activity: ActivityDetail }) {
  const { t } = useTranslation('cadence');
  if (it.coming.length === 0) return <Empty title={t('state.no_date')} />;
  return (
    <ul className="hf-coming">
      {it.coming.map((one) => (
        <li key={one.planned}>
          <Time at={one.at} />
          {one.planned !== one.day && <Text span c="dimmed" size="sm">{` ${t('detail.moved', { day: one.planned })}`}</Text>}
        </li>
      ))}
    </ul>
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation(['cadence', 'ledger']);
  return (
    <table className="hf-plain-table">
      <thead>
        <tr>
          {(['when', 'kept', 'result', 'who', 'remark'] as const).map((key) => (
            <th key={key} scope="col">
              {t(`column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((it) => (
          <tr key={it.id}>
            <td>
              <Time at={it.at} style={it.kind === 'missed' ? 'day' : 'minute'} />
            </td>
            <td>
              {it.planned ?? t('unplanned')}
              {it.late_days > 0 && <Text span c="dimmed">{` · ${t('late', { count: it.late_days })}`}</Text>}
            </td>
            <td>
              {it.kind === 'missed' ? (
                <Badge tone="alarm">{t('missed_word')}</Badge>
              ) : (
                <Badge tone={it.result === 'not_passed' ? 'alarm' : 'good'}>
                  {it.result === null
                    ? t('by_act', { act: t(`ledger:kind.${it.act!.replaceAll('.', '_')}`, { defaultValue: it.act! }) })
                    : t(`result.${it.result}`)}
                </Badge>
              )}
            </td>
            <td>{it.kind === 'missed' ? '–' : (it.by_name ?? '–')}</td>
            <td>{it.remark ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ activity: it }: { activity: ActivityDetail }) {
  const { t } = useTranslation('cadence');
  const { may } = usePlace();
  const [open, setOpen] = useState<'plan' | 'run' | 'end' | null>(null);
  const end = useEnd(it);
  const mayPlan = may(it.level === 'site' ? 'cadence.plan' : 'cadence.plan_organisation');
  const mayRecord = may(it.level === 'site' ? 'cadence.record' : 'cadence.record_organisation');
  const close = (): void => setOpen(null);
  const isPlanned = it.rhythm !== null;
  return (
    <>
      {isPlanned && mayRecord && <Button onClick={() => setOpen('run')}>{t('run.act')}</Button>}
      {mayPlan && (
        <Button variant={isPlanned ? 'default' : 'filled'} onClick={() => setOpen('plan')}>
          {t(isPlanned ? 'plan.change' : 'plan.act')}
        </Button>
      )}
      {isPlanned && mayPlan && (
        <Button variant="default" onClick={() => setOpen('end')}>
          {t('end.act')}
        </Button>
      )}
      <PlanDialog row={it} opened={open === 'plan'} onClose={close} />
      <RunDialog activity={it} opened={open === 'run'} onClose={close} />
      <ReasonDialog
        title={t('end.act')}
        says={t('end.says')}
        submit={t('end.act')}
        opened={open === 'end'}
        onClose={close}
        onReason={(reason) => end.run(reason)}
      />
    </>
  );
}

function useEnd({ id: plan_id, level }: ActivityDetail) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  return useAct(
    (reason: string) =>
      level === 'site'
        ? take(api.POST('/api/v1/sites/{site_id}/activities/{plan_id}/end', { params: { path: { site_id, plan_id } }, body: { reason } }))
        : take(api.POST('/api/v1/activities/{plan_id}/end', { params: { path: { plan_id } }, body: { reason } })),
    { done: t('end.done') },
  );
}
