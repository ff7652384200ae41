// The rows of the table: only those in view stand in the page.
import { Checkbox } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from './filters.tsx';
import { useGo } from './go.tsx';
import type { Column, TableProps, usePages } from './table-data.tsx';
import { HeaderCell } from './table-header.tsx';
import { type Selection, useRowKeys } from './table-keys.tsx';
import { rowKeys } from './table-row-keys.ts';

const rowHeight = 36;
const narrowRowHeight = 56;

type RowsProps<Row extends { id: string }> = Omit<TableProps<Row>, 'sort'> & {
  pages: ReturnType<typeof usePages<Row>>;
  selection: Selection<Row>;
  sort: string | undefined;
  onSort: (sort: string) => void;
  onWidth: (key: string, width: number | null) => void;
  isMain: boolean;
};

export function Rows<Row extends { id: string }>(props: RowsProps<Row>) {
  const { pages, selection, bulk } = props;
  const { ref: sizeRef, width } = useElementSize();
  const isNarrow = width > 0 && width < 640;
  const columns = isNarrow
    ? props.columns.filter((column) => column.narrow !== false).map((column) => ({ ...column, width: undefined }))
    : props.columns;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: pages.total ?? 0,
    getScrollElement: () => box.current,
    estimateSize: () => (isNarrow ? narrowRowHeight : rowHeight),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [virtual, isNarrow]);
  const items = virtual.getVirtualItems();
  const rowKey = rowKeys(
    items.map(({ index }) => index),
    (index) => pages.rowAt(index)?.id,
  );
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => pages.show(first, last));
  const open = useOpen(props.open);
  const keys = useRowKeys({
    total: pages.total ?? 0,
    rowAt: pages.rowAt,
    scrollTo: (index) => virtual.scrollToIndex(index),
    open,
    selection,
    isChoosing: bulk !== undefined,
    isMain: props.isMain,
  });
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="hf-table-scroll" ref={box} style={typeof props.height === 'number' ? { maxHeight: props.height } : undefined}>
      <div ref={sizeRef} />
      <table
        className={`hf-table ${isNarrow ? 'hf-table-narrow' : ''} ${bulk === undefined ? '' : 'hf-table-choosing'}`}
        style={isNarrow ? undefined : { minWidth: leastWidth(columns) }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={(pages.total ?? 0) + 1}
        aria-multiselectable={bulk !== undefined}
      >
        <Head {...props} columns={columns} isNarrow={isNarrow} />
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map(({ index }, at) => (
            <OneRow
              key={rowKey[at]}
              index={index}
              row={pages.rowAt(index)}
              columns={columns}
              keys={keys}
              open={open}
              selection={selection}
              bulk={bulk}
              tone={props.tone}
            />
          ))}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row extends { id: string }>({
  columns,
  bulk,
  selection,
  sort,
  onSort,
  onWidth,
  isNarrow,
}: RowsProps<Row> & { isNarrow: boolean }) {
  return (
    <>
      <colgroup>
        {bulk !== undefined && <col style={{ width: 36 }} />}
        {columns.map((column) => (
          <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {bulk !== undefined && <AllBox selection={selection} />}
          {columns.map((column, at) => (
            <HeaderCell
              key={column.key}
              column={column}
              sort={sort}
              onSort={onSort}
              onWidth={isNarrow ? undefined : onWidth}
              className={at === 0 && !isNarrow ? 'hf-pinned' : ''}
            />
          ))}
        </tr>
      </thead>
    </>
  );
}

// Columns without a width of their own share what is left, but never get narrower than this.
function leastWidth<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, column) => sum + (typeof column.width === 'number' ? column.width : 112), 0);
}

function AllBox<Row extends { id: string }>({ selection }: { selection: Selection<Row> }) {
  const { t } = useTranslation('design');
  return (
    <th scope="col" className="hf-table-check">
      <Checkbox
        aria-label={t('choose_all')}
        checked={selection.isAll}
        indeterminate={selection.count > 0 && !selection.isAll}
        onChange={() => selection.toggleAll()}
      />
    </th>
  );
}

type OneRowProps<Row extends { id: string }> = {
  index: number;
  row: Row | undefined;
  columns: readonly Column<Row>[];
  keys: ReturnType<typeof useRowKeys<Row>>;
  open: ((row: Row) => void) | undefined;
  selection: Selection<Row>;
  bulk: TableProps<Row>['bulk'];
  tone: TableProps<Row>['tone'];
};

function OneRow<Row extends { id: string }>({ index, row, columns, keys, open, selection, bulk, tone }: OneRowProps<Row>) {
  const { t } = useTranslation('design');
  const isChosen = row !== undefined && selection.has(row.id);
  const mark = row === undefined ? undefined : tone?.(row);
  const click = (event: MouseEvent): void => {
    if (row === undefined || (event.target as Element).closest('a,button,input,label') !== null || getSelection()?.toString()) return;
    open?.(row);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={bulk === undefined ? undefined : isChosen}
      className={`${open === undefined ? '' : 'hf-openable'} ${mark === undefined ? '' : `hf-row-${mark}`}`}
      onClick={click}
      {...keys.rowProps(index)}
    >
      {bulk !== undefined && (
        <td className="hf-table-check">
          {row !== undefined && (
            <Checkbox tabIndex={-1} aria-label={t('choose_row')} checked={isChosen} onChange={() => selection.toggle(row)} />
          )}
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.key} className={`${column.align === 'right' ? 'hf-right' : ''} ${at === 0 ? 'hf-pinned' : ''}`}>
          {row === undefined ? <span className="hf-coming" /> : <div className="hf-cell">{column.cell(row)}</div>}
        </td>
      ))}
    </tr>
  );
}

function useOpen<Row>(open: TableProps<Row & { id: string }>['open']): ((row: Row & { id: string }) => void) | undefined {
  const go = useGo();
  const [, set] = useFilters();
  if (open === undefined) return undefined;
  return (row) => {
    const where = open(row);
    if (typeof where === 'string') go(where);
    else set(where);
  };
}
