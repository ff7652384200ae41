// Going through a table by keyboard, and choosing rows.
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';

export type Selection<Row> = {
  rows: Row[];
  isAll: boolean;
  has: (id: string) => boolean;
  toggle: (row: Row) => void;
  toggleAll: () => void;
  clear: () => void;
};

/** The chosen rows among those loaded. */
export function useSelection<Row extends { id: string }>(loaded: readonly Row[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const rows = loaded.filter((row) => ids.has(row.id));
  const isAll = loaded.length > 0 && rows.length === loaded.length;
  return {
    rows,
    isAll,
    has: (id) => ids.has(id),
    toggle: (row) => setIds((before) => new Set(before.has(row.id) ? [...before].filter((id) => id !== row.id) : [...before, row.id])),
    toggleAll: () => setIds(isAll ? new Set() : new Set(loaded.map((row) => row.id))),
    clear: () => setIds(new Set()),
  };
}

type KeysInput<Row> = {
  total: number;
  rowAt: (index: number) => Row | undefined;
  scrollTo: (index: number) => void;
  open: ((row: Row) => void) | undefined;
  selection: Selection<Row>;
  isChoosing: boolean;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity };

/** Arrow keys, Page, Home and End move; Enter opens; Space chooses. One row at a time is in the tab order. */
export function useRowKeys<Row extends { id: string }>(it: KeysInput<Row>) {
  const [at, setAt] = useState(0);
  const waiting = useRef<number | null>(null);
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(it.total - 1, to));
    waiting.current = next;
    setAt(next);
    it.scrollTo(next);
  };
  const press = (event: KeyboardEvent, index: number): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const row = it.rowAt(index);
    if (step !== undefined) move(index + step);
    else if (event.key === 'Enter' && row !== undefined) it.open?.(row);
    else if (event.key === ' ' && row !== undefined && it.isChoosing) it.selection.toggle(row);
    else return;
    event.preventDefault();
  };
  const rowProps = (index: number) => ({
    tabIndex: index === Math.min(at, it.total - 1) ? 0 : -1,
    ref: (node: HTMLTableRowElement | null) => {
      if (node === null || waiting.current !== index) return;
      waiting.current = null;
      node.focus({ preventScroll: true });
    },
    onKeyDown: (event: KeyboardEvent) => press(event, index),
    onFocus: (event: FocusEvent) => event.target === event.currentTarget && setAt(index),
  });
  return { rowProps };
}
