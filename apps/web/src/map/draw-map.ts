// Draws the map as a vector image of its own for paper: lanes, zones, conduits, legend, site and date. Pure; data in, SVG text out.
import { layOutMap } from './layout.ts';
import type { Box, ConduitState, Lane, Level, Line } from './plan.ts';

export type DrawnZone = { id: string; name: string; level: Level | null; assets: number; state: string; is_unobserved: boolean };
/** `is_unheard`: nothing hears the traffic of either zone, so that nothing unapproved was seen says nothing. */
export type DrawnConduit = { id: string; a: string; b: string; state: ConduitState; unapproved: number; is_unheard: boolean };
/** Every text of the drawing, in the reader's language. */
export type DrawnWords = {
  title: string;
  /** Site, date, and for an older map that it is one. */
  subtitle: string;
  level: (level: Level | null) => { number: string; name: string };
  devices: (count: number) => string;
  proposed: string;
  unobserved: string;
  legend: Readonly<Record<'approved' | 'unapproved' | 'unknown' | 'unheard' | 'confirmed' | 'proposed' | 'unobserved', string>>;
};
export type Drawing = { svg: string; width: number; height: number };

const margin = 32;
const header = 64;
const legendHeight = 44;
/** Paper of the A series, lying. */
const ratio = Math.SQRT2;
const ink = { text: '#1b2127', muted: '#525b65', line: '#838c96', faint: '#d3d7dc', lane: '#f1f2f4', alarm: '#a61b12', box: '#ffffff' };
const font = 'font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif"';

/** The map of a site on one lying sheet of A3 or A4. Same input, same text. */
export function drawMap(zones: readonly DrawnZone[], conduits: readonly DrawnConduit[], words: DrawnWords): Drawing {
  const ordered = zones.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }) || a.id.localeCompare(b.id));
  const layout = layOutMap(
    ordered.map(({ id, level }) => ({ id, level })),
    conduits.toSorted((a, b) => a.id.localeCompare(b.id)).map(({ id, a, b, state }) => ({ id, a, b, state })),
    { width: 1587, height: 1000 },
  );
  const needed = { width: layout.width + 2 * margin, height: layout.height + header + legendHeight + 2 * margin };
  const width = Math.ceil(Math.max(needed.width, needed.height * ratio, 900));
  const height = Math.ceil(Math.max(needed.height, width / ratio));
  const zoneOf = new Map(zones.map((it) => [it.id, it]));
  const conduitOf = new Map(conduits.map((it) => [it.id, it]));
  const left = Math.round((width - layout.width) / 2);
  const parts = [
    ...layout.lanes.map((lane) => drawLane(lane, layout.width, words)),
    ...layout.lines.map((line) => drawLine(line, conduitOf.get(line.id))),
    ...layout.boxes.flatMap((box) => drawBox(box, zoneOf.get(box.id), words)),
    ...layout.lines.map((line) => drawMark(line, conduitOf.get(line.id))),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${font}>
<title>${escapeXml(`${words.title}, ${words.subtitle}`)}</title>
<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><path d="M0 0V6" stroke="${ink.faint}" stroke-width="2"/></pattern></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${drawText(margin, margin + 22, words.title, { size: 22, weight: 600 })}
${drawText(margin, margin + 44, words.subtitle, { size: 13, fill: ink.muted })}
<g transform="translate(${left} ${margin + header})">
${parts.filter((it) => it !== '').join('\n')}
</g>
<g transform="translate(${margin} ${height - margin - 14})">${drawLegend(words)}</g>
</svg>
`;
  return { svg, width, height };
}

export function escapeXml(text: string): string {
  const sayable = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
  return sayable.replace(/[&<>"']/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[it] ?? it);
}

type TextStyle = { size: number; weight?: number; fill?: string; anchor?: 'middle' };

function drawText(x: number, y: number, text: string, { size, weight = 400, fill = ink.text, anchor }: TextStyle): string {
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${at}>${escapeXml(text)}</text>`;
}

function drawLane(lane: Lane, width: number, words: DrawnWords): string {
  const { number, name } = words.level(lane.level);
  const isThin = lane.height < 40;
  const texts = isThin ? [] : splitLines(name, 17, 2);
  return [
    `<rect x="0" y="${lane.y}" width="${width}" height="${lane.height}" rx="4" fill="${ink.lane}"/>`,
    drawText(12, lane.y + 18, isThin ? `${number} ${name}` : number, { size: 12, weight: 600, fill: ink.muted }),
    ...texts.map((text, at) => drawText(12, lane.y + 34 + at * 15, text, { size: 12, fill: ink.muted })),
  ].join('');
}

