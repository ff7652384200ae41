// The map as a file: SVG drawn from the data, or PNG made of it in the browser.
import { usePlace } from '@holdfast/design/place';
import type { ConduitState as State } from './plan.ts';
import { levelKey } from '@holdfast/zones/ui/zone-words';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DrawnConduit, type DrawnZone, type DrawnWords, type Drawing, drawMap } from './draw-map.ts';
import type { Level } from './plan.ts';

/** What is drawn, from today's lists or from a snapshot; `at` is its date in ISO 8601. */
export type MapData = {
  at: string;
  /** What the map is called when it is not today's. */
  name?: string;
  zones: readonly {
    id: string;
    name: string;
    purdue_level: string | null;
    assets: number;
    state: string;
    is_unobserved: boolean;
    is_unheard: boolean;
  }[];
  conduits: readonly { id: string; a: string; b: string; state: State; unapproved: number }[];
};

/** Draws the map in the person's language. */
export function useDrawing(): (data: MapData) => Drawing {
  const words = useWords();
  const say = useZoneName();
  return (data) => {
    const unheard = new Set(data.zones.filter((it) => it.is_unheard).map((it) => it.id));
    const zones = data.zones.map((it): DrawnZone => ({ ...it, name: say(it.name), level: it.purdue_level as Level | null }));
    const conduits = data.conduits.map((it): DrawnConduit => ({ ...it, is_unheard: unheard.has(it.a) && unheard.has(it.b) }));
    return drawMap(zones, conduits, words(data));
  };
}

function useWords(): (data: MapData) => DrawnWords {
  const { t, i18n } = useTranslation(['map', 'zones', 'observation']);
  const { site_name, time_zone } = usePlace();
  return ({ at, name }) => {
    const date = new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: time_zone,
    }).format(new Date(at));
    return {
      title: t('drawing.title', { site: site_name }),
      subtitle: [date, name].filter(Boolean).join(' · '),
      // The words of levels begin with their number.
      level: (level) =>
        level === null
          ? { number: t('lane.none'), name: '' }
          : { number: t('lane.level', { level }), name: t(levelKey(level)).replace(/^\S+ /, '') },
      devices: (count) => t('devices', { count }),
      proposed: t('zones:state.proposed'),
      unobserved: t('observation:state.unobserved'),
      legend: {
        approved: t('legend.approved'),
        unapproved: t('legend.unapproved'),
        unknown: t('legend.unknown'),
        unheard: t('legend.unheard'),
        confirmed: t('legend.confirmed'),
        proposed: t('legend.proposed'),
        unobserved: t('legend.unobserved'),
      },
    };
  };
}

export function ExportMap({ data }: { data: MapData }) {
  const { t } = useTranslation('map');
  const { site_name } = usePlace();
  const draw = useDrawing();
  const file = `${t('title')}-${site_name}-${data.at.slice(0, 10)}`.replace(/[^\p{L}\p{N}-]+/gu, '-');
  const save = async (kind: 'svg' | 'png'): Promise<void> => {
    const drawing = draw(data);
    const blob = kind === 'svg' ? new Blob([drawing.svg], { type: 'image/svg+xml' }) : await toPng(drawing);
    download(blob, `${file}.${kind}`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('svg')}>{t('export_svg')}</Menu.Item>
        <Menu.Item onClick={() => void save('png')}>{t('export_png')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Twice the size of the drawing, at most 8000 pixels wide: sharp on A3. */
async function toPng({ svg, width, height }: Drawing): Promise<Blob> {
  const scale = Math.min(2, 8000 / width);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no image')) : resolve(blob)), 'image/png'),
  );
}

function download(blob: Blob, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
