// The road: crawl, walk, run. Each stage with its exit conditions; what is lacking is named, and only evidence closes a stage.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../schema.ts';
import { PieceLine } from './ten-view.tsx';

const api = createClient();
const tones: Record<Stage['state'], Tone> = { done: 'good', met: 'waiting', lapsed: 'attention', open: 'neutral' };

export function RoadView() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['gaps', site_id, 'road', as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/road', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
    refetchInterval: 30_000,
  });
  return (
    <Answer of={asked}>
      {({ stages }) => (
        <div className="hf-road">
          {stages.map((it) => (
            <StagePanel key={it.id} it={it} />
          ))}
        </div>
      )}
    </Answer>
  );
}

function StagePanel({ it }: { it: Stage }) {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  return (
    <Panel
      title={own(it.title)}
      aside={
        <Badge tone={tones[it.state]}>
          {it.state === 'open' ? t('road.met_of', { met: it.met, of: it.of }) : t(`road.state.${it.state}`)}
        </Badge>
      }
    >
      <Text size="sm" mb="xs">
        {own(it.aim)}
      </Text>
      {it.done_at !== null && (
        <Text size="xs" c="dimmed" mb="xs">
          {t('road.declared', { name: it.done_by_name ?? '' })} <Time at={it.done_at} />
        </Text>
      )}
      <ul className="hf-conditions">
        {it.conditions.map((one) => (
          <Condition key={one.id} it={one} />
        ))}
      </ul>
      <Complete it={it} />
    </Panel>
  );
}

function Condition({ it }: { it: Stage['conditions'][number] }) {
  const { t } = useTranslation('gaps');
  const own = useOwnWords();
  return (
    <li>
      <div className="hf-condition">
        <Badge tone={it.met ? 'good' : 'off'}>{it.met ? t('road.met') : t('road.lacks')}</Badge>
        <strong>{own(it.title)}</strong>
      </div>
      {!it.met && (
        <ul className="hf-pieces">
          {it.items.map(({ no, title }) => (
            <li key={no}>
              {no}. {own(title)}: {t('no')}
            </li>
          ))}
          {it.pieces.map((piece) => (
            <PieceLine key={piece.artefact} it={piece} />
          ))}
          {it.bindings.map(({ id, title }) => (
            <li key={id}>{title === null ? id : own(title)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Complete({ it }: { it: Stage }) {
  const { t } = useTranslation('gaps');
  const { site_id, may } = usePlace();
  const { day } = useAsOf();
  const act = useAct(
    () => take(api.POST('/api/v1/sites/{site_id}/road/{stage}/completion', { params: { path: { site_id, stage: it.id } } })),
    {
      done: t('road.done'),
    },
  );
  if (it.state !== 'met' || day !== null || !may('gaps.close_stage')) return null;
  return (
    <Button loading={act.busy} onClick={() => void act.run(undefined)}>
      {t('road.complete')}
    </Button>
  );
}
