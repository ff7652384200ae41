// The one table of all lists: sorts and filters on the server, scrolls through any number of rows, goes by keyboard, keeps views and columns.
import './table.css';
import './print.css';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFilters } from './filters.tsx';
import { Empty, Fault, Loading } from './states.tsx';
import { ColumnPicker, useColumns } from './table-columns.tsx';
import { type TableProps, usePages } from './table-data.tsx';
import { ExportMenu } from './table-export.tsx';
import { TableHelp } from './table-help.tsx';
import { type Selection, useSelection } from './table-keys.tsx';
import { Rows } from './table-rows.tsx';
import { useViews, ViewsMenu } from './table-views.tsx';
import { useNumbers } from './time.tsx';

export { codeWords, type Column, type Load, sliced, type TableProps } from './table-data.tsx';
export { type Chosen, chosenOf } from './table-keys.tsx';

export function DataTable<Row extends { id: string }>(props: TableProps<Row>) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  // A list beside others, of one object, keeps no views and listens to no loose keys.
  const isMain =
    props.bar !== undefined && !(typeof props.height === 'number' && props.fixed !== undefined && Object.keys(props.fixed).length > 0);
  const views = useViews(props.name[0] ?? 'list', isMain);
  const columns = useColumns(props.columns, { layout: views.kept.layout, viewLayout: views.view?.layout ?? null, keep: views.keepLayout });
  const own = Object.fromEntries(['search', ...(props.filters ?? [])].flatMap((key) => (filters[key] ? [[key, filters[key]]] : [])));
  const sort = filters.sort ?? props.sort;
  const filter = { ...own, ...props.fixed };
  const query = { ...filter, ...(sort === undefined ? {} : { sort }) };
  const pages = usePages(props.name, query, props.load, props.refreshMs);
  const selection = useSelection({
    loaded: pages.loaded,
    total: pages.total ?? 0,
    queryKey: JSON.stringify(filter),
    choose: (excluded_ids) => views.services!.choose(props.path!, { query: filter, excluded_ids, seen: pages.total ?? 0 }),
  });
  if (pages.error !== null) return <Fault error={pages.error} retry={pages.retry} />;
  if (pages.total === null || !views.isReady) return <Loading />;
  if (pages.total === 0 && Object.keys(own).length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  const mayAll = views.services !== null && props.path !== undefined && props.isWhole !== true && props.bulk !== undefined;
  return (
    <div className={props.height === 'fill' || props.height === undefined ? 'hf-table-box hf-table-fill' : 'hf-table-box'}>
      <div className="hf-table-bar">
        <div className="hf-table-bar-left">
          {props.bar}
          {selection.count > 0 && props.bulk?.(selection)}
        </div>
        <Group gap="xs" mih={30} className="hf-table-tools">
          <Count selection={selection} total={pages.total} mayAll={mayAll} />
          {props.tools}
          {isMain && <ViewsMenu views={views} layout={columns.layout} />}
          {isMain && <ColumnPicker columns={props.columns} layout={columns.layout} onChange={columns.change} />}
          <ExportMenu {...props} isMain={isMain} columns={columns.shown} query={query} sample={pages.loaded[0]} />
        </Group>
      </div>
      {pages.total === 0 ? (
        <Empty
          title={t('nothing_matches')}
          action={<ClearButton onClear={() => set(Object.fromEntries(Object.keys(own).map((key) => [key, null])))} />}
        />
      ) : (
        <Rows
          {...props}
          columns={columns.shown}
          pages={pages}
          selection={selection}
          sort={sort}
          onSort={(next) => set({ sort: next })}
          onWidth={columns.setWidth}
          isMain={isMain}
        />
      )}
      <TableHelp isOn={isMain} />
    </div>
  );
}

type CountProps<Row> = { selection: Selection<Row>; total: number; mayAll: boolean };

/** How many rows, how many of them chosen, and the way to choose all that match. */
function Count<Row>({ selection, total, mayAll }: CountProps<Row>) {
  const { t } = useTranslation('design');
  const { count } = useNumbers();
  return (
    <>
      <Text c="dimmed" role="status">
        {selection.count > 0
          ? t('selected', { count: selection.count, shown: count(selection.count), total: count(total) })
          : t('rows', { count: total, shown: count(total) })}
      </Text>
      {mayAll && selection.isAll && !selection.isEverything && selection.count < total && (
        <Button variant="light" onClick={selection.chooseEverything}>
          {t('choose_everything', { total: count(total) })}
        </Button>
      )}
      {selection.count > 0 && (
        <Button variant="subtle" onClick={selection.clear}>
          {t('choose_none')}
        </Button>
      )}
    </>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('design');
  return (
    <Button variant="default" onClick={onClear}>
      {t('clear_filters')}
    </Button>
  );
}
