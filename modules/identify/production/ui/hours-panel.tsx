// The hours of a week in which the plant produces, a line for each day.
import { Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { localeOf } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductionHours } from '../schema.ts';

const api = createClient();
const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a weekday, 1 Monday to 7; 1970-01-05 was a Monday. */
function useDayName(): (weekday: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: 'long', timeZone: 'UTC' });
  return (weekday) => format.format(new Date(Date.UTC(1970, 0, 4 + weekday)));
}

export function HoursPanel() {
  const { t } = useTranslation('production');
  const { site_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['production-hours', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/production-hours', { params: { path: { site_id } } })),
  });
  return (
    <Panel
      title={t('week_title')}
      aside={
        may('production.keep') &&
        asked.data && (
          <FormButton label={t('week_change')} as="change">
            {(close) => <HoursForm hours={asked.data.hours} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Answer of={asked}>{({ hours }) => <Week hours={hours} />}</Answer>
    </Panel>
  );
}

function Week({ hours }: { hours: readonly ProductionHours[] }) {
  const { t } = useTranslation('production');
  const name = useDayName();
  if (hours.length === 0) return <Text c="dimmed">{t('week_unknown')}</Text>;
  return (
    <Group gap="xl">
      {days.map((weekday) => {
        const own = hours.filter((it) => it.weekday === weekday);
        return (
          <div key={weekday}>
            <Text size="sm" c="dimmed">
              {name(weekday)}
            </Text>
            <Text>{own.length === 0 ? t('stands') : own.map((it) => `${it.from}–${it.to}`).join(', ')}</Text>
          </div>
        );
      })}
    </Group>
  );
}

function HoursForm({ hours, onClose }: { hours: readonly ProductionHours[]; onClose: () => void }) {
  const { t } = useTranslation('production');
  const { site_id } = usePlace();
  const name = useDayName();
  const [lines, setLines] = useState<ProductionHours[]>([...hours]);
  const save = useAct(
    (body: { hours: ProductionHours[] }) =>
      take(api.PUT('/api/v1/sites/{site_id}/production-hours', { params: { path: { site_id } }, body })),
    { done: t('saved') },
  );
  const isWrong = lines.some((it) => it.to <= it.from);
  const send = async (): Promise<void> => {
    if (await save.run({ hours: lines })) onClose();
  };
  const change = (weekday: number, part: Partial<ProductionHours>): void =>
    setLines(lines.map((it) => (it === lines.find((line) => line.weekday === weekday) ? { ...it, ...part } : it)));
  const toggle = (weekday: number, runs: boolean): void =>
    setLines(runs ? [...lines, { weekday, from: '06:00', to: '22:00' }] : lines.filter((it) => it.weekday !== weekday));
  return (
    <Form submit={t('save')} busy={save.busy} disabled={isWrong} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('week_note')}</Text>
      <Stack gap="xs">
        {days.map((weekday) => {
          const line = lines.find((it) => it.weekday === weekday);
          return (
            <Group key={weekday} gap="sm" wrap="nowrap">
              <Switch
                w={150}
                label={name(weekday)}
                checked={line !== undefined}
                onChange={({ currentTarget }) => toggle(weekday, currentTarget.checked)}
              />
              {line !== undefined && (
                <>
                  <TextInput
                    w={90}
                    aria-label={t('from_of', { day: name(weekday) })}
                    value={line.from}
                    onChange={({ currentTarget }) => change(weekday, { from: currentTarget.value })}
                  />
                  <TextInput
                    w={90}
                    aria-label={t('to_of', { day: name(weekday) })}
                    value={line.to}
                    onChange={({ currentTarget }) => change(weekday, { to: currentTarget.value })}
                  />
                </>
              )}
            </Group>
          );
        })}
      </Stack>
    </Form>
  );
}
