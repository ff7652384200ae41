// Findings: what is abnormal and waits for a decision.
import { SegmentedControl } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SideDrawer } from '@holdfast/design/side';
import { Empty } from '@holdfast/design/states';
import { codeWords, type Column, DataTable } from '@holdfast/design/table';
import { Time, useNumbers } from '@holdfast/design/time';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useTranslation } from 'react-i18next';
import { type Finding, findingKind, findingState } from '../schema.ts';
import { isSettled } from '../rules.ts';
import { AbsenceRule } from './absence-rule.tsx';
import { DecideFindings } from './decide-findings.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { FindingKind, FindingState, Leads, useFindingSentence } from './sentence.tsx';
import { zonesOf } from './word-finding.ts';

const api = createClient();
/** What is shown until somebody asks for the closed ones too. */
const undecided = 'open,investigating';
const handled = 'accepted,being_fixed,in_incident';
const settled = 'fixed,closed';

export function FindingsPage() {
  const { t } = useTranslation('findings');
  const { site_id, may } = usePlace();
  const [{ state = undecided }] = useFilters();
  const columns = useFindingColumns();
  return (
    <Page title={t('title')} lead={t('lead')} fill>
      <DataTable
        label={t('title')}
        name={['findings', site_id]}
        path={`/api/v1/sites/${site_id}/findings`}
        columns={columns}
        bar={
          <>
            <FindingFilters />
            {state === handled && <AbsenceRule />}
          </>
        }
        filters={['kind', 'zone_id']}
        fixed={state === 'all' ? {} : { state }}
        load={(query) => take(api.GET('/api/v1/sites/{site_id}/findings', { params: { path: { site_id }, query } }))}
        open={(row) => ({ open: row.id })}
        tone={(row) =>
          isSettled(row.state) || row.state === 'accepted' ? 'off' : row.kind === 'conduit_without_list' ? 'attention' : 'alarm'
        }
        bulk={
          may('findings.decide')
            ? (selection) => <DecideFindings findings={selection.rows} chosen={selection} onDone={selection.clear} />
            : undefined
        }
        empty={<NothingOpen />}
      />
      <SideDrawer title={t('detail.title')}>{(id) => <FindingDetail finding_id={id} />}</SideDrawer>
    </Page>
  );
}

function NothingOpen() {
  const { t } = useTranslation('findings');
  const [{ state = undecided }] = useFilters();
  const of = state === handled ? 'empty_handled' : state === settled ? 'empty_settled' : 'empty';
  return (
    <>
      <FindingFilters />
      {state === handled && <AbsenceRule />}
      <Empty title={t(`${of}.title`)}>{t(`${of}.text`)}</Empty>
    </>
  );
}

function FindingFilters() {
  const { t } = useTranslation('findings');
  const [{ state = undecided }, set] = useFilters();
  return (
    <FilterBar
      searchLabel={t('search')}
      keep={['open', 'sort', 'state']}
      choices={[
        { key: 'kind', label: t('column.kind'), options: findingKind.options.map((value) => ({ value, label: t(`kind.${value}`) })) },
      ]}
    >
      <SegmentedControl
        aria-label={t('column.state')}
        value={state === 'open' ? undecided : state}
        onChange={(next) => set({ state: next === undecided ? null : next })}
        data={[
          { value: undecided, label: t('show.open') },
          { value: handled, label: t('show.handled') },
          { value: settled, label: t('show.closed') },
          { value: 'all', label: t('show.all') },
        ]}
      />
    </FilterBar>
  );
}

/** The line told something at the same time. */
function BesideMark({ count: messages }: { count: number }) {
  const { t } = useTranslation('line-messages');
  const { count } = useNumbers();
  return (
    <span title={t('beside.mark_says', { count: messages, shown: count(messages) })}>
      <Badge tone="attention">{t('beside.mark', { shown: count(messages) })}</Badge>{' '}
    </span>
  );
}

function useFindingColumns(): Column<Finding>[] {
  const { t } = useTranslation('findings');
  const sentence = useFindingSentence();
  const say = useZoneName();
  return [
    {
      key: 'kind',
      words: codeWords(findingKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))),
      header: t('column.kind'),
      sort: 'kind',
      width: 244,
      cell: (it) => <FindingKind finding={it} />,
      text: (it) => it.kind,
    },
    {
      key: 'what',
      says: true,
      header: t('column.what'),
      cell: (it) => (
        <>
          {it.line_messages > 0 && <BesideMark count={it.line_messages} />}
          <span title={sentence(it)}>{sentence(it)}</span>
        </>
      ),
      text: sentence,
    },
    {
      key: 'zone',
      header: t('column.zone'),
      sort: 'zone_name',
      width: 188,
      narrow: false,
      cell: (it) => <span title={zonesOf(it, say) ?? undefined}>{zonesOf(it, say)}</span>,
      text: (it) => zonesOf(it, say) ?? '',
      says: true,
    },
    {
      key: 'attack',
      header: 'ATT&CK',
      width: 96,
      narrow: false,
      cell: (it) => <Leads ids={it.attack} />,
      text: (it) => it.attack.join(' '),
    },
    {
      key: 'state',
      words: codeWords(findingState.options.map((value) => ({ value, label: t(`state.${value}`) }))),
      header: t('column.state'),
      sort: 'state',
      width: 104,
      narrow: false,
      cell: (it) => <FindingState finding={it} />,
      text: (it) => it.state,
    },
    {
      key: 'last_seen',
      header: t('column.last_seen'),
      sort: 'last_seen',
      width: 140,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen,
    },
  ];
}
