// Duties of each role in plain words: read one's own and say so, see who has, record trainings, and what the management body did.
import './duties.css';
import { createClient, take } from '@holdfast/client';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Duties, type DutiesOfRole, dutyRole, type DutyRoleName } from '../schema.ts';
import { ActsPanel } from './acts-panel.tsx';
import { HoldersPanel } from './holders-panel.tsx';
import { ReadingPanel } from './reading-panel.tsx';
import { TrainingsPanel } from './trainings-panel.tsx';

const api = createClient();

export function useDuties() {
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['duties', as_of ?? ''],
    queryFn: () => take(api.GET('/api/v1/duties', { params: { query: as_of === undefined ? {} : { as_of } } })),
  });
}

export function DutiesPage() {
  const { t } = useTranslation('duties');
  const asked = useDuties();
  return (
    <Page title={t('title')} lead={t('lead')} actions={<AsOfPicker />}>
      <AsOfNote />
      <Text size="sm" className="hf-duties-note">
        {t('no_advice')}
      </Text>
      <Answer of={asked}>{(duties) => <DutiesView duties={duties} />}</Answer>
    </Page>
  );
}

function DutiesView({ duties }: { duties: Duties }) {
  const { may } = usePlace();
  const [{ role }, set] = useFilters();
  const shown = chosenRole(duties.roles, role);
  const one = duties.roles.find((it) => it.role === shown)!;
  return (
    <>
      <RolePicker roles={duties.roles} value={shown} onChange={(next) => set({ role: next })} />
      <ReadingPanel duties={one} countries={duties.countries} />
      {(may('duties.oversee') || one.holders.length > 0) && <HoldersPanel duties={one} />}
      <TrainingsPanel trainings={duties.trainings.filter((it) => it.role === shown)} role={shown} />
      {shown === 'board' && may('duties.see_acts') && <ActsPanel />}
    </>
  );
}

/** The role of the address; else the first one's own; else the management body's. */
function chosenRole(roles: readonly DutiesOfRole[], asked: string | undefined): DutyRoleName {
  const found = dutyRole.options.find((it) => it === asked);
  return found ?? roles.find((it) => it.is_mine)?.role ?? 'board';
}

type PickerProps = { roles: readonly DutiesOfRole[]; value: DutyRoleName; onChange: (role: DutyRoleName) => void };

function RolePicker({ roles, value, onChange }: PickerProps) {
  const { t } = useTranslation('duties');
  const data = roles.map((it) => ({
    value: it.role,
    label: it.is_mine ? t('mine', { role: t(`role.${it.role}`) }) : t(`role.${it.role}`),
  }));
  return (
    <Panel>
      <Select
        label={t('role_label')}
        data={data}
        value={value}
        allowDeselect={false}
        maw={420}
        onChange={(next) => next !== null && onChange(next as DutyRoleName)}
      />
    </Panel>
  );
}
