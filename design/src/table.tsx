// The one table of all lists: sorts and filters on the server, scrolls through any number of rows, goes by keyboard.
import './table.css';
import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFilters } from './filters.tsx';
import { Empty, Fault, Loading } from './states.tsx';
import { type Column, type Load, type TableProps, useDownload, usePages } from './table-data.tsx';
import { Rows } from './table-rows.tsx';
import { useSelection } from './table-keys.tsx';
import { useNumbers } from './time.tsx';

export { type Column, type Load, sliced, type TableProps } from './table-data.tsx';

export function DataTable<Row extends { id: string }>(props: TableProps<Row>) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  const own = Object.fromEntries(['search', ...(props.filters ?? [])].flatMap((key) => (filters[key] ? [[key, filters[key]]] : [])));
  const sort = filters.sort ?? props.sort;
  const query = { ...own, ...props.fixed, ...(sort === undefined ? {} : { sort }) };
  const pages = usePages(props.name, query, props.load, props.refreshMs);
  const selection = useSelection(pages.loaded);
  const { count } = useNumbers();
  if (pages.error !== null) return <Fault error={pages.error} retry={pages.retry} />;
  if (pages.total === null) return <Loading />;
  if (pages.total === 0 && Object.keys(own).length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <div className={props.height === 'fill' || props.height === undefined ? 'hf-table-box hf-table-fill' : 'hf-table-box'}>
      <div className="hf-table-bar">
        <div className="hf-table-bar-left">
          {props.bar}
          {selection.rows.length > 0 && props.bulk?.(selection)}
        </div>
        <Group gap="sm" mih={30}>
          <Text c="dimmed" role="status">
            {selection.rows.length > 0
              ? t('selected', { count: selection.rows.length, total: count(pages.total) })
              : t('rows', { count: pages.total, shown: count(pages.total) })}
          </Text>
          {props.tools}
          <ExportButton label={props.label} columns={props.columns} query={query} load={props.load} />
        </Group>
      </div>
      {pages.total === 0 ? (
        <Empty
          title={t('nothing_matches')}
          action={<ClearButton onClear={() => set(Object.fromEntries(Object.keys(own).map((key) => [key, null])))} />}
        />
      ) : (
        <Rows {...props} pages={pages} selection={selection} sort={sort} onSort={(next) => set({ sort: next })} />
      )}
    </div>
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

type ExportProps<Row> = { label: string; columns: readonly Column<Row>[]; query: Record<string, string>; load: Load<Row> };

function ExportButton<Row>({ label, columns, query, load }: ExportProps<Row>) {
  const { t } = useTranslation('design');
  const download = useDownload(label, columns, query, load);
  return (
    <Button
      variant="subtle"
      leftSection={<IconDownload size={14} aria-hidden />}
      loading={download.busy}
      onClick={() => void download.run(undefined)}
    >
      {t('export_csv')}
    </Button>
  );
}
