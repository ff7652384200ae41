// The roster: whom to call now, who is planned when, and what shifts handed over.
import './roster.css';
import { useRoleTitle } from '@holdfast/appointments/ui/role-title';
import { AsOfNote, AsOfPicker } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { roles } from '@holdfast/appointments/rules';
import { dayStart } from '@holdfast/roles/ui/give-role';
import { Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Called } from '../schema.ts';
import { Chain, useCallNow } from './call-now.tsx';
import { HandoversView } from './handovers.tsx';
import { PlanView } from './plan-view.tsx';

const views = ['call', 'plan', 'handovers'] as const;
type View = (typeof views)[number];
const isView = (it: string | undefined): it is View => views.some((each) => each === it);

export function RosterPage() {
  const { t } = useTranslation('roster');
  const [filters, set] = useFilters();
  const view: View = isView(filters['view']) ? filters['view'] : 'call';
  return (
    <Page title={t('title')} lead={t('lead')} actions={view !== 'call' && <AsOfPicker />}>
      <div className="hf-views">
        <SegmentedControl
          aria-label={t('views')}
          value={view}
          onChange={(next) => set({ view: next === 'call' ? null : next, as_of: null, open: null })}
          data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      {view === 'call' && <CallView />}
      {view === 'plan' && (
        <>
          <AsOfNote />
          <PlanView />
        </>
      )}
      {view === 'handovers' && (
        <>
          <AsOfNote />
          <HandoversView />
        </>
      )}
    </Page>
  );
}

function CallView() {
  const { t } = useTranslation('roster');
  const { time_zone } = usePlace();
  const title = useRoleTitle();
  const [role, setRole] = useState<Called['role']>('incident_coordinator');
  const [day, setDay] = useState('');
  const [clock, setClock] = useState('');
  const at = day === '' || clock === '' ? undefined : momentOf(day, clock, time_zone);
  const asked = useCallNow(role, at);
  return (
    <Panel title={at === undefined ? t('call.title') : t('call.then')}>
      <Stack gap="md">
        <Group gap="md" align="flex-end">
          <Select
            w={280}
            label={t('call.role')}
            searchable
            allowDeselect={false}
            data={roles.map(({ id }) => ({ value: id, label: title(id) }))}
            value={role}
            onChange={(value) => setRole(value as Called['role'])}
          />
          <TextInput type="date" label={t('call.day')} value={day} onChange={({ currentTarget: { value } }) => setDay(value)} />
          <TextInput type="time" label={t('call.clock')} value={clock} onChange={({ currentTarget: { value } }) => setClock(value)} />
        </Group>
        <Answer of={asked}>
          {(it) => (
            <>
              <Text c="dimmed">{it.shift === null ? t('call.no_shift') : t('call.shift', { name: it.shift.name })}</Text>
              <Chain it={it} most={20} />
            </>
          )}
        </Answer>
      </Stack>
    </Panel>
  );
}

/** A wall-clock moment of the plant as an instant; the plant's day begins at its own midnight. */
function momentOf(day: string, clock: string, zone: string): string {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const start = Date.parse(dayStart(day, zone));
  const guess = start + (hours * 60 + minutes) * 60_000;
  const shown = new Date(guess).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).split(':').map(Number);
  const off = hours * 60 + minutes - ((shown[0] ?? 0) * 60 + (shown[1] ?? 0));
  return new Date(guess + (Math.abs(off) > 720 ? 0 : off * 60_000)).toISOString();
}
