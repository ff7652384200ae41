// Activities: for each, the one role that is accountable and the person behind it, who does it, who is asked and told.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { FilterBar } from '@holdfast/design/filters';
import { Dialog, Form } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { SideDrawer } from '@holdfast/design/side';
import { Answer, Empty } from '@holdfast/design/states';
import { type Column, DataTable } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { Button, MultiSelect, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../rules.ts';
import type { RaciRow } from '../schema.duties.ts';
import type { RoleId } from '../schema.roles.data.ts';
import { useBoth, useRoleTitle } from './role-title.tsx';

const api = createClient();

function useActivities() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return {
    queryKey: ['raci', site_id, as_of ?? null],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/raci', { params: { path: { site_id }, query: as_of === undefined ? {} : { as_of } } })),
  };
}

export function ActivitiesView() {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  const activities = useActivities();
  const columns = useColumns();
  return (
    <>
      <Text c="dimmed">{t('raci.lead')}</Text>
      <DataTable
        label={t('view.activities')}
        name={['raci', site_id, as_of ?? '']}
        isWhole
        columns={columns}
        bar={<FilterBar searchLabel={t('raci.search')} keep={['open', 'sort', 'view', 'as_of']} />}
        height={560}
        load={async (query) => {
          const { activities: all } = await activities.queryFn();
          const words = String(query['search'] ?? '')
            .toLowerCase()
            .split(/\s+/)
            .filter(Boolean);
          const rows = all.filter((it) =>
            words.every((word) => `${it.title.en} ${it.title.de} ${it.who.person_name}`.toLowerCase().includes(word)),
          );
          return { rows: rows.slice(Number(query['offset']), Number(query['offset']) + Number(query['limit'])), total: rows.length };
        }}
        open={(row) => ({ open: row.id })}
        tone={(row) => (row.who.state === 'vacant' ? 'attention' : undefined)}
      />
      <SideDrawer title={t('raci.one')}>{(id) => <OneActivity id={id} />}</SideDrawer>
    </>
  );
}

/** The person accountable; when the role meant is not filled, which one it fell to. */
function Who({ it }: { it: RaciRow }) {
  const { t } = useTranslation('appointments');
  const title = useRoleTitle();
  const { who } = it;
  if (who.person_name === null) return <Badge tone="attention">{t('nobody')}</Badge>;
  const fell = who.role === who.asked_role ? null : t('fell_to', { role: title(who.role) });
  return (
    <>
      {who.person_name}
      {(fell !== null || who.state !== 'accepted') && (
        <Text span size="xs" c="dimmed">
          {' '}
          {[fell, who.state === 'accepted' ? null : t(`who_state.${who.state}`)].filter(Boolean).join(', ')}
        </Text>
      )}
    </>
  );
}

function useColumns(): Column<RaciRow>[] {
  const { t } = useTranslation('appointments');
  const say = useBoth();
  const title = useRoleTitle();
  const list = (key: 'responsible' | 'consulted' | 'informed'): Column<RaciRow> => ({
    key,
    header: t(`raci.${key}`),
    narrow: false,
    width: 150,
    cell: (it) => it[key].map(title).join(', '),
    text: (it) => it[key].map(title).join(', '),
  });
  return [
    { key: 'title', header: t('raci.activity'), width: 230, cell: (it) => say(it.title), text: (it) => say(it.title) },
    {
      key: 'accountable',
      header: t('raci.accountable'),
      width: 170,
      narrow: false,
      cell: (it) => title(it.accountable),
      text: (it) => title(it.accountable),
    },
    { key: 'who', header: t('raci.person'), width: 260, cell: (it) => <Who it={it} />, text: (it) => it.who.person_name ?? '' },
    {
      key: 'deputy',
      header: t('field.deputy'),
      width: 140,
      narrow: false,
      cell: (it) => it.who.deputy_name ?? '',
      text: (it) => it.who.deputy_name ?? '',
    },
    list('responsible'),
    list('consulted'),
    { ...list('informed'), hidden: true },
  ];
}

function OneActivity({ id }: { id: string }) {
  const { t } = useTranslation('appointments');
  const asked = useQuery(useActivities());
  return (
    <Answer of={asked}>
      {({ activities }) => {
        const found = activities.find((it) => it.id === id);
        return found === undefined ? <Empty title={t('missing')} /> : <ActivityDetail it={found} />;
      }}
    </Answer>
  );
}

