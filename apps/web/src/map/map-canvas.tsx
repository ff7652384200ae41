// Draws the layout: zones as boxes with counts, conduits as lines with marks.
import { ToneIcon } from '@holdfast/design/badge';
import { useFilters } from '@holdfast/design/filters';
import { type CanvasBox, type CanvasLane, type CanvasLine, type Chosen, Lanes } from '@holdfast/design/lanes';
import type { Conduit } from '@holdfast/conduits/schema';
import type { Zone } from '@holdfast/zones/schema';
import { isSilent } from '@holdfast/conduits/ui/conduit-words';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { levelKey, sortKinds } from '@holdfast/zones/ui/zone-words';
import { useElementSize } from '@mantine/hooks';
import { IconAlertTriangleFilled, IconCheck, IconCircleDashed, IconQuestionMark } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isGrave } from '@holdfast/findings/rules';
import type { Finding } from '@holdfast/findings/schema';
import type { Alarms } from './alarms.ts';
import { layOutMap } from './layout.ts';
import { AlarmCount } from './map-alarms.tsx';
import { strongIds } from './map-view.ts';
import type { Lane } from './plan.ts';

/** Only `shown` conduits are drawn, but all are laid out: zones stand still when the choice changes. */
type MapCanvasProps = { zones: readonly Zone[]; conduits: readonly Conduit[]; shown: readonly Conduit[]; alarms: Alarms };

export function MapCanvas({ zones, conduits, shown, alarms }: MapCanvasProps) {
  const { t } = useTranslation('map');
  const { ref, width, height } = useElementSize();
  const [filters, set] = useFilters();
  const [pointed, setPointed] = useState<Chosen>(null);
  const layout = useLayout(zones, conduits, width, height);
  const words = useMapWords(alarms);
  const chosen: Chosen =
    filters.zone !== undefined
      ? { kind: 'box', id: filters.zone }
      : filters.conduit !== undefined
        ? { kind: 'line', id: filters.conduit }
        : null;
  const strong = strongIds(shown, pointed ?? chosen);
  const zoneOf = new Map(zones.map((zone) => [zone.id, zone]));
  const conduitOf = new Map(shown.map((conduit) => [conduit.id, conduit]));
  const choose = (next: Chosen): void =>
    set({ zone: next?.kind === 'box' ? next.id : null, conduit: next?.kind === 'line' ? next.id : null });
  return (
    <div ref={ref} className="hf-map-fill">
      {layout !== null && (
        <Lanes
          label={t('canvas')}
          width={layout.width}
          height={layout.height}
          lanes={layout.lanes.map((lane) => words.lane(lane))}
          boxes={layout.boxes.flatMap((box) => {
            const zone = zoneOf.get(box.id);
            return zone === undefined ? [] : [{ ...box, ...words.box(zone) }];
          })}
          lines={layout.lines.flatMap((line) => {
            const conduit = conduitOf.get(line.id);
            return conduit === undefined ? [] : [{ id: line.id, points: line.points, ...words.line(conduit, line.mark) }];
          })}
          chosen={chosen}
          strong={strong}
          onChoose={choose}
          onPoint={setPointed}
        />
      )}
    </div>
  );
}

/** Lays out anew only when zones, levels, conduits or states change, or the canvas takes another shape. */
function useLayout(zones: readonly Zone[], conduits: readonly Conduit[], width: number, height: number) {
  const shape = JSON.stringify([
    zones.map(({ id, purdue_level }) => [id, purdue_level]),
    conduits.map(({ id, state, zone_a, zone_b }) => [id, state, zone_a.id, zone_b.id]),
    Math.round(width / 40),
    Math.round(height / 40),
  ]);
  return useMemo(() => {
    if (width === 0 || height === 0) return null;
    const ordered = zones.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    return layOutMap(
      ordered.map(({ id, purdue_level }) => ({ id, level: purdue_level })),
      conduits
        .toSorted((a, b) => a.id.localeCompare(b.id))
        .map(({ id, state, zone_a, zone_b }) => ({ id, state, a: zone_a.id, b: zone_b.id })),
      { width, height },
    );
    // oxlint-disable-next-line react/exhaustive-deps -- `shape` stands for all of them
  }, [shape]);
}

const styles: Record<Conduit['state'], CanvasLine['style']> = { approved: 'solid', unapproved: 'loud', unknown: 'dotted' };

