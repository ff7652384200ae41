// A list taken along: as a sheet, as CSV, or on paper; all rows that match, with what they were filtered by.
import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAct } from './act.tsx';
import { useAsOf } from './as-of.tsx';
import { csvText } from './csv.ts';
import { filterWords } from './filter-words.tsx';
import { type ExportBody, useListServices } from './list-services.tsx';
import { usePlaceName, useTimeZone } from './place.tsx';
import { saveFile } from './save-file.tsx';
import type { Column, Load } from './table-data.tsx';
import { allRows, usePrint } from './table-print.tsx';
import { timeText } from './time.tsx';

export type ExportProps<Row> = {
  label: string;
  path?: string;
  isWhole?: boolean;
  chapterOf?: (row: Row) => string;
  columns: readonly Column<Row>[];
  query: Record<string, string>;
  load: Load<Row>;
  sample: Row | undefined;
  /** The page's main list takes Ctrl-P: the browser alone would print only the rows in view. */
  isMain: boolean;
};

/** The fields of a row a column shows: those it names, else the field of its own name, or its name's. */
export function fieldsOf<Row>(column: Column<Row>, sample: Row | undefined): readonly string[] {
  if (column.fields !== undefined) return column.fields;
  if (typeof sample !== 'object' || sample === null) return [column.key];
  return [column.key, `${column.key}_name`, `${column.key}_at`, `${column.key}s`]
    .filter((field) => Object.hasOwn(sample, field))
    .slice(0, 1);
}

/** What the file or paper says of itself: site, filter, when and by whom. */
export function useAbout(label: string): () => string[][] {
  const { t, i18n } = useTranslation('design');
  const { day } = useAsOf();
  const zone = useTimeZone();
  const site = usePlaceName();
  const person = useListServices()?.person_name;
  return () => {
    const at = new Date().toISOString();
    const filter = filterWords().map(([name, value]) => `${name}: ${value}`);
    return [
      ...(site === null ? [] : [[t('about.site'), site]]),
      [t('about.list'), label],
      ...(day === null ? [] : [[t('about.as_of'), timeText(`${day}T12:00:00Z`, 'UTC', i18n.language, 'day')]]),
      [t('about.filter'), filter.length === 0 ? t('about.no_filter') : filter.join('; ')],
      [t('about.made'), `${timeText(at, zone, i18n.language, 'second')} (${zone}), ${at.slice(0, 19).replace('T', ' ')} UTC`],
      ...(person === undefined ? [] : [[t('about.by'), person]]),
    ];
  };
}

export function ExportMenu<Row extends { id: string }>(props: ExportProps<Row>) {
  const { t } = useTranslation('design');
  const download = useDownload(props);
  const print = usePrint(props, useAbout(props.label));
  // Also while a field has the focus: the day of the page was just chosen in one.
  useHotkeys(props.isMain ? [['mod+P', () => void print.run(undefined)]] : [], []);
  const hasServer = useListServices() !== null && props.path !== undefined;
  const ask = (format: 'csv' | 'xlsx', isAll: boolean) => () => void download.run({ format, isAll });
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <Button variant="subtle" leftSection={<IconDownload size={14} aria-hidden />} loading={download.busy || print.busy}>
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('export.says')}</Menu.Label>
          {hasServer && <Menu.Item onClick={ask('xlsx', false)}>{t('export.xlsx')}</Menu.Item>}
          <Menu.Item onClick={ask('csv', false)}>{t('export.csv')}</Menu.Item>
          {hasServer && <Menu.Item onClick={ask('xlsx', true)}>{t('export.xlsx_all')}</Menu.Item>}
          {hasServer && <Menu.Item onClick={ask('csv', true)}>{t('export.csv_all')}</Menu.Item>}
          <Menu.Divider />
          <Menu.Item onClick={() => void print.run(undefined)}>{t('export.print')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {print.paper}
    </>
  );
}

type Asked = { format: 'csv' | 'xlsx'; isAll: boolean };

function useDownload<Row extends { id: string }>({ label, path, isWhole, columns, query, load, sample }: ExportProps<Row>) {
  const services = useListServices();
  const about = useAbout(label);
  const time_zone = useTimeZone();
  return useAct(async ({ format, isAll }: Asked) => {
    if (services === null || path === undefined)
      return saveFile(`${label}.csv`, csvText(await textLines(columns, query, load)), 'text/csv;charset=utf-8');
    const isWorded = !isAll && columns.some((column) => column.says === true);
    const rows = isWhole === true || isWorded ? (await allRows(query, load)).rows : null;
    const ids = rows === null ? {} : { ids: rows.map((row) => row.id) };
    const body: ExportBody = { format, title: label, query: isWhole === true ? {} : query, ...ids, about: about(), time_zone };
    const shown = columns.flatMap((column): NonNullable<ExportBody['columns']> => {
      const fields = fieldsOf(column, sample);
      if (column.says === true && rows !== null)
        return [{ header: column.header, fields: ['id'], texts: rows.map((row) => column.text?.(row) ?? '') }];
      return fields.length === 0 ? [] : [{ header: column.header, fields, ...(column.words === undefined ? {} : { words: column.words }) }];
    });
    return services.exportList(path, isAll ? body : { ...body, columns: shown });
  });
}

/** A list without a place on the server is written here, from what its columns say. */
async function textLines<Row>(columns: readonly Column<Row>[], query: Record<string, string>, load: Load<Row>): Promise<string[][]> {
  const shown = columns.filter((column) => column.text !== undefined);
  const { rows } = await allRows(query, load);
  return [shown.map((column) => column.header), ...rows.map((row) => shown.map((column) => column.text?.(row) ?? ''))];
}
