// The clock: whether it is right, this device's beside it, and the time servers it is compared with.
import './clock.css';
import { Button, Group, Text, Textarea } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Form } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeServer, Verdict } from '../schema.ts';
import { secondsOf, useClock } from './clock-state.ts';
import { lineOf, readLines } from './server-lines.ts';

const api = createClient();
const tones: Record<Verdict, Tone> = { unchecked: 'unknown', right: 'good', off: 'alarm', unanswered: 'attention' };

export function ClockPage() {
  const { t, i18n } = useTranslation('clock');
  const clock = useClock();
  const seconds = (ms: number): string => t('seconds', { seconds: secondsOf(ms, i18n.language) });
  const device = (ms: number | null) =>
    ms === null ? (
      <Badge tone="good">{t('state.device_right')}</Badge>
    ) : (
      <Badge tone="attention">{t('state.device_off', { seconds: secondsOf(ms, i18n.language) })}</Badge>
    );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Panel title={t('state.title')}>
        <Answer of={clock}>
          {(it) => (
            <Facts
              rows={[
                [
                  t('state.verdict'),
                  <Badge key="verdict" tone={tones[it.verdict]}>
                    {t(`verdict.${it.verdict}`)}
                  </Badge>,
                ],
                [t('state.offset'), it.offset_ms === null ? null : seconds(it.offset_ms)],
                [t('state.now'), <Time key="now" at={it.server_time} />],
                [t('state.device'), device(it.device_ms)],
              ]}
            />
          )}
        </Answer>
      </Panel>
      <Servers />
    </Page>
  );
}

function Servers() {
  const { t } = useTranslation('clock');
  const { may } = usePlace();
  const asked = useQuery({ queryKey: ['clock', 'servers'], queryFn: () => take(api.GET('/api/v1/clock/servers')) });
  return (
    <Panel title={t('servers.title')}>
      <Text c="dimmed">{t('servers.says')}</Text>
      <Answer of={asked}>
        {({ rows }) => (
          <>
            {rows.length === 0 ? <Text mt="sm">{t('servers.none')}</Text> : <Rows rows={rows} />}
            {may('clock.keep') && <ServerForm key={rows.map(lineOf).join()} rows={rows} />}
          </>
        )}
      </Answer>
    </Panel>
  );
}

function Rows({ rows }: { rows: readonly TimeServer[] }) {
  const { t, i18n } = useTranslation('clock');
  return (
    <table className="hf-clock-servers">
      <thead>
        <tr>
          {(['host', 'answered', 'offset', 'fault'] as const).map((key) => (
            <th key={key} scope="col">
              {t(`servers.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((it) => (
          <tr key={lineOf(it)}>
            <th scope="row">{lineOf(it)}</th>
            <td>{it.answered_at === null ? t('servers.never') : <Time at={it.answered_at} />}</td>
            <td>{it.offset_ms === null ? '–' : t('seconds', { seconds: secondsOf(it.offset_ms, i18n.language) })}</td>
            <td>{it.fault === null ? '–' : t(`fault.${it.fault}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ServerForm({ rows }: { rows: readonly TimeServer[] }) {
  const { t } = useTranslation('clock');
  const [text, setText] = useState(rows.map(lineOf).join('\n'));
  const read = readLines(text);
  const wrong =
    'wrong' in read ? t('servers.wrong_line', { line: read.wrong }) : read.servers.length > 4 ? t('servers.too_many') : undefined;
  const save = useAct(() => take(api.PUT('/api/v1/clock/servers', { body: { servers: 'servers' in read ? read.servers : [] } })), {
    done: t('servers.saved'),
  });
  const ask = useAct(() => take(api.POST('/api/v1/clock/comparison', { body: {} })), { done: t('servers.asked') });
  return (
    <div className="hf-clock-form">
      <Form submit={t('servers.save')} busy={save.busy} disabled={wrong !== undefined} onSubmit={() => void save.run(undefined)}>
        <Textarea
          label={t('servers.field')}
          description={t('servers.field_note')}
          autosize
          minRows={3}
          value={text}
          error={wrong}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Form>
      {rows.length > 0 && (
        <Group mt="sm">
          <Button variant="default" loading={ask.busy} onClick={() => void ask.run(undefined)}>
            {t('servers.ask')}
          </Button>
        </Group>
      )}
    </div>
  );
}
