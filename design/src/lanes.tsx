// A canvas of lanes with boxes and the lines between them: pans, zooms, goes by keyboard. It knows no domain words.
import '@xyflow/react/dist/base.css';
import './lanes.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { ReactFlow, ReactFlowProvider, useReactFlow, useViewport, ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isArrow, nextBox } from './lanes-keys.ts';
import { type Point, roundedPath } from './lanes-path.ts';

export type CanvasLane = { key: string; label: string; note: string; y: number; height: number; quiet: boolean };
export type CanvasBox = {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
  dashed: boolean;
  content: ReactNode;
};
/** `style`: solid is calm, dotted is open, loud must not be so. `mark` is drawn at `at`; its `label` is spoken and shown on hover. */
export type CanvasLine = {
  id: string;
  points: readonly Point[];
  style: 'solid' | 'dotted' | 'loud';
  mark: { at: Point; label: string; content: ReactNode };
};
export type Chosen = { kind: 'box' | 'line'; id: string } | null;

export type LanesProps = {
  label: string;
  width: number;
  height: number;
  lanes: readonly CanvasLane[];
  boxes: readonly CanvasBox[];
  lines: readonly CanvasLine[];
  chosen: Chosen;
  /** Ids of boxes and lines that stay strong while the rest fades; null when nothing is pointed at. */
  strong: ReadonlySet<string> | null;
  onChoose: (chosen: Chosen) => void;
  onPoint: (pointed: Chosen) => void;
};

