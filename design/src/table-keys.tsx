// Going through a table by keyboard, and choosing rows: those seen, or all that match.
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';

/**
 * Rows somebody chose, for a bulk act. `ids` asks the server when all that match are chosen, and throws when the set changed since. `nameOf`: what a row
 * is called, once its id was given out.
 */
export type Chosen = { count: number; ids: () => Promise<string[]>; nameOf?: (id: string) => string | undefined };

export type Selection<Row> = Chosen & {
  /** The chosen rows this page has seen. */
  rows: Row[];
  /** All loaded rows are chosen. */
  isAll: boolean;
  /** Everything that matches is chosen, loaded or not. */
  isEverything: boolean;
  has: (id: string) => boolean;
  toggle: (row: Row) => void;
  toggleAll: () => void;
  chooseEverything: () => void;
  clear: () => void;
};

/** Rows as chosen, where there is no table: `chosenOf([asset])`. */
export function chosenOf(rows: readonly { id: string }[]): Chosen {
  return { count: rows.length, ids: async () => rows.map((row) => row.id), nameOf: (id) => nameOfRow(rows.find((row) => row.id === id)) };
}

type Named = { name?: unknown; subject_name?: unknown; client?: { name?: unknown }; server?: { name?: unknown } };

/** What a row is called: its own name, its subject's, or its two ends. */
function nameOfRow(row: object | undefined): string | undefined {
  const { name, subject_name, client, server }: Named = row ?? {};
  const ends = [client?.name, server?.name].filter((it) => typeof it === 'string' && it !== '').join(' → ');
  const own = name ?? subject_name;
  return (typeof own === 'string' ? own : ends) || undefined;
}

type Choose = (excluded_ids: string[]) => Promise<{ ids: string[]; names: string[] }>;
type SelectionInput<Row> = { loaded: readonly Row[]; total: number; queryKey: string; choose: Choose };

/** The chosen rows. Other filters end the choice of everything, for it would be another set. */
export function useSelection<Row extends { id: string }>({ loaded, total, queryKey, choose }: SelectionInput<Row>): Selection<Row> {
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map());
  const [out, setOut] = useState<{ of: string; ids: ReadonlySet<string> } | null>(null);
  const told = useRef<ReadonlyMap<string, string>>(new Map());
  const without = out !== null && out.of === queryKey ? out.ids : null;
  const has = (id: string): boolean => (without === null ? picked.has(id) : !without.has(id));
  const fresh = new Map(loaded.map((row) => [row.id, row]));
  const rows = without === null ? [...picked.values()].map((row) => fresh.get(row.id) ?? row) : loaded.filter((row) => has(row.id));
  const isAll = loaded.length > 0 && loaded.every((row) => has(row.id));
  const clear = (): void => {
    setPicked(new Map());
    setOut(null);
  };
  const toggle = (row: Row): void => {
    if (without !== null) setOut({ of: queryKey, ids: toggled(without, row.id) });
    else
      setPicked((before) =>
        before.has(row.id) ? new Map([...before].filter(([id]) => id !== row.id)) : new Map([...before, [row.id, row]]),
      );
  };
  return {
    rows,
    isAll,
    isEverything: without !== null,
    count: without === null ? picked.size : total - without.size,
    ids: async () => {
      if (without === null) return [...picked.keys()];
      const { ids, names } = await choose([...without]);
      told.current = new Map(ids.map((id, at) => [id, names[at] ?? '']));
      return ids;
    },
    nameOf: (id) => nameOfRow(fresh.get(id) ?? picked.get(id)) ?? told.current.get(id),
    has,
    toggle,
    toggleAll: () => (isAll ? clear() : setPicked(new Map([...picked, ...fresh]))),
    chooseEverything: () => setOut({ of: queryKey, ids: new Set() }),
    clear,
  };
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

type KeysInput<Row> = {
  total: number;
  rowAt: (index: number) => Row | undefined;
  scrollTo: (index: number) => void;
  open: ((row: Row) => void) | undefined;
  selection: Selection<Row>;
  isChoosing: boolean;
  /** The page's main list also answers when nothing is focused. */
  isMain: boolean;
};

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  j: 1,
  k: -1,
  PageDown: 12,
  PageUp: -12,
  Home: -Infinity,
  End: Infinity,
};
const hasModifier = (event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean =>
  event.ctrlKey || event.metaKey || event.altKey;

/** Arrow keys or j and k, Page, Home and End move; Enter opens; Space or x chooses. One row at a time is in the tab order. */
export function useRowKeys<Row extends { id: string }>(it: KeysInput<Row>) {
  const [at, setAt] = useState(0);
  const waiting = useRef<number | null>(null);
  const focused = useRef<HTMLTableRowElement | null>(null);
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(it.total - 1, to));
    waiting.current = next;
    setAt(next);
    it.scrollTo(next);
    // The row may be there already; then no new node comes to take the focus.
    if (focused.current !== null && next === at) focused.current.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent, index: number): void => {
    if (event.target !== event.currentTarget || hasModifier(event)) return;
    const step = steps[event.key];
    const row = it.rowAt(index);
    if (step !== undefined) move(index + step);
    else if (event.key === 'Enter' && row !== undefined) it.open?.(row);
    else if ((event.key === ' ' || event.key === 'x') && row !== undefined && it.isChoosing) it.selection.toggle(row);
    else return;
    event.preventDefault();
  };
  useLooseKeys(it.isMain, (key) => {
    if (key !== 'j' && key !== 'k') return false;
    move(at);
    return true;
  });
  const rowProps = (index: number) => ({
    tabIndex: index === Math.min(at, it.total - 1) ? 0 : -1,
    ref: (node: HTMLTableRowElement | null) => {
      if (index === at) focused.current = node;
      if (node === null || waiting.current !== index) return;
      waiting.current = null;
      node.focus({ preventScroll: true });
    },
    onKeyDown: (event: KeyboardEvent) => press(event, index),
    onFocus: (event: FocusEvent) => event.target === event.currentTarget && setAt(index),
  });
  return { rowProps };
}

/** Single keys pressed while nobody types and no dialog is open. `press` says whether it took the key. */
export function useLooseKeys(isOn: boolean, press: (key: string) => boolean): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: globalThis.KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      const isTyping =
        target.closest('input,textarea,select,[contenteditable="true"],[role="dialog"],[role="menu"],[role="listbox"]') !== null;
      if (
        isTyping ||
        hasModifier(event) ||
        event.defaultPrevented ||
        document.querySelector('[role="dialog"][data-modal-content]') !== null
      )
        return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isOn]);
}
