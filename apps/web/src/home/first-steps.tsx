// The first hour: what makes a new site a plant somebody answers for, each step with whether it is done, until all are.
import { take } from '@holdfast/client';
import { ToneIcon } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';

type Step = {
  id: 'captures' | 'zones' | 'owners' | 'assets' | 'people' | 'conduits';
  to: string;
  search?: Record<string, string>;
  done: boolean;
};

/** `always`: also where nothing is done yet and nothing can be hidden. */
export function FirstSteps({ always = false }: { always?: boolean }) {
  const { t } = useTranslation('web');
  const { site_id, path, may } = usePlace();
  const kept = `holdfast.first-steps.${site_id}`;
  const [isHidden, setHidden] = useState(() => localStorage.getItem(kept) !== null);
  const steps = useSteps();
  if (steps === null || (!always && (isHidden || steps.every((it) => it.done) || !may('zones.keep')))) return null;
  const hide = (): void => {
    localStorage.setItem(kept, '1');
    setHidden(true);
  };
  const done = steps.filter((it) => it.done).length;
  return (
    <Panel
      title={t('first.title')}
      aside={
        always ? undefined : (
          <Button variant="subtle" onClick={hide}>
            {t('first.hide')}
          </Button>
        )
      }
    >
      <Text c="dimmed">{t('first.done', { done, all: steps.length })}</Text>
      <Go to={path('first-hour')}>{t('first.hour')}</Go>
      <ol className="hf-steps">
        {steps.map((it) => (
          <li key={it.id} data-done={it.done}>
            <Go to={path(it.to)} search={it.search}>
              {t(`first.${it.id}_title`)}
            </Go>
            {it.done && (
              <span className="hf-step-done">
                <ToneIcon tone="good" /> {t('first.is_done')}
              </span>
            )}
            <Text c="dimmed">{t(`first.${it.id}`)}</Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What is done, from the records themselves; null until all is known. */
function useSteps(): Step[] | null {
  const { site_id } = usePlace();
  const path = { site_id };
  const completeness = useQuery({
    queryKey: ['assets', site_id, 'completeness'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/completeness', { params: { path } })),
  });
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path } })),
  });
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const coverage = useQuery({
    queryKey: ['conduits', site_id, 'coverage'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/coverage', { params: { path } })),
  });
  if (!completeness.data || !zones.data || !people.data || !coverage.data) return null;
  const lived = zones.data.rows.filter((it) => it.assets > 0 && it.role !== 'external');
  const confirmed = lived.length > 0 && lived.every((it) => it.state === 'confirmed');
  return [
    { id: 'captures', to: 'captures', done: completeness.data.assets > 0 },
    { id: 'zones', to: 'map', done: confirmed },
    { id: 'owners', to: 'zones', done: confirmed && lived.every((it) => it.custodian_id !== null) },
    {
      id: 'assets',
      to: 'assets',
      search: { standing: 'sighted' },
      done: completeness.data.assets > 0 && completeness.data.sighted === 0,
    },
    { id: 'people', to: 'people', done: people.data.rows.filter((it) => it.active && it.grants.length > 0).length > 1 },
    { id: 'conduits', to: 'conduits', done: coverage.data.conduits_with_list > 0 },
  ];
}
