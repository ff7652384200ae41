// A column's head: its name, sorting where the server can, and the edge that makes it wider.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './table-data.tsx';

type HeaderProps<Row> = {
  column: Column<Row>;
  sort: string | undefined;
  onSort: (sort: string) => void;
  onWidth: ((key: string, width: number | null) => void) | undefined;
  className?: string;
};

export function HeaderCell<Row>({ column, sort, onSort, onWidth, className = '' }: HeaderProps<Row>) {
  const isUp = column.sort !== undefined && sort === column.sort;
  const isDown = column.sort !== undefined && sort === `-${column.sort}`;
  const side = `${column.align === 'right' ? 'hf-right' : ''} ${className}`;
  const edge = onWidth !== undefined && <Edge column={column} onWidth={onWidth} />;
  if (column.sort === undefined)
    return (
      <th scope="col" className={side}>
        {column.header}
        {edge}
      </th>
    );
  return (
    <th scope="col" className={side} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <button type="button" className="hf-sort" onClick={() => onSort(isUp ? `-${column.sort}` : `${column.sort}`)}>
        {column.header}
        {isUp && <IconArrowUp size={12} aria-hidden />}
        {isDown && <IconArrowDown size={12} aria-hidden />}
      </button>
      {edge}
    </th>
  );
}

type EdgeProps<Row> = { column: Column<Row>; onWidth: (key: string, width: number | null) => void };

/** Dragged, or moved with the arrow keys; a double click gives the column its own width back. */
function Edge<Row>({ column, onWidth }: EdgeProps<Row>) {
  const { t } = useTranslation('design');
  const from = useRef<{ x: number; width: number } | null>(null);
  const widthOf = (node: Element): number => node.parentElement?.getBoundingClientRect().width ?? 120;
  const down = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: widthOf(event.currentTarget) };
  };
  const move = (event: PointerEvent): void => {
    if (from.current !== null) onWidth(column.key, from.current.width + event.clientX - from.current.x);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onWidth(column.key, widthOf(event.currentTarget) + (event.key === 'ArrowRight' ? 16 : -16));
  };
  return (
    <span
      className="hf-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columns.width', { name: column.header })}
      aria-valuenow={Math.round(column.width ?? 120)}
      aria-valuemin={40}
      aria-valuemax={1600}
      tabIndex={-1}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => (from.current = null)}
      onDoubleClick={() => onWidth(column.key, null)}
      onKeyDown={press}
    />
  );
}
