// Switch tables: paste what the switch prints, look at what it would change, apply it; and the tables that came in.
import './switch-tables.css';
import { Button, FileButton, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SwitchTable, TablePreview } from '../schema.ts';
import { Preview } from './preview.tsx';

const api = createClient();
type Asked = { switch_id: string; text: string; read_at: string };

export function SwitchTablesPage() {
  const { t } = useTranslation('switch-tables');
  const { may } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')}>
      {may('switch_tables.apply') && <PasteTable />}
      <Applied />
    </Page>
  );
}

function PasteTable() {
  const { t } = useTranslation('switch-tables');
  const { path } = usePlace();
  const switches = useSwitches();
  const [switch_id, setSwitch] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [readAt, setReadAt] = useState('');
  const [seen, setSeen] = useState<TablePreview | null>(null);
  const { look, apply } = useTableActs(setSeen);
  const asked = (): Asked => ({ switch_id: switch_id ?? '', text, read_at: (readAt === '' ? new Date() : new Date(readAt)).toISOString() });
  const change = (next: string): void => {
    setText(next);
    setSeen(null);
  };
  const send = async (): Promise<void> => {
    if (await apply.run(asked())) change('');
  };
  return (
    <Panel title={t('paste.title')}>
      <div className="hf-switch-form">
        <Group gap="md" align="flex-end">
          <Select
            label={t('switch')}
            data={switches}
            searchable
            required
            w={280}
            value={switch_id}
            onChange={setSwitch}
            description={
              <>
                {t('switch_note')} <Go to={path('assets')}>{t('switch_to')}</Go>
              </>
            }
            nothingFoundMessage={t('no_switch')}
          />
          <TextInput
            type="datetime-local"
            label={t('read_at')}
            description={t('read_at_note')}
            value={readAt}
            onChange={(event) => setReadAt(event.currentTarget.value)}
          />
          <FileButton accept=".txt,.csv,.log,text/plain,text/csv" onChange={(file) => void file?.text().then(change)}>
            {(props) => (
              <Button variant="default" {...props}>
                {t('paste.file')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Textarea
          label={t('paste.text')}
          description={t('paste.note')}
          autosize
          minRows={5}
          maxRows={14}
          classNames={{ input: 'hf-mono' }}
          spellCheck={false}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <Group gap="sm">
          <WaitingButton
            variant={seen === null ? 'filled' : 'default'}
            missing={switch_id === null ? t('paste.missing_switch') : text.trim() === '' ? t('paste.missing_text') : null}
            loading={look.busy}
            onClick={() => void look.run(asked())}
          >
            {t('paste.look')}
          </WaitingButton>
          {seen !== null && (
            <Button loading={apply.busy} onClick={() => void send()}>
              {t('paste.apply', { count: seen.rows.length })}
            </Button>
          )}
        </Group>
        {seen !== null && <Preview seen={seen} />}
      </div>
    </Panel>
  );
}

function useTableActs(show: (seen: TablePreview | null) => void) {
  const { t } = useTranslation('switch-tables');
  const { site_id } = usePlace();
  const path = { params: { path: { site_id } } };
  const look = useAct(async (body: Asked) =>
    show(await take(api.POST('/api/v1/sites/{site_id}/switch-tables/previews', { ...path, body }))),
  );
  const apply = useAct((body: Asked) => take(api.POST('/api/v1/sites/{site_id}/switch-tables', { ...path, body })), {
    done: t('paste.done'),
  });
  return { look, apply };
}

function useSwitches(): { value: string; label: string }[] {
  const { site_id } = usePlace();
  const query = { kind: 'switch,router,firewall,access-point', limit: 1000, sort: 'name' };
  const found = useQuery({
    queryKey: ['assets', site_id, 'switches'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path: { site_id }, query } })),
  });
  return (found.data?.rows ?? []).map((it) => ({ value: it.id, label: [it.name, it.ips[0]].filter(Boolean).join(' · ') }));
}

function Applied() {
  const { t } = useTranslation('switch-tables');
  const { site_id } = usePlace();
  const tables = useQuery({
    queryKey: ['switch-tables', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/switch-tables', { params: { path: { site_id } } })),
  });
  return (
    <Panel title={t('applied.title')} flush>
      <Answer of={tables}>
        {({ rows }) =>
          rows.length === 0 ? <Empty title={t('applied.empty')}>{t('applied.empty_text')}</Empty> : <AppliedRows rows={rows} />
        }
      </Answer>
    </Panel>
  );
}

function AppliedRows({ rows }: { rows: readonly SwitchTable[] }) {
  const { t } = useTranslation('switch-tables');
  const { path } = usePlace();
  return (
    <ul className="hf-switch-applied">
      {rows.map((it) => (
        <li key={it.id}>
          <Go to={path(`assets/${it.switch_id}`)}>{it.switch_name}</Go>
          <Text component="span">
            {t('applied.row', { entries: it.entries, fresh: it.fresh })} · <Time at={it.read_at} />
          </Text>
          <Text component="span" c="dimmed">
            {t('applied.by', { name: it.applied_by_name ?? '' })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