export function Lanes(props: LanesProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

const farZoom = 0.66;

function Canvas(props: LanesProps) {
  const { ref, width, height } = useElementSize();
  const { zoom } = useViewport();
  const fit = useFit(props, { width, height });
  return (
    <div ref={ref} className="hf-lanes" data-zoom={zoom < farZoom ? 'far' : 'near'} onScroll={keepUnscrolled}>
      <ReactFlow
        nodes={[]}
        edges={[]}
        aria-label={props.label}
        minZoom={0.2}
        maxZoom={2}
        nodesFocusable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        proOptions={{ hideAttribution: true }}
        onPaneClick={() => props.onChoose(null)}
      >
        <ViewportPortal>
          <Ground {...props} />
          <Lines {...props} />
          <Boxes {...props} canvas={{ width, height }} />
        </ViewportPortal>
      </ReactFlow>
      <LaneNames lanes={props.lanes} />
      <Tools fit={fit} />
    </div>
  );
}

// Focus on something outside of the view makes browsers scroll a box that must not scroll; the view moves instead.
function keepUnscrolled(event: { currentTarget: HTMLElement }): void {
  event.currentTarget.scrollTo(0, 0);
}

type Size = { width: number; height: number };

/** Shows the whole drawing: at once when its size or the canvas changes, and on demand. */
function useFit({ width, height }: Size, canvas: Size): () => void {
  const { setViewport } = useReactFlow();
  const fit = (duration: number): void => {
    if (canvas.width === 0 || canvas.height === 0) return;
    const zoom = Math.min((canvas.width - 16) / width, (canvas.height - 16) / height, 1.15);
    void setViewport({ x: (canvas.width - width * zoom) / 2, y: Math.max(8, (canvas.height - height * zoom) / 2), zoom }, { duration });
  };
  // oxlint-disable-next-line react/exhaustive-deps -- fits again when a size changes, not whenever the functions are new
  useEffect(() => fit(0), [width, height, canvas.width, canvas.height]);
  return () => fit(200);
}

function Ground({ lanes, width }: LanesProps) {
  return lanes.map((lane) => (
    <div
      key={lane.key}
      className={lane.quiet ? 'hf-lane hf-lane-quiet' : 'hf-lane'}
      style={{ width, height: lane.height, transform: `translateY(${lane.y}px)` }}
    />
  ));
}

function LaneNames({ lanes }: { lanes: readonly CanvasLane[] }) {
  const { x, y, zoom } = useViewport();
  return (
    <div className="hf-lane-names" aria-hidden>
      {lanes.map((lane) => (
        <div
          key={lane.key}
          className={lane.quiet ? 'hf-lane-name hf-lane-name-quiet' : 'hf-lane-name'}
          style={{ transform: `translate(${Math.max(8, x + 10 * zoom)}px, ${y + (lane.y + (lane.quiet ? 3 : 8)) * zoom}px)` }}
        >
          <strong>{lane.label}</strong>
          <span>{lane.note}</span>
        </div>
      ))}
    </div>
  );
}

const drawOrder: Record<CanvasLine['style'], number> = { solid: 0, dotted: 1, loud: 2 };

function Lines({ lines, width, height, chosen, strong, onChoose, onPoint }: LanesProps) {
  const isStrong = (id: string): boolean => strong === null || strong.has(id);
  const rank = (line: CanvasLine): number => drawOrder[line.style] + (strong?.has(line.id) ? 4 : 0) + (chosen?.id === line.id ? 8 : 0);
  const ordered = lines.toSorted((a, b) => rank(a) - rank(b));
  const classOf = (base: string, line: CanvasLine): string =>
    `${base} hf-line-${line.style}${isStrong(line.id) ? '' : ' hf-faded'}${chosen?.id === line.id ? ' hf-chosen' : ''}`;
  const on = (line: CanvasLine) => ({
    onClick: () => onChoose({ kind: 'line', id: line.id }),
    onMouseEnter: () => onPoint({ kind: 'line', id: line.id }),
    onMouseLeave: () => onPoint(null),
  });
  return (
    <>
      <svg className="hf-lines-drawn" width={width} height={height} aria-hidden>
        {ordered.map((line) => (
          <g key={line.id} className={classOf('hf-line', line)} {...on(line)}>
            <path className="hf-line-hit" d={roundedPath(line.points)} />
            <path className="hf-line-halo" d={roundedPath(line.points)} />
            <path className="hf-line-ink" d={roundedPath(line.points)} />
          </g>
        ))}
      </svg>
      {ordered.map((line) => (
        <Tooltip key={line.id} label={line.mark.label} openDelay={300}>
          <button
            type="button"
            tabIndex={-1}
            className={classOf('hf-mark', line)}
            style={{ left: line.mark.at.x, top: line.mark.at.y }}
            aria-label={line.mark.label}
            {...on(line)}
          >
            {line.mark.content}
          </button>
        </Tooltip>
      ))}
    </>
  );
}

function Boxes({ boxes, chosen, strong, onChoose, onPoint, canvas }: LanesProps & { canvas: Size }) {
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const { getViewport, setCenter } = useReactFlow();
  const first = boxes.find((box) => chosen?.id === box.id)?.id ?? boxes[0]?.id;
  const show = (box: CanvasBox): void => {
    const { x, y, zoom } = getViewport();
    const [left, top] = [box.x * zoom + x, box.y * zoom + y];
    const isSeen = left >= 0 && top >= 0 && left + box.width * zoom <= canvas.width && top + box.height * zoom <= canvas.height;
    if (!isSeen) void setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: 150 });
  };
  const step = (event: KeyboardEvent, box: CanvasBox): void => {
    if (event.key === 'Escape') onChoose(null);
    if (!isArrow(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nextBox(boxes, box, event.key);
    if (next) buttons.current.get(next.id)?.focus({ preventScroll: true });
  };
  return boxes.map((box) => (
    <button
      key={box.id}
      ref={(it) => void (it ? buttons.current.set(box.id, it) : buttons.current.delete(box.id))}
      type="button"
      tabIndex={box.id === first ? 0 : -1}
      className={`hf-box${box.dashed ? ' hf-box-dashed' : ''}${strong === null || strong.has(box.id) ? '' : ' hf-faded'}${chosen?.id === box.id ? ' hf-chosen' : ''}`}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      aria-pressed={chosen?.id === box.id}
      onClick={() => onChoose({ kind: 'box', id: box.id })}
      onMouseEnter={() => onPoint({ kind: 'box', id: box.id })}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => {
        show(box);
        onPoint({ kind: 'box', id: box.id });
      }}
      onBlur={() => onPoint(null)}
      onKeyDown={(event) => step(event, box)}
    >
      <span className="hf-hidden">{box.label}</span>
      <span className="hf-box-content" aria-hidden>
        {box.content}
      </span>
    </button>
  ));
}

function Tools({ fit }: { fit: () => void }) {
  const { t } = useTranslation('design');
  const { zoomIn, zoomOut } = useReactFlow();
  const tools = [
    [t('zoom_in'), IconPlus, () => void zoomIn({ duration: 150 })],
    [t('zoom_out'), IconMinus, () => void zoomOut({ duration: 150 })],
    [t('fit'), IconMaximize, fit],
  ] as const;
  return (
    <div className="hf-lanes-tools">
      {tools.map(([label, Icon, act]) => (
        <Tooltip key={label} label={label} position="top">
          <ActionIcon variant="default" aria-label={label} onClick={act}>
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