type Look = { stroke: string; width: number; dash: string; mark: string };

function lookOf({ state, unapproved, is_unheard }: Pick<DrawnConduit, 'state' | 'unapproved' | 'is_unheard'>): Look {
  if (state === 'unapproved') return { stroke: ink.alarm, width: 2.5, dash: '', mark: String(unapproved) };
  if (is_unheard) return { stroke: ink.line, width: 1.5, dash: '8 4 1 4', mark: '∅' };
  if (state === 'unknown') return { stroke: ink.line, width: 1.5, dash: '2 4', mark: '?' };
  return { stroke: ink.line, width: 1.5, dash: '', mark: '✓' };
}

function drawLine(line: Line, conduit: DrawnConduit | undefined): string {
  if (conduit === undefined) return '';
  const { stroke, width, dash } = lookOf(conduit);
  const path = line.points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`;
}

function drawMark({ mark: { x, y } }: Line, conduit: DrawnConduit | undefined): string {
  return conduit === undefined ? '' : drawSign(x, y, lookOf(conduit));
}

function drawSign(x: number, y: number, { stroke, mark }: Look): string {
  const isLoud = stroke === ink.alarm;
  const half = 8 + Math.max(0, mark.length - 1) * 4;
  return `<rect x="${x - half}" y="${y - 8}" width="${half * 2}" height="16" rx="8" fill="${isLoud ? ink.alarm : '#fff'}" stroke="${stroke}"/>${drawText(
    x,
    y + 4,
    mark,
    {
      size: 11,
      weight: 600,
      fill: isLoud ? '#fff' : ink.text,
      anchor: 'middle',
    },
  )}`;
}

function drawBox({ x, y, width, height }: Box, zone: DrawnZone | undefined, words: DrawnWords): string[] {
  if (zone === undefined) return [];
  const isProposed = zone.state === 'proposed';
  const lines = splitLines(zone.name, 24, 2);
  const notes = [words.devices(zone.assets), ...(isProposed ? [words.proposed] : []), ...(zone.is_unobserved ? [words.unobserved] : [])];
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${zone.is_unobserved ? 'url(#hatch)' : ink.box}" stroke="${ink.line}"${isProposed ? ' stroke-dasharray="5 3"' : ''}/>`;
  return [
    [
      frame,
      ...lines.map((text, at) => drawText(x + 10, y + 20 + at * 16, text, { size: 12, weight: 600 })),
      drawText(x + 10, y + height - 12, notes.join(' · '), { size: 11, fill: ink.muted }),
    ].join(''),
  ];
}

/** At most `most` lines of about `columns` letters; what is left out is marked. */
export function splitLines(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const cut = lines.slice(0, most).map((line) => (line.length > columns ? `${line.slice(0, columns - 1)}…` : line));
  return lines.length > most ? [...cut.slice(0, -1), `${cut.at(-1)!.slice(0, columns - 1)}…`] : cut;
}

function drawLegend({ legend }: DrawnWords): string {
  const signs: [keyof typeof legend, Pick<DrawnConduit, 'state' | 'unapproved' | 'is_unheard'>][] = [
    ['approved', { state: 'approved', unapproved: 0, is_unheard: false }],
    ['unapproved', { state: 'unapproved', unapproved: 3, is_unheard: false }],
    ['unknown', { state: 'unknown', unapproved: 0, is_unheard: false }],
    ['unheard', { state: 'approved', unapproved: 0, is_unheard: true }],
  ];
  let x = 0;
  const parts: string[] = [];
  const label = (text: string, from: number): void => {
    parts.push(drawText(from, 4, text, { size: 12, fill: ink.muted }));
    x = from + text.length * 6.4 + 24;
  };
  for (const [key, conduit] of signs) {
    const look = lookOf(conduit);
    const dash = look.dash === '' ? '' : ` stroke-dasharray="${look.dash}"`;
    parts.push(`<path d="M${x} 0H${x + 44}" stroke="${look.stroke}" stroke-width="${look.width}"${dash}/>`, drawSign(x + 22, 0, look));
    label(legend[key], x + 54);
  }
  for (const key of ['confirmed', 'proposed', 'unobserved'] as const) {
    const fill = key === 'unobserved' ? 'url(#hatch)' : '#fff';
    parts.push(
      `<rect x="${x}" y="-8" width="24" height="16" rx="3" fill="${fill}" stroke="${ink.line}"${key === 'proposed' ? ' stroke-dasharray="5 3"' : ''}/>`,
    );
    label(legend[key], x + 32);
  }
  return parts.join('');
}
