// Walking a round with a phone: one list, one device at a time; works without a network and says what is still on the phone.
import './walk-downs.css';
import { Button, Text, TextInput, Title } from '@mantine/core';
import { Fault, Loading } from '@holdfast/design/states';
import { PlaceProvider, useShownTimes } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { IconArrowLeft, IconCloudCheck, IconCloudOff, IconCloudUp, IconPlus } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stop } from '../schema.ts';
import { keepPages } from './keep-pages.ts';
import type { KeptRound } from './pocket.ts';
import { forgetUnsent } from './pocket.ts';
import { useWalk, type Walk, withUnsent } from './use-walk.ts';
import { WalkForm } from './walk-form.tsx';
import { AttentionBadges, OutcomeBadge } from './walk-words.tsx';

type Open = { stop: Stop | null } | null;

export function WalkPage() {
  const { site_id = '', walk_down_id = '' } = useParams({ strict: false }) as { site_id?: string; walk_down_id?: string };
  const walk = useWalk(site_id, walk_down_id);
  const { kept } = walk;
  useEffect(() => void keepPages().catch(() => undefined), [kept === null]); // oxlint-disable-line react-hooks/exhaustive-deps
  if (kept === null) return walk.error === undefined ? <Loading /> : <Fault error={walk.error} retry={() => void walk.send()} />;
  const place = {
    site_id,
    site_name: kept.site_name,
    time_zone: kept.time_zone,
    me_id: kept.person_id,
    ...(kept.times === undefined ? {} : { times: kept.times }),
    may: () => false,
    path: (rest: string) => `/sites/${site_id}/${rest}`,
  };
  return (
    <PlaceProvider place={place}>
      <Round kept={kept} walk={walk} />
    </PlaceProvider>
  );
}

function Round({ kept, walk }: { kept: KeptRound; walk: Walk }) {
  const { t } = useTranslation('walk-downs');
  const [open, setOpen] = useState<Open>(null);
  const [search, setSearch] = useState('');
  const route = withUnsent(kept.round.route, walk.unsent);
  const read = route.filter((it) => it.reading !== null).length;
  useEffect(() => {
    document.title = `${kept.round.name} · Holdfast`;
  }, [kept.round.name]);
  if (open !== null)
    return (
      <WalkForm
        key={open.stop?.asset_id ?? 'new'}
        stop={open.stop}
        onClose={() => setOpen(null)}
        onRead={async (it) => {
          await walk.add(it);
          const next = open.stop === null ? undefined : nextUnread(route, open.stop.asset_id);
          setOpen(next === undefined ? null : { stop: next });
        }}
      />
    );
  const shown = route.filter((it) =>
    `${it.name} ${it.location ?? ''} ${it.ips.join(' ')}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <main className="hf-walk">
      <header className="hf-walk-head">
        <a className="hf-link" href={`/sites/${kept.site_id}/walk-downs/${kept.id}`}>
          <IconArrowLeft size={16} aria-hidden /> {t('back')}
        </a>
        <Title order={1}>{kept.round.name}</Title>
        <Text>{t('walker', { name: kept.person_name, read, stops: route.length })}</Text>
        <progress value={read} max={Math.max(1, route.length)} aria-label={t('column.read')} />
        <SendState kept={kept} walk={walk} />
      </header>
      {walk.unsent
        .filter((it) => it.refused !== null)
        .map((it) => (
          <Refused key={it.id} unsent={it} walk={walk} />
        ))}
      <TextInput
        size="md"
        type="search"
        aria-label={t('search_stop')}
        placeholder={t('search_stop')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className="hf-walk-list">
        {shown.map((stop) => (
          <StopButton key={stop.asset_id} stop={stop} waits={stop.waits} onOpen={() => setOpen({ stop })} />
        ))}
      </ul>
      {shown.length === 0 && <Text c="dimmed">{t('no_stop_matches')}</Text>}
      <Button
        size="md"
        variant="default"
        fullWidth
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setOpen({ stop: null })}
      >
        {t('found_another')}
      </Button>
    </main>
  );
}

/** The next device nobody read yet, from here on and then from the beginning. */
function nextUnread(route: readonly Stop[], asset_id: string): Stop | undefined {
  const at = route.findIndex((it) => it.asset_id === asset_id);
  return [...route.slice(at + 1), ...route.slice(0, at)].find((it) => it.reading === null);
}

function StopButton({ stop: it, waits, onOpen }: { stop: Stop; waits: boolean; onOpen: () => void }) {
  const { t } = useTranslation(['walk-downs', 'assets']);
  const kind = it.kind === 'unknown' ? null : t(`assets:kind.${it.kind}`);
  return (
    <li>
      <button type="button" className="hf-walk-stop" onClick={onOpen}>
        <span className="hf-walk-stop-name">{it.name}</span>
        <span className="hf-walk-note">{[it.location ?? it.zone_name, kind, it.ips[0]].filter(Boolean).join(' · ')}</span>
        <span className="hf-walk-stop-state">
          {it.reading === null ? <Text c="dimmed">{t('not_read')}</Text> : <OutcomeBadge outcome={it.reading.outcome} />}
          {it.reading !== null && <AttentionBadges reading={it.reading} />}
          {waits && (
            <span className="hf-walk-note">
              <IconCloudUp size={14} aria-hidden /> {t('on_phone')}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function SendState({ kept, walk }: { kept: KeptRound; walk: Walk }) {
  const { t, i18n } = useTranslation('walk-downs');
  const { zone, clock } = useShownTimes();
  const count = walk.unsent.length;
  const at = timeText(kept.kept_at, zone, i18n.language, 'minute', clock);
  if (walk.sent === 'signed_out' || walk.sent === 'other_person')
    return (
      <div className="hf-walk-state" data-tone="attention" role="status">
        <Text>{t(`sent.${walk.sent}`, { count, name: kept.person_name })}</Text>
        <Button component="a" href={`/sign-in?${new URLSearchParams({ to: location.pathname })}`}>
          {t('sign_in')}
        </Button>
      </div>
    );
  const Icon = walk.sent === 'offline' ? IconCloudOff : count > 0 ? IconCloudUp : IconCloudCheck;
  return (
    <div className="hf-walk-state" role="status">
      <Icon size={18} aria-hidden />
      <Text>
        {walk.sent === 'offline' ? t('sent.offline', { count, at }) : count > 0 ? t('sent.waiting', { count }) : t('sent.all', { at })}
      </Text>
    </div>
  );
}

/** What the server did not want: shown until the person drops it; nothing goes silently. */
function Refused({ unsent: it, walk }: { unsent: Walk['unsent'][number]; walk: Walk }) {
  const { t } = useTranslation(['walk-downs', 'failure']);
  const name = walk.kept?.round.route.find((stop) => stop.asset_id === it.reading.asset_id)?.name ?? it.reading.name ?? '';
  const drop = (): void => void forgetUnsent(it.id).then(() => walk.send());
  return (
    <div className="hf-walk-state" data-tone="alarm" role="alert">
      <Text>{t('refused', { name, why: t([`failure:${it.refused}`, 'failure:kind_conflict']) })}</Text>
      <Button variant="default" onClick={drop}>
        {t('drop')}
      </Button>
    </div>
  );
}
