// A column's head: its name, and sorting where the server can.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column } from './table-data.tsx';

type HeaderProps<Row> = { column: Column<Row>; sort: string | undefined; onSort: (sort: string) => void };

export function HeaderCell<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const isUp = column.sort !== undefined && sort === column.sort;
  const isDown = column.sort !== undefined && sort === `-${column.sort}`;
  const side = column.align === 'right' ? 'hf-right' : undefined;
  if (column.sort === undefined)
    return (
      <th scope="col" className={side}>
        {column.header}
      </th>
    );
  return (
    <th scope="col" className={side} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <button type="button" className="hf-sort" onClick={() => onSort(isUp ? `-${column.sort}` : `${column.sort}`)}>
        {column.header}
        {isUp && <IconArrowUp size={12} aria-hidden />}
        {isDown && <IconArrowDown size={12} aria-hidden />}
      </button>
    </th>
  );
}
