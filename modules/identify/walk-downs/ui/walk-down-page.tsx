// One round at the desk: how far it is, what was read, what needs a person, and the way to walk it.
import './walk-downs.css';
import { Button, Group } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Known, Unknown } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { KindName } from '@holdfast/assets/ui/names';
import { IconWalk } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stop, WalkDownDetail } from '../schema.ts';
import { Photos } from './photos.tsx';
import { AttentionBadges, OutcomeBadge, StateBadge } from './walk-words.tsx';

const api = createClient();

export function WalkDownPage() {
  const { walk_down_id = '' } = useParams({ strict: false }) as { walk_down_id?: string };
  const { site_id } = usePlace();
  const round = useQuery({
    queryKey: ['walk-downs', site_id, walk_down_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/walk-downs/{walk_down_id}', { params: { path: { site_id, walk_down_id } } })),
    refetchInterval: 10_000,
  });
  return <Answer of={round}>{(it) => <Round round={it} />}</Answer>;
}

function Round({ round: it }: { round: WalkDownDetail }) {
  const { t } = useTranslation('walk-downs');
  const { path, may } = usePlace();
  const isOpen = it.state === 'open';
  return (
    <Page
      title={it.name}
      mark={<StateBadge state={it.state} />}
      crumbs={[{ to: path('walk-downs'), text: t('title') }]}
      actions={
        isOpen && (
          <>
            {may('walk_downs.walk') && <WalkButton id={it.id} />}
            {may('walk_downs.plan') && <EndButtons round={it} />}
          </>
        )
      }
    >
      <Panel>
        <Facts
          rows={[
            [t('column.read'), t('read_of', { read: it.read, stops: it.stops })],
            [t('column.attention'), it.attention === 0 ? t('nothing') : String(it.attention)],
            [t('column.assigned_to'), it.assigned_to_name ?? t('anybody')],
            [t('column.due_on'), it.due_on === null ? t('no_date') : <Time key="due" at={`${it.due_on}T12:00:00Z`} style="day" />],
            [t('planned'), t('by_at', { name: it.planned_by_name ?? '' })],
            ...(it.ended_at === null ? [] : [[t('ended'), <Ended key="ended" round={it} />] as const]),
          ]}
        />
      </Panel>
      <Panel title={t('route')} flush>
        <RouteTable route={it.route} />
      </Panel>
      <RecordHistory type="walk_down" id={it.id} title={it.name} opens={`walk-downs/${it.id}`} />
    </Page>
  );
}

function Ended({ round: it }: { round: WalkDownDetail }) {
  return (
    <>
      {it.ended_by_name} · <Time at={it.ended_at} />
      {it.ended_reason !== null && ` · ${it.ended_reason}`}
    </>
  );
}

function WalkButton({ id }: { id: string }) {
  const { t } = useTranslation('walk-downs');
  const { site_id } = usePlace();
  return (
    <Button component="a" href={`/walk/${site_id}/${id}`} leftSection={<IconWalk size={16} aria-hidden />}>
      {t('walk_it')}
    </Button>
  );
}

function EndButtons({ round: it }: { round: WalkDownDetail }) {
  const { t } = useTranslation('walk-downs');
  const [state, setState] = useState<'finished' | 'cancelled' | null>(null);
  const end = useEnd(it.id);
  return (
    <Group gap="sm">
      <Button variant="default" onClick={() => setState('finished')}>
        {t('end.finish')}
      </Button>
      <Button variant="default" onClick={() => setState('cancelled')}>
        {t('end.cancel')}
      </Button>
      <ReasonDialog
        title={state === 'finished' ? t('end.finish') : t('end.cancel')}
        says={state === 'finished' ? t('end.finish_says', { left: it.stops - it.read }) : t('end.cancel_says', { read: it.read })}
        submit={state === 'finished' ? t('end.finish') : t('end.cancel')}
        opened={state !== null}
        onClose={() => setState(null)}
        onReason={(reason) => end.run({ state: state!, reason })}
      />
    </Group>
  );
}

function useEnd(walk_down_id: string) {
  const { t } = useTranslation('walk-downs');
  const { site_id } = usePlace();
  return useAct(
    (body: { state: 'finished' | 'cancelled'; reason: string }) =>
      take(api.POST('/api/v1/sites/{site_id}/walk-downs/{walk_down_id}/end', { params: { path: { site_id, walk_down_id } }, body })),
    { done: t('end.done') },
  );
}

function RouteTable({ route }: { route: readonly Stop[] }) {
  const { t } = useTranslation('walk-downs');
  return (
    <div className="hf-walk-scroll" tabIndex={0} role="region" aria-label={t('route')}>
      <table className="hf-walk-table">
        <thead>
          <tr>
            {(['device', 'place', 'outcome', 'firmware', 'key', 'remark', 'read_by'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {route.map((stop) => (
            <StopRow key={stop.asset_id} stop={stop} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StopRow({ stop: it }: { stop: Stop }) {
  const { t } = useTranslation('walk-downs');
  const { path } = usePlace();
  const read = it.reading;
  return (
    <tr>
      <th scope="row">
        <Go to={path(`assets/${it.asset_id}`)}>{it.name}</Go>
        <div className="hf-walk-note">
          <KindName kind={it.kind} />
        </div>
      </th>
      <td>
        <Known value={read?.location ?? it.location ?? it.zone_name} />
      </td>
      <td>
        {read === null ? (
          <Unknown word={t('not_read')} />
        ) : (
          <>
            <OutcomeBadge outcome={read.outcome} /> <AttentionBadges reading={read} />
          </>
        )}
      </td>
      <td>{read !== null && <Known value={read.firmware} />}</td>
      <td>{read !== null && read.key_position !== null && t(`key.${read.key_position}`)}</td>
      <td>
        {read?.remark}
        {read !== null && <Photos photos={read.photos} name={it.name} />}
      </td>
      <td>
        {read !== null && (
          <>
            {read.person_name} · <Time at={read.read_at} />
          </>
        )}
      </td>
    </tr>
  );
}