/** Lanes, boxes and lines in words. */
function useMapWords(alarms: Alarms) {
  const { t } = useTranslation('map');
  const say = useZoneName();
  const at = (id: string): readonly Finding[] => alarms.get(id) ?? [];
  const countAt = (id: string): number => at(id).length;
  const lane = ({ level, y, height, empty }: Lane): CanvasLane => ({
    key: level ?? 'none',
    label: level === null ? t('lane.none') : t('lane.level', { level }),
    // The words of levels begin with their number, which stands above.
    note: level === null ? '' : t(levelKey(level)).replace(/^\S+ /, ''),
    y,
    height,
    quiet: empty,
  });
  const box = (zone: Zone): Pick<CanvasBox, 'label' | 'dashed' | 'content'> => ({
    label: [
      say(zone.name),
      t(levelKey(zone.purdue_level)),
      t('devices', { count: zone.assets }),
      ...(countAt(zone.id) > 0 ? [t('alarms', { count: countAt(zone.id) })] : []),
      ...(zone.assets_sighted > 0 ? [t('new_devices', { count: zone.assets_sighted })] : []),
      t(`zones:state.${zone.state}`),
      ...(zone.observation === 'observed' ? [] : [t(`observation:state.${zone.observation}`)]),
    ].join(', '),
    dashed: zone.state === 'proposed',
    content: <ZoneBox zone={zone} alarms={at(zone.id)} />,
  });
  const line = (conduit: Conduit, place: { x: number; y: number }): Pick<CanvasLine, 'style' | 'mark'> => ({
    style: isSilent(conduit) ? 'dotted' : styles[conduit.state],
    mark: {
      at: place,
      label: [
        `${say(conduit.zone_a.name)} – ${say(conduit.zone_b.name)}: ${
          isSilent(conduit)
            ? t('observation:state.unobserved')
            : conduit.state === 'unapproved'
              ? t('conduits:unapproved_flows', { count: conduit.unapproved })
              : t(`conduits:state.${conduit.state}`)
        }`,
        ...(countAt(conduit.id) > 0 ? [t('alarms', { count: countAt(conduit.id) })] : []),
      ].join(', '),
      content: <Mark conduit={conduit} alarms={at(conduit.id)} />,
    },
  });
  return { lane, box, line };
}

/** What needs a person goes before what is merely not decided. */
function Mark({ conduit, alarms }: { conduit: Conduit; alarms: readonly Finding[] }) {
  const isLoud = alarms.some((it) => isGrave(it.kind));
  if (conduit.state !== 'unapproved' && isLoud)
    return (
      <span className="hf-mark-alarm">
        <IconAlertTriangleFilled size={12} aria-hidden />
        {alarms.length}
      </span>
    );
  if (isSilent(conduit)) return <IconCircleDashed size={12} aria-hidden />;
  if (conduit.state === 'approved') return <IconCheck size={11} stroke={2.5} aria-hidden />;
  if (conduit.state === 'unknown') return <IconQuestionMark size={11} stroke={2.5} aria-hidden />;
  return (
    <>
      <IconAlertTriangleFilled size={12} aria-hidden />
      {conduit.unapproved}
    </>
  );
}

const shownKinds = 2;

/** Name, devices by kind, and what needs a person most: alarms, else new devices, else that the zone is only proposed. */
function ZoneBox({ zone, alarms }: { zone: Zone; alarms: readonly Finding[] }) {
  const { t } = useTranslation('map');
  const say = useZoneName();
  const kinds = sortKinds(zone.kinds);
  const { name, network } = splitName(say(zone.name));
  return (
    <>
      <span className="hf-zone-name">
        {name}
        {network !== '' && <span className="hf-zone-network">{network}</span>}
      </span>
      <span className="hf-zone-counts">
        <strong>{zone.assets}</strong>
        <span className="hf-zone-kinds">
          {kinds
            .slice(0, shownKinds)
            .map(([kind, count]) => `${count} ${t(`assets:kind.${kind}`)}`)
            .join(', ')}
          {kinds.length > shownKinds && ' …'}
        </span>
        {alarms.length > 0 && <AlarmCount alarms={alarms} />}
        {alarms.length === 0 && zone.observation === 'unobserved' && (
          <span className="hf-zone-new">
            <ToneIcon tone="unknown" size={13} />
            {t('observation:state.unobserved')}
          </span>
        )}
        {alarms.length === 0 && zone.observation !== 'unobserved' && zone.assets_sighted > 0 && (
          <span className="hf-zone-new">
            <ToneIcon tone="attention" size={13} />
            {t('new_short', { count: zone.assets_sighted })}
          </span>
        )}
        {alarms.length === 0 && zone.observation !== 'unobserved' && zone.state === 'proposed' && zone.assets_sighted === 0 && (
          <span className="hf-zone-new">{t('zones:state.proposed')}</span>
        )}
      </span>
    </>
  );
}

/** Splits `Control network, 10.0.0.0/24` so that the network can stand on a line of its own. */
function splitName(text: string): { name: string; network: string } {
  const found = /^(.+), (\d[\d.]+\/\d+|[0-9a-f:]+\/\d+)$/.exec(text);
  return found === null ? { name: text, network: '' } : { name: found[1]!, network: found[2]! };
}
