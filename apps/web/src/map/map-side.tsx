// Beside the map: the list of zones and conduits, or the one that is chosen. The list says all that the drawing says.
import { ToneIcon } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { Empty } from '@holdfast/design/states';
import type { Conduit } from '@holdfast/conduits/schema';
import { ConduitPanel } from '@holdfast/conduits/ui/conduit-panel';
import { conduitTones, isSilent } from '@holdfast/conduits/ui/conduit-words';
import { NoConduits } from '@holdfast/conduits/ui/no-conduits';
import type { Zone } from '@holdfast/zones/schema';
import { Section, ZonePanel } from '@holdfast/zones/ui/zone-panel';
import { useZoneName, ZoneName } from '@holdfast/zones/ui/zone-name';
import { levelKey, levelsTopDown } from '@holdfast/zones/ui/zone-words';
import { Button, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@holdfast/findings/schema';
import type { Alarms } from './alarms.ts';
import { AlarmCount, AlarmList } from './map-alarms.tsx';
import { byUrgency, otherEnd } from './map-view.ts';

type SideProps = { zones: readonly Zone[]; conduits: readonly Conduit[]; all: readonly Conduit[]; alarms: Alarms };

/** `conduits` are those shown, `all` those of the site: a chosen zone lists all of its conduits. */
export function MapSide({ zones, conduits, all, alarms }: SideProps) {
  const { t } = useTranslation('map');
  const say = useZoneName();
  const [filters, set] = useFilters();
  const zone = zones.find((it) => it.id === filters.zone);
  const conduit = all.find((it) => it.id === filters.conduit);
  const isChosen = filters.zone !== undefined || filters.conduit !== undefined;
  return (
    <aside className="hf-map-side" aria-label={t('side')}>
      {isChosen && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => set({ zone: null, conduit: null })}
        >
          {t('back')}
        </Button>
      )}
      {!isChosen && (
        <>
          <h2 className="hf-hidden">{t('side')}</h2>
          {all.length === 0 && <NoConduits />}
          <MapList zones={zones} conduits={conduits} alarms={alarms} />
        </>
      )}
      {zone !== undefined && (
        <Titled title={say(zone.name)}>
          <AlarmList alarms={alarms.get(zone.id) ?? []} zone_id={zone.id} />
          <ZonePanel zone={zone}>
            <ZoneConduits zone={zone} conduits={all} alarms={alarms} />
          </ZonePanel>
        </Titled>
      )}
      {conduit !== undefined && (
        <Titled title={`${say(conduit.zone_a.name)} – ${say(conduit.zone_b.name)}`}>
          <AlarmList alarms={alarms.get(conduit.id) ?? []} zone_id={conduit.zone_a.id} />
          <ConduitPanel conduit={conduit} />
        </Titled>
      )}
      {isChosen && zone === undefined && conduit === undefined && <Empty title={t('gone')}>{t('gone_note')}</Empty>}
    </aside>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Title order={2} size="h2" my="sm">
        {title}
      </Title>
      {children}
    </>
  );
}

function ZoneConduits({ zone, conduits, alarms }: { zone: Zone; conduits: readonly Conduit[]; alarms: Alarms }) {
  const say = useZoneName();
  const { t } = useTranslation('map');
  const its = byUrgency(conduits.filter(({ zone_a, zone_b }) => zone_a.id === zone.id || zone_b.id === zone.id));
  return (
    <Section title={t('zone_conduits')}>
      {its.length === 0 ? (
        <Text c="dimmed">{t('zone_no_conduits')}</Text>
      ) : (
        <ul className="hf-map-list">
          {its.map((conduit) => (
            <ConduitItem
              key={conduit.id}
              conduit={conduit}
              name={say(otherEnd(conduit, zone.id).name)}
              alarms={alarms.get(conduit.id) ?? []}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Every zone by level and every conduit, as buttons; the keyboard's and the phone's way through the map. */
function MapList({ zones, conduits, alarms }: { zones: readonly Zone[]; conduits: readonly Conduit[]; alarms: Alarms }) {
  const { t } = useTranslation('map');
  const levels = [...levelsTopDown, null].filter((level) => zones.some((zone) => zone.purdue_level === level));
  const approved = conduits.filter((conduit) => conduit.state === 'approved');
  return (
    <>
      <Section title={t('list_conduits', { count: conduits.length })}>
        {conduits.length === 0 && <Text c="dimmed">{t('no_conduits')}</Text>}
        <ConduitItems conduits={conduits.filter((conduit) => conduit.state !== 'approved')} alarms={alarms} />
        {approved.length > 0 && (
          <details>
            <summary>{t('list_approved', { count: approved.length })}</summary>
            <ConduitItems conduits={approved} alarms={alarms} />
          </details>
        )}
      </Section>
      <Section title={t('list_zones', { count: zones.length })}>
        {levels.map((level) => (
          <div key={level ?? 'none'}>
            <Text size="xs" c="dimmed" mt="xs">
              {t(levelKey(level))}
            </Text>
            <ul className="hf-map-list">
              {zones
                .filter((zone) => zone.purdue_level === level)
                .map((zone) => (
                  <ZoneItem key={zone.id} zone={zone} alarms={alarms.get(zone.id) ?? []} />
                ))}
            </ul>
          </div>
        ))}
      </Section>
    </>
  );
}

function ConduitItems({ conduits, alarms }: { conduits: readonly Conduit[]; alarms: Alarms }) {
  const say = useZoneName();
  return (
    <ul className="hf-map-list">
      {byUrgency(conduits).map((conduit) => (
        <ConduitItem
          key={conduit.id}
          conduit={conduit}
          name={`${say(conduit.zone_a.name)} – ${say(conduit.zone_b.name)}`}
          alarms={alarms.get(conduit.id) ?? []}
        />
      ))}
    </ul>
  );
}

function ZoneItem({ zone, alarms }: { zone: Zone; alarms: readonly Finding[] }) {
  const { t } = useTranslation('map');
  const [, set] = useFilters();
  return (
    <li>
      <button type="button" onClick={() => set({ zone: zone.id, conduit: null })}>
        <span className="hf-map-item-name">
          <ZoneName name={zone.name} />
        </span>
        <span className="hf-map-item-note">
          {alarms.length > 0 && <AlarmCount alarms={alarms} />}
          {zone.observation !== 'observed' && `${t(`observation:state.${zone.observation}`)} · `}
          {zone.state === 'proposed' && `${t('zones:state.proposed')} · `}
          {zone.assets_sighted > 0 && `${t('new_short', { count: zone.assets_sighted })} · `}
          {t('devices', { count: zone.assets })}
        </span>
      </button>
    </li>
  );
}

function ConduitItem({ conduit, name, alarms }: { conduit: Conduit; name: string; alarms: readonly Finding[] }) {
  const { t } = useTranslation('map');
  const [, set] = useFilters();
  const silent = isSilent(conduit);
  const note = silent
    ? t('observation:state.unobserved')
    : conduit.state === 'unapproved'
      ? t('conduits:unapproved_flows', { count: conduit.unapproved })
      : t(`conduits:state.${conduit.state}`);
  return (
    <li>
      <button
        type="button"
        className={conduit.state === 'unapproved' ? 'hf-map-loud' : undefined}
        onClick={() => set({ conduit: conduit.id, zone: null })}
      >
        <span className="hf-map-item-name">
          <ToneIcon tone={silent ? 'unknown' : conduitTones[conduit.state]} /> {name}
        </span>
        <span className="hf-map-item-note">
          {alarms.length > 0 && <AlarmCount alarms={alarms} />}
          {note}
        </span>
      </button>
    </li>
  );
}
