// Which days a site works: weekdays, whose public holidays, shutdowns.
import { Button, Chip, Group, Select, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace, useTimeZone } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holidayRegion, type WorkingDaysSet } from '../schema.ts';
import { todayIn } from './month.ts';
import { useTitleWords } from './rhythm-words.tsx';

const api = createClient();
type At = WorkingDaysSet & { is_own: boolean; holidays: readonly { day: string; name: { en: string; de: string } }[] };

export function WorkingDaysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  return (
    <Dialog title={t('days.title')} opened={opened} onClose={onClose} size="lg">
      {opened && <Loaded onClose={onClose} />}
    </Dialog>
  );
}

function Loaded({ onClose }: { onClose: () => void }) {
  const { site_id } = usePlace();
  const days = useQuery({
    queryKey: ['activities', site_id, 'working-days'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/working-days', { params: { path: { site_id } } })),
    gcTime: 0,
  });
  return <Answer of={days}>{(it) => <DaysForm at={it as At} onClose={onClose} />}</Answer>;
}

/** `DE-BY` as the country's or the state's name. */
function useRegions(): { value: string; label: string }[] {
  const { i18n } = useTranslation();
  const countries = new Intl.DisplayNames([i18n.language], { type: 'region' });
  return holidayRegion.options.map((value) => {
    const [country = '', state] = value.split('-');
    return {
      value,
      label: state === undefined ? (countries.of(country) ?? country) : `${countries.of(country)}: ${states[state] ?? state}`,
    };
  });
}
const states: Readonly<Record<string, string>> = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
};

function DaysForm({ at, onClose }: { at: At; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const regions = useRegions();
  const titleWords = useTitleWords();
  const zone = useTimeZone();
  const [today] = useState(() => todayIn(zone));
  const [it, setIt] = useState<WorkingDaysSet>({ weekdays: at.weekdays, region: at.region, closed: at.closed });
  const keep = useAct(
    (body: WorkingDaysSet) => {
      const before = { weekdays: at.weekdays, region: at.region, closed: at.closed };
      return take(api.PUT('/api/v1/sites/{site_id}/working-days', { params: { path: { site_id } }, body: { ...body, before } }));
    },
    {
      done: t('days.done'),
    },
  );
  const isWrong = it.weekdays.length === 0 || it.closed.some(({ from, until }) => from === '' || until === '' || until < from);
  const send = async (): Promise<void> => {
    if (await keep.run({ ...it, weekdays: it.weekdays.toSorted((a, b) => a - b) })) onClose();
  };
  return (
    <Form submit={t('days.submit')} busy={keep.busy} disabled={isWrong} onCancel={onClose} onSubmit={send}>
      {!at.is_own && <Text size="sm">{t('days.taken_over')}</Text>}
      <fieldset className="hf-bare">
        <legend>{t('days.weekdays')}</legend>
        <Chip.Group multiple value={it.weekdays.map(String)} onChange={(chosen) => setIt({ ...it, weekdays: chosen.map(Number) })}>
          <Group gap="xs">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Chip key={day} value={String(day)}>
                {t(`weekday.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </fieldset>
      <Select
        label={t('days.region')}
        placeholder={t('days.region_none')}
        data={regions}
        searchable
        clearable
        value={it.region}
        onChange={(region) => setIt({ ...it, region: region as WorkingDaysSet['region'] })}
      />
      <Closed closed={it.closed} onChange={(closed) => setIt({ ...it, closed })} />
      {at.holidays.length > 0 && it.region === at.region && (
        <Text size="xs" c="dimmed">
          {t('days.holidays')}:{' '}
          {at.holidays
            .filter(({ day }) => day >= today)
            .slice(0, 8)
            .map(({ day, name }) => `${day} ${titleWords(name)}`)
            .join(', ')}
        </Text>
      )}
    </Form>
  );
}

type Closing = WorkingDaysSet['closed'];

function Closed({ closed, onChange }: { closed: Closing; onChange: (closed: Closing) => void }) {
  const { t } = useTranslation('cadence');
  const change = (at: number, patch: Partial<Closing[number]>): void =>
    onChange(closed.map((it, place) => (place === at ? { ...it, ...patch } : it)));
  return (
    <fieldset className="hf-bare">
      <legend>{t('days.closed')}</legend>
      {closed.map((it, at) => (
        <Group key={`${at}`} gap="xs" align="end" mb="xs">
          <TextInput
            type="date"
            label={t('days.from')}
            value={it.from}
            onChange={({ currentTarget: { value } }) => change(at, { from: value })}
          />
          <TextInput
            type="date"
            label={t('days.until')}
            value={it.until}
            onChange={({ currentTarget: { value } }) => change(at, { until: value })}
          />
          <TextInput label={t('days.name')} value={it.name} onChange={({ currentTarget: { value } }) => change(at, { name: value })} />
          <Button variant="subtle" onClick={() => onChange(closed.filter((_, place) => place !== at))}>
            {t('days.remove')}
          </Button>
        </Group>
      ))}
      <Button variant="default" onClick={() => onChange([...closed, { from: '', until: '', name: '' }])}>
        {t('days.add')}
      </Button>
    </fieldset>
  );
}
