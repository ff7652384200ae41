// The first hour: three steps after which somebody owns each zone, the vendors' door is planned and the first tabletop has a date.
import './gaps.css';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { Go, GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace, useTimeZone } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { MultiSelect, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FirstHour, vendorWay } from '../schema.ts';
import { dayFrom } from './days.ts';

const api = createClient();

export function useFirstHour() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['gaps', site_id, 'first-hour'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/first-hour', { params: { path: { site_id } } })),
    refetchInterval: 30_000,
  });
}

export function FirstHourPage() {
  const { t } = useTranslation('gaps');
  return (
    <Page title={t('hour.title')} lead={t('hour.lead')}>
      <div className="hf-hour">
        <Answer of={useFirstHour()}>{(it) => <Steps it={it} />}</Answer>
      </div>
    </Page>
  );
}

const ownedAll = (it: FirstHour): boolean => it.zones > 0 && it.zones_owned === it.zones;

function Steps({ it }: { it: FirstHour }) {
  const { t } = useTranslation('gaps');
  const { path } = usePlace();
  const isDone = ownedAll(it) && it.vendor_door !== null && it.tabletop_on !== null;
  return (
    <>
      <Step no={1} done={ownedAll(it)} name="zones">
        <ZoneOwners it={it} />
      </Step>
      <Step no={2} done={it.vendor_door !== null} name="door">
        <VendorDoor it={it} />
      </Step>
      <Step no={3} done={it.tabletop_on !== null} name="tabletop">
        <Tabletop it={it} />
      </Step>
      {isDone && (
        <Panel title={t('hour.done_title')}>
          <Text mb="sm">{t('hour.done_text')}</Text>
          <GoButton to={path('minimum')}>{t('hour.next')}</GoButton>
        </Panel>
      )}
    </>
  );
}

function Step({ no, done, name, children }: { no: number; done: boolean; name: string; children: React.ReactNode }) {
  const { t } = useTranslation('gaps');
  return (
    <Panel
      title={`${no}. ${t(`hour.${name}.title`)}`}
      aside={<Badge tone={done ? 'good' : 'waiting'}>{t(done ? 'hour.is_done' : 'hour.is_open')}</Badge>}
    >
      <Text size="sm" mb="sm">
        {t(`hour.${name}.says`)}
      </Text>
      {children}
    </Panel>
  );
}

function ZoneOwners({ it }: { it: FirstHour }) {
  const { t } = useTranslation('gaps');
  const { site_id, path, may } = usePlace();
  const people = usePeople();
  const [chosen, choose] = useState<string[] | null>(null);
  const [custodian_id, setCustodian] = useState<string | null>(null);
  const zones = chosen ?? it.zones_without.map(({ id }) => id);
  const act = useAct(
    async () => {
      for (const { id, version } of it.zones_without.filter((zone) => zones.includes(zone.id)))
        await take(
          api.PATCH('/api/v1/sites/{site_id}/zones/{zone_id}', {
            params: { path: { site_id, zone_id: id } },
            body: { version, custodian_id },
          }),
        );
      choose(null);
      return { done: true };
    },
    { done: t('hour.zones.done') },
  );
  if (it.zones === 0) return <GoButton to={path('captures')}>{t('hour.zones.none')}</GoButton>;
  if (it.zones_without.length === 0)
    return (
      <>
        <Text>{t('hour.zones.all', { count: it.zones })}</Text>
        <Go to={path('zones')}>{t('hour.zones.see')}</Go>
      </>
    );
  if (!may('zones.keep')) return <Text>{t('hour.zones.open', { count: it.zones_without.length })}</Text>;
  return (
    <Form
      submit={t('hour.zones.act', { count: zones.length })}
      busy={act.busy}
      disabled={custodian_id === null || zones.length === 0}
      onSubmit={async () => void (await act.run(undefined))}
    >
      <MultiSelect
        label={t('hour.zones.which')}
        data={it.zones_without.map(({ id, name }) => ({ value: id, label: name }))}
        value={zones}
        onChange={choose}
      />
      <Select label={t('hour.zones.who')} required searchable data={people} value={custodian_id} onChange={setCustodian} />
    </Form>
  );
}

function VendorDoor({ it: { vendor_door } }: { it: FirstHour }) {
  const { t } = useTranslation('gaps');
  const { site_id, may } = usePlace();
  const people = usePeople();
  const [way, setWay] = useState<(typeof vendorWay.options)[number]>(vendor_door?.way ?? 'attended');
  const [owner_id, setOwner] = useState<string | null>(vendor_door?.owner_id ?? null);
  const [by_on, setBy] = useState(vendor_door?.by_on ?? dayFrom(90));
  const [reason, setReason] = useState('');
  const act = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/vendor-door', {
          params: { path: { site_id } },
          body: { way, owner_id: owner_id ?? '', by_on, reason },
        }),
      ),
    { done: t('hour.door.done') },
  );
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) setReason('');
  };
  return (
    <>
      {vendor_door !== null && (
        <Text mb="sm">
          {t(`hour.door.way.${vendor_door.way}`)} {t('hour.door.planned', { name: vendor_door.owner_name ?? '' })}{' '}
          <Time at={`${vendor_door.by_on}T12:00:00Z`} style="day" />
        </Text>
      )}
      {may('gaps.plan') && (
        <Form
          submit={t(vendor_door === null ? 'hour.door.act' : 'hour.door.change')}
          busy={act.busy}
          disabled={owner_id === null || by_on === '' || reason.trim().length < 3}
          onSubmit={send}
        >
          <Select
            label={t('hour.door.now')}
            data={vendorWay.options.map((value) => ({ value, label: t(`hour.door.way.${value}`) }))}
            value={way}
            allowDeselect={false}
            onChange={(value) => setWay(vendorWay.parse(value))}
          />
          <Select label={t('hour.door.who')} required searchable data={people} value={owner_id} onChange={setOwner} />
          <TextInput
            label={t('hour.door.by')}
            type="date"
            required
            min={dayFrom(0)}
            max={dayFrom(729)}
            value={by_on}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <Textarea
            label={t('hour.door.how')}
            description={t('hour.door.how_note')}
            required
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Form>
      )}
    </>
  );
}

function Tabletop({ it }: { it: FirstHour }) {
  const { t } = useTranslation('gaps');
  const { site_id, path, may } = usePlace();
  const time_zone = useTimeZone();
  const [day, setDay] = useState(dayFrom(42));
  const act = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/activities', {
          params: { path: { site_id } },
          body: { of: 'exercise', rhythm: { every: 1, unit: 'year', starts_on: day, time_zone } },
        }),
      ),
    { done: t('hour.tabletop.done') },
  );
  if (it.tabletop_on !== null)
    return (
      <>
        <Text>
          {t('hour.tabletop.on')} <Time at={`${it.tabletop_on}T12:00:00Z`} style="day" />
        </Text>
        <Go to={path('calendar')}>{t('hour.tabletop.see')}</Go>
      </>
    );
  if (!may('cadence.plan')) return <Text>{t('hour.is_open')}</Text>;
  return (
    <Form submit={t('hour.tabletop.act')} busy={act.busy} disabled={day === ''} onSubmit={async () => void (await act.run(undefined))}>
      <TextInput
        label={t('hour.tabletop.day')}
        type="date"
        required
        min={dayFrom(1)}
        max={dayFrom(365)}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
    </Form>
  );
}
