// Which columns a list shows, in which order and how wide; kept per person and list, or with a view.
import { ActionIcon, Button, Checkbox, Popover, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconColumns, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnState, Layout } from './list-services.tsx';
import type { Column } from './table-data.tsx';

/** The list's columns in a layout's order; those the layout does not know stand where the list has them. The first column stays first and shown. */
export function arrange<Row>(columns: readonly Column<Row>[], layout: Layout | null): { column: Column<Row>; state: ColumnState }[] {
  const kept = new Map((layout?.columns ?? []).map((state, at) => [state.key, { state, at }]));
  const own = columns.map((column, at) => ({
    column,
    state: kept.get(column.key)?.state ?? { key: column.key, shown: column.hidden !== true, width: null },
    at: at === 0 ? -1 : (kept.get(column.key)?.at ?? at - 0.5),
  }));
  const [first] = own;
  if (first !== undefined) first.state = { ...first.state, shown: true };
  return own.toSorted((a, b) => a.at - b.at).map(({ column, state }) => ({ column, state }));
}

/** The columns shown, with the widths somebody gave them. */
export function shownColumns<Row>(columns: readonly Column<Row>[], layout: Layout | null): Column<Row>[] {
  return arrange(columns, layout).flatMap(({ column, state }) =>
    state.shown ? [state.width === null ? column : { ...column, width: state.width }] : [],
  );
}

export type Columns<Row> = {
  shown: Column<Row>[];
  layout: Layout | null;
  change: (layout: Layout | null) => void;
  /** `null` gives the column its own width back. */
  setWidth: (key: string, width: number | null) => void;
};

type Kept = { layout: Layout | null; viewLayout: Layout | null; keep: (layout: Layout | null) => void };

/** The list's columns as the person has them. While a view with columns is open, changes last until it is saved or left. */
export function useColumns<Row>(columns: readonly Column<Row>[], { layout: own, viewLayout, keep }: Kept): Columns<Row> {
  const [draft, setDraft] = useState<{ layout: Layout | null; of: Layout | null } | null>(null);
  const later = useDebouncedCallback(keep, 600);
  const layout = draft !== null && draft.of === viewLayout ? draft.layout : (viewLayout ?? own);
  const change = (next: Layout | null): void => {
    setDraft({ layout: next, of: viewLayout });
    if (viewLayout === null) later(next);
  };
  const setWidth = (key: string, width: number | null): void => {
    const states = arrange(columns, layout).map(({ state }) =>
      state.key === key ? { ...state, width: width === null ? null : clamp(width) } : state,
    );
    change({ columns: states });
  };
  return { shown: shownColumns(columns, layout), layout, change, setWidth };
}

const clamp = (width: number): number => Math.round(Math.max(48, Math.min(1000, width)));

type PickerProps<Row> = { columns: readonly Column<Row>[]; layout: Layout | null; onChange: (layout: Layout | null) => void };

/** Which columns, in which order: dragged, or moved with the arrows. */
export function ColumnPicker<Row>({ columns, layout, onChange }: PickerProps<Row>) {
  const { t } = useTranslation('design');
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconColumns size={14} aria-hidden />}>
          {t('columns.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="hf-picker">
        <Text size="xs" c="dimmed" mb={4}>
          {t('columns.says')}
        </Text>
        <PickerList columns={columns} layout={layout} onChange={onChange} />
        <Button variant="subtle" mt={4} disabled={layout === null} onClick={() => onChange(null)}>
          {t('columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function PickerList<Row>({ columns, layout, onChange }: PickerProps<Row>) {
  const { t } = useTranslation('design');
  const [dragged, setDragged] = useState<number | null>(null);
  const all = arrange(columns, layout);
  const states = all.map((it) => it.state);
  const move = (from: number, to: number): void => {
    if (from < 1 || to < 1 || to >= states.length || from === to) return;
    const next = [...states];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange({ columns: next });
  };
  const keys = (event: KeyboardEvent, at: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(at, at + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const show = (at: number, shown: boolean): void =>
    onChange({ columns: states.map((state, index) => (index === at ? { ...state, shown } : state)) });
  return (
    <ul className="hf-picker-list" aria-label={t('columns.title')}>
      {all.map(({ column, state }, at) => (
        <li
          key={column.key}
          draggable={at > 0}
          data-dragged={dragged === at || undefined}
          onDragStart={() => setDragged(at)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => {
            event.preventDefault();
            if (dragged === null || dragged === at || at === 0) return;
            move(dragged, at);
            setDragged(at);
          }}
          onKeyDown={(event) => keys(event, at)}
        >
          <IconGripVertical size={14} className="hf-grip" data-fixed={at === 0 || undefined} aria-hidden />
          <Checkbox
            label={column.header}
            checked={state.shown}
            disabled={at === 0}
            onChange={(event) => show(at, event.currentTarget.checked)}
          />
          <span className="hf-picker-moves">
            <Mover label={t('columns.up', { name: column.header })} disabled={at < 2} onMove={() => move(at, at - 1)} up />
            <Mover
              label={t('columns.down', { name: column.header })}
              disabled={at < 1 || at === all.length - 1}
              onMove={() => move(at, at + 1)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mover({ label, disabled, up = false, onMove }: { label: string; disabled: boolean; up?: boolean; onMove: () => void }) {
  const Icon = up ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon size="sm" variant="subtle" color="var(--hf-muted)" aria-label={label} disabled={disabled} onClick={onMove}>
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}
