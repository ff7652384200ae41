// Step 3: what would happen to every row, by tabs with counts; old and new value of each cell, and why a row is refused.
import { Button, Group, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useNumbers } from '@holdfast/design/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordProblem } from '../rules.ts';
import { outcome, type Cell, type ImportRecord, type ImportRow, type Outcome } from '../schema.ts';
import { useFieldName, useFieldValue, useLanguage } from './field-names.tsx';

const api = createClient();
const tones: Readonly<Record<Outcome, Tone>> = { add: 'neutral', change: 'neutral', same: 'good', conflict: 'attention', error: 'alarm' };

export function DryRun({ it }: { it: ImportRecord }) {
  const { t } = useTranslation('imports');
  const { count } = useNumbers();
  const counts = it.counts!;
  const filled = outcome.options.filter((name) => counts[name] > 0);
  const [tab, setTab] = useState<Outcome | null>(counts.error > 0 ? 'error' : counts.conflict > 0 ? 'conflict' : (filled[0] ?? null));
  return (
    <Panel title={t('look.title')}>
      <Group gap="xs" role="group" aria-label={t('look.tabs')} mb="sm">
        {outcome.options.map((name) => (
          <Button
            key={name}
            size="xs"
            variant={tab === name ? 'filled' : 'default'}
            aria-pressed={tab === name}
            disabled={counts[name] === 0}
            onClick={() => setTab(name)}
          >
            {t(`outcome.${name}`)} {count(counts[name])}
          </Button>
        ))}
      </Group>
      {tab !== null && <Rows key={`${tab}${it.plan_sha256}`} it={it} tab={tab} />}
    </Panel>
  );
}

const pageRows = 50;

/** A page of rows, each as high as what it says. */
function Rows({ it, tab }: { it: ImportRecord; tab: Outcome }) {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  const { count } = useNumbers();
  const [offset, setOffset] = useState(0);
  const path = { site_id, import_id: it.id };
  const query = { outcome: tab, limit: pageRows, offset };
  const asked = useQuery({
    queryKey: ['imports', site_id, it.id, 'rows', tab, it.plan_sha256, offset],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/imports/{import_id}/rows', { params: { path, query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer of={asked}>
      {({ rows, total }) => (
        <>
          <div className="hf-import-scroll" tabIndex={0} role="region" aria-label={t(`outcome.${tab}`)}>
            <table className="hf-import-rows">
              <thead>
                <tr>
                  <th scope="col">{t(it.source === 'sheet' ? 'look.row' : 'look.number')}</th>
                  <th scope="col">{t('look.name')}</th>
                  <th scope="col">{t('look.what')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td title={row.place ?? undefined}>{count(row.row_number)}</td>
                    <td>
                      <RowName it={it} row={row} />
                    </td>
                    <td>
                      <What it={it} row={row} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {total > pageRows && (
            <Group gap="sm" mt="sm">
              <Button variant="default" size="xs" disabled={offset === 0} onClick={() => setOffset(offset - pageRows)}>
                {t('look.before')}
              </Button>
              <Button variant="default" size="xs" disabled={offset + pageRows >= total} onClick={() => setOffset(offset + pageRows)}>
                {t('look.after')}
              </Button>
              <Text c="dimmed">
                {t('look.page', { from: count(offset + 1), to: count(Math.min(total, offset + pageRows)), total: count(total) })}
              </Text>
            </Group>
          )}
        </>
      )}
    </Answer>
  );
}

function RowName({ it, row }: { it: ImportRecord; row: ImportRow }) {
  const { path } = usePlace();
  if (row.subject_id === null || it.kind !== 'asset' || it.state === 'undone') return <span>{row.label}</span>;
  return <Go to={path(`assets/${row.subject_id}`)}>{row.label}</Go>;
}

function What({ it, row }: { it: ImportRecord; row: ImportRow }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const shown = row.cells.filter((cell) => cell.state !== 'same');
  return (
    <ul className="hf-import-what">
      {row.problems.map((why) => (
        <li key={`${why.code}${why.field}`}>
          <Badge tone={tones.error}>{why.column ?? t('look.row')}</Badge> {wordProblem(why, language)}
        </li>
      ))}
      {shown.slice(0, 12).map((cell) => (
        <CellLine key={cell.field} it={it} cell={cell} />
      ))}
      {shown.length > 12 && <li className="hf-unknown">{t('look.more', { count: shown.length - 12 })}</li>}
    </ul>
  );
}

function CellLine({ it, cell }: { it: ImportRecord; cell: Cell }) {
  const { t } = useTranslation('imports');
  const fieldName = useFieldName(it.kind);
  const valueOf = useFieldValue(it.kind);
  const stays = cell.state === 'beside' || cell.state === 'conflict';
  return (
    <li>
      <span className="hf-import-field">{fieldName(cell.field)}</span>{' '}
      {stays ? (
        <>
          <ins>{valueOf(cell.field, cell.from ?? '')}</ins> {t(`stays.${cell.state}`, { value: valueOf(cell.field, cell.to) })}{' '}
          <Badge tone="attention">{t(`says.${cell.says ?? 'person'}`)}</Badge>
        </>
      ) : (
        <>
          {cell.from !== null && (
            <>
              <del>{valueOf(cell.field, cell.from)}</del> <span aria-hidden>→</span>{' '}
            </>
          )}
          <ins>{valueOf(cell.field, cell.to)}</ins>
        </>
      )}
    </li>
  );
}
