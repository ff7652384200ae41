// One zone: what it is, why it was proposed, who looks after it, what stands in it.
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { ObservedBy } from '@holdfast/observation/ui/observed-by';
import { Time, useNumbers } from '@holdfast/design/time';
import type { Zone } from '@holdfast/zones/schema';
import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmZones, RemoveZone } from './zone-acts.tsx';
import { EditZone } from './zone-form.tsx';
import { levelKey, sortKinds, WhyList } from './zone-words.tsx';

/** Whether a zone is proposed or confirmed, as shape and word. */
export function ZoneState({ zone }: { zone: Pick<Zone, 'state'> }) {
  const { t } = useTranslation('zones');
  return <Badge tone={zone.state === 'confirmed' ? 'good' : 'attention'}>{t(`state.${zone.state}`)}</Badge>;
}

/** `children`: what other practices say of the zone, its conduits say. */
export function ZonePanel({ zone, children }: { zone: Zone; children?: ReactNode }) {
  const { t } = useTranslation('zones');
  const { path } = usePlace();
  return (
    <Stack gap="md">
      <Group gap="sm">
        <ZoneState zone={zone} />
        <Text c="dimmed">{t(`role.${zone.role}`)}</Text>
      </Group>
      {zone.state === 'proposed' && <Text>{t('proposed_note')}</Text>}
      <Group gap="sm">
        {zone.state === 'proposed' && <ConfirmZones zones={[zone]} />}
        <EditZone zone={zone} />
        <RemoveZone zone={zone} />
      </Group>
      <Facts
        rows={[
          [t('level'), t(levelKey(zone.purdue_level))],
          [t('observed_by'), <ObservedBy key="observed" observed={zone.observed} observation={zone.observation} traffic={zone.traffic} />],
          ...(zone.assets === 0 ? [] : [[t('assets:complete.title'), <ZoneComplete key="complete" zone={zone} />] as const]),
          [t('custodian'), zone.custodian_name],
          [t('subnets'), zone.subnets.length > 0 ? zone.subnets.join(', ') : t('none')],
          [t('vlans'), zone.vlans.length > 0 ? zone.vlans.join(', ') : t('none')],
          ...(zone.confirmed_at === null ? [] : [[t('confirmed'), <ConfirmedBy key="by" zone={zone} />] as const]),
        ]}
      />
      <Section title={t('why_title')}>
        <WhyList why={zone.why} />
      </Section>
      <Section
        title={t('devices_title')}
        aside={
          <Go to={path('assets')} search={{ zone_id: zone.id }}>
            {t('all_devices', { count: zone.assets })}
          </Go>
        }
      >
        <Devices zone={zone} />
      </Section>
      {children}
    </Stack>
  );
}

/** Assets with owner and criticality over all; a zone nothing sees is not complete, whatever is written of it. */
function ZoneComplete({ zone }: { zone: Zone }) {
  const { t } = useTranslation('zones');
  const { path } = usePlace();
  const part = zone.observation === 'unobserved' ? 0 : zone.complete;
  return (
    <Go to={path('assets')} search={{ zone_id: zone.id, criticality: 'none' }}>
      {t('assets:complete.part', { part, all: zone.assets })}
    </Go>
  );
}

function ConfirmedBy({ zone }: { zone: Zone }) {
  return (
    <>
      {zone.confirmed_by_name} · <Time at={zone.confirmed_at} />
    </>
  );
}

/** A titled part of a panel. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h3">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}

function Devices({ zone }: { zone: Zone }) {
  const { t } = useTranslation('zones');
  const { path } = usePlace();
  const { count } = useNumbers();
  if (zone.assets === 0) return <Text c="dimmed">{t('no_devices')}</Text>;
  return (
    <Stack gap={4}>
      {zone.assets_sighted > 0 && (
        <Go to={path('assets')} search={{ zone_id: zone.id, standing: 'sighted' }} plain>
          <Badge tone="attention">{t('sighted', { count: zone.assets_sighted })}</Badge>
        </Go>
      )}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
        {sortKinds(zone.kinds).map(([kind, number]) => (
          <li key={kind} style={{ paddingInlineStart: 34, textIndent: -34 }}>
            <Go to={path('assets')} search={{ zone_id: zone.id, kind }} plain>
              <span style={{ display: 'inline-block', minWidth: 28, textIndent: 0, textAlign: 'right', marginRight: 6, fontWeight: 600 }}>
                {count(number)}
              </span>
              {t(`assets:kind.${kind}`)}
            </Go>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
