// The seats of a site by place: who holds each, how to call them, and every gap by its name.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { presets } from '../rules.ts';
import { type Language, presetId, type Seat, type SeatsAnswer } from '../schema.ts';
import { PersonReach } from './person-reach.tsx';
import { useRoleTitle } from './role-title.tsx';
import { Gaps } from './gaps.tsx';
import { SeatDetail } from './seat-detail.tsx';

const api = createClient();

/** The seats of the site as of the day chosen. */
export function useSeats() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['seats', site_id, as_of ?? null],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/seats', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
  });
}

export function SeatsView() {
  const seats = useSeats();
  return <Answer of={seats}>{(it) => <Seats it={it} />}</Answer>;
}

function Seats({ it }: { it: SeatsAnswer }) {
  const { t } = useTranslation('appointments');
  const { path, may } = usePlace();
  const { is } = useAsOf();
  const groups = Map.groupBy(it.seats, (seat) => seat.area_name ?? seat.place);
  const nameOf = (group: string, seats: readonly Seat[]): string =>
    seats[0]?.place === 'area' ? t('area', { name: group }) : t(`place.${group}`);
  return (
    <>
      <Model it={it} isNow={is === 'now'} />
      {[...groups].map(([group, seats]) => (
        <Panel key={group} title={nameOf(group, seats)} aside={<Filled seats={seats} />} flush>
          <ul className="hf-seats">
            {seats.map((seat) => (
              <SeatLine key={seat.id} seat={seat} />
            ))}
          </ul>
        </Panel>
      ))}
      {it.areas === 0 && (
        <Empty title={t('no_areas.title')} action={may('areas.keep') && <GoButton to={path('areas')}>{t('no_areas.act')}</GoButton>}>
          {t('no_areas.text')}
        </Empty>
      )}
      <SideDrawer title={t('seat')}>{(id) => <SeatDetail seat={it.seats.find((each) => each.id === id)} />}</SideDrawer>
    </>
  );
}

function Filled({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation('appointments');
  const required = seats.filter((it) => it.is_required);
  const filled = required.filter((it) => it.appointment !== null).length;
  if (required.length === 0) return null;
  return <Badge tone={filled === required.length ? 'good' : 'attention'}>{t('filled', { filled, required: required.length })}</Badge>;
}

/** The role model chosen and the languages of cards; and in one line how far the site is. */
function Model({ it, isNow }: { it: SeatsAnswer; isNow: boolean }) {
  const { t } = useTranslation('appointments');
  const { site_id, may } = usePlace();
  const choose = useAct(
    (body: { preset: SeatsAnswer['preset']; languages: Language[] }) =>
      take(
        api.PUT('/api/v1/sites/{site_id}/role-model', {
          params: { path: { site_id } },
          body: { ...body, before: { preset: it.preset, languages: it.languages } },
        }),
      ),
    { done: t('model.done') },
  );
  const mayChoose = isNow && may('appointments.make');
  const languages: Language[] = it.languages.length === 0 ? ['de'] : it.languages;
  return (
    <Panel title={t('model.title')} aside={!it.preset_chosen && <Badge tone="attention">{t('model.not_chosen')}</Badge>}>
      <Group gap="xl" align="flex-start">
        <Stack gap={6} maw={420}>
          <Select
            label={t('model.label')}
            disabled={!mayChoose}
            allowDeselect={false}
            data={presetId.options.map((value) => ({ value, label: t(`preset.${value}`) }))}
            value={it.preset}
            onChange={(preset) => void choose.run({ preset: presetId.parse(preset), languages })}
          />
          <Text size="sm" c="dimmed">
            {t(`preset_text.${it.preset}`)} {t('model.seats', { count: presets[it.preset].length })}
          </Text>
          {mayChoose && !it.preset_chosen && (
            <Button w="fit-content" loading={choose.busy} onClick={() => void choose.run({ preset: it.preset, languages })}>
              {t('model.keep')}
            </Button>
          )}
        </Stack>
        <Checkbox.Group
          label={t('model.languages')}
          description={t('model.languages_note')}
          value={languages}
          onChange={(value) => value.length > 0 && void choose.run({ preset: it.preset, languages: value as Language[] })}
        >
          <Group gap="md" mt={6}>
            {(['de', 'en'] as const).map((value) => (
              <Checkbox key={value} value={value} label={t(`language.${value}`)} disabled={!mayChoose} />
            ))}
          </Group>
        </Checkbox.Group>
        <Stack gap={4}>
          <Text fw={600}>{t('model.filled', { filled: it.filled, required: it.required })}</Text>
          <Text>{t('model.areas', { complete: it.areas_complete, count: it.areas })}</Text>
        </Stack>
      </Group>
    </Panel>
  );
}

function SeatLine({ seat }: { seat: Seat }) {
  const { t } = useTranslation('appointments');
  const title = useRoleTitle();
  const [, set] = useFilters();
  const { appointment, proposed, named } = seat;
  return (
    <li>
      <span>{title(seat.role)}</span>
      <span>
        {appointment !== null && <PersonReach name={appointment.person_name} reach={seat.reach} />}
        {appointment === null && proposed !== null && t('asked', { name: proposed.person_name })}
        {appointment === null && proposed === null && named !== null && t('named', { name: named.person_name })}
        {appointment === null && proposed === null && named === null && <span className="hf-unknown">{t('nobody')}</span>}
      </span>
      <Gaps seat={seat} />
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => set({ open: seat.id })}
        aria-label={t('open_seat', { role: title(seat.role), place: seat.area_name ?? '' })}
      >
        {t('open')}
      </Button>
    </li>
  );
}