function ActivityDetail({ it }: { it: RaciRow }) {
  const { t } = useTranslation('appointments');
  const { may, path } = usePlace();
  const { is } = useAsOf();
  const say = useBoth();
  const title = useRoleTitle();
  const [isOpen, setOpen] = useState(false);
  const cause =
    it.cause !== null &&
    (it.cause.type === 'finding' ? (
      <Go to={path('findings')} search={{ open: it.cause.id }}>
        {t('cause.finding')}
      </Go>
    ) : (
      t('cause.exercise')
    ));
  return (
    <Stack gap="md">
      <Title order={2}>{say(it.title)}</Title>
      <Facts
        rows={[
          [t('raci.accountable'), title(it.accountable)],
          [t('raci.person'), <Who key="who" it={it} />],
          [t('field.deputy'), it.who.deputy_name],
          [t('raci.responsible'), it.responsible.map(title).join(', ') || t('raci.none')],
          [t('raci.consulted'), it.consulted.map(title).join(', ') || t('raci.none')],
          [t('raci.informed'), it.informed.map(title).join(', ') || t('raci.none')],
          [t('raci.serves'), it.requirements.join(', ')],
          [
            t('raci.set'),
            it.source === 'default'
              ? t('raci.default')
              : [it.changed_by_name, <Time key="at" at={it.changed_at} />].map((each, at) => <span key={at}>{each} </span>),
          ],
          ...(cause === false ? [] : [[t('raci.cause'), cause] as const]),
        ]}
      />
      {is === 'now' && may('responsibilities.keep') && (
        <Button w="fit-content" onClick={() => setOpen(true)}>
          {t('change')}
        </Button>
      )}
      <Dialog title={say(it.title)} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <ChangeRaci it={it} onClose={() => setOpen(false)} />}
      </Dialog>
      {is === 'now' && it.source === 'set' && (
        <RecordHistory type="activity" id={it.id} title={say(it.title)} opens="responsibilities?view=activities" />
      )}
    </Stack>
  );
}

type Lists = { responsible: RoleId[]; consulted: RoleId[]; informed: RoleId[] };

function ChangeRaci({ it, onClose }: { it: RaciRow; onClose: () => void }) {
  const { t } = useTranslation('appointments');
  const { site_id } = usePlace();
  const title = useRoleTitle();
  const [accountable, setAccountable] = useState<RoleId>(it.accountable);
  const [lists, setLists] = useState<Lists>({ responsible: it.responsible, consulted: it.consulted, informed: it.informed });
  const [cause, setCause] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const findings = useQuery({
    queryKey: ['findings', site_id, 'causes'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/findings', { params: { path: { site_id }, query: { limit: 100 } } })),
  });
  const data = roles.map(({ id }) => ({ value: id, label: title(id) }));
  const save = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/raci/{activity_id}', {
          params: { path: { site_id, activity_id: it.id } },
          body: { accountable, ...lists, cause: cause === null ? null : { type: 'finding', id: cause }, version: it.version, reason },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  // A role stands in one column: chosen in another, it leaves the first.
  const choose = (key: keyof Lists, chosen: string[]): void => {
    const without = (mine: RoleId[]): RoleId[] => mine.filter((role) => !chosen.includes(role));
    const others = { responsible: without(lists.responsible), consulted: without(lists.consulted), informed: without(lists.informed) };
    setLists({ ...others, [key]: chosen.filter((role) => role !== accountable) });
  };
  const chooseAccountable = (role: RoleId): void => {
    setAccountable(role);
    setLists({
      responsible: lists.responsible.filter((each) => each !== role),
      consulted: lists.consulted.filter((each) => each !== role),
      informed: lists.informed.filter((each) => each !== role),
    });
  };
  return (
    <Form submit={t('save')} busy={save.busy} disabled={reason.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('raci.accountable')}
        description={t('raci.one_only')}
        data={data}
        allowDeselect={false}
        searchable
        value={accountable}
        onChange={(role) => role !== null && chooseAccountable(role as RoleId)}
      />
      {(['responsible', 'consulted', 'informed'] as const).map((key) => (
        <MultiSelect
          key={key}
          label={t(`raci.${key}`)}
          data={data.filter(({ value }) => value !== accountable)}
          searchable
          value={lists[key]}
          onChange={(chosen) => choose(key, chosen)}
        />
      ))}
      <Select
        label={t('raci.cause')}
        description={t('raci.cause_note')}
        clearable
        searchable
        data={(findings.data?.rows ?? []).map((row) => ({ value: row.id, label: findingWord(row) }))}
        value={cause}
        onChange={setCause}
      />
      <Textarea
        label={t('reason')}
        required
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </Form>
  );
}

const findingWord = (row: object): string => {
  const it = row as { title?: string; kind?: string; asset_name?: string | null; id: string };
  return [it.title ?? it.kind, it.asset_name, it.id.slice(0, 8)].filter(Boolean).join(' · ');
};
