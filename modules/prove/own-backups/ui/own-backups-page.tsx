// Set-up, Backups: how Holdfast itself is saved, whether that works, and who could put it back.
import './own-backups.css';
import { Button, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BackupRun, OwnBackups } from '../schema.ts';
import { BackupSetup } from './backup-setup.tsx';
import { RestorationPanel } from './restoration-panel.tsx';
import { Restorers } from './restorers.tsx';

const api = createClient();
const tones: Record<OwnBackups['verdict'], Tone> = { none: 'attention', due: 'attention', fresh: 'good', old: 'alarm', failed: 'alarm' };

export function OwnBackupsPage() {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RestorationPanel />
      {may('own_backups.see') && <Backups />}
    </Page>
  );
}

function Backups() {
  const asked = useQuery({
    queryKey: ['own-backups'],
    queryFn: () => take(api.GET('/api/v1/own-backups')),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running') === true ? 2000 : 60_000),
  });
  return (
    <Answer of={asked}>
      {(it) => (
        <>
          <State it={it} />
          <BackupSetup key={JSON.stringify(it.setting)} setting={it.setting} />
          <Runs it={it} />
          <Restorers people={it.restorers} code={it.code} />
        </>
      )}
    </Answer>
  );
}

function State({ it }: { it: OwnBackups }) {
  const { t } = useTranslation('own-backups');
  const last = it.runs.find(({ state }) => state === 'made');
  return (
    <Panel title={t('state.title')}>
      <Facts
        rows={[
          [
            t('state.verdict'),
            <Badge key="verdict" tone={tones[it.verdict]}>
              {t(`verdict.${it.verdict}`)}
            </Badge>,
          ],
          [t('state.last'), last === undefined ? t('state.never') : <Time key="last" at={last.began_at} />],
          [
            t('state.tested'),
            last === undefined || last.ended_at === null ? (
              t('state.never')
            ) : (
              <span key="tested">
                <Time at={last.ended_at} /> ({t('state.tested_note')})
              </span>
            ),
          ],
        ]}
      />
    </Panel>
  );
}

function Runs({ it }: { it: OwnBackups }) {
  const { t } = useTranslation('own-backups');
  const { may } = usePlace();
  const begin = useAct(() => take(api.POST('/api/v1/own-backups/runs', { body: {} })), { done: t('runs.begun') });
  const isReady = it.setting.folder !== null && it.setting.recovery_key !== null;
  const isRunning = it.runs.some(({ state }) => state === 'running');
  return (
    <Panel
      title={t('runs.title')}
      aside={
        may('own_backups.keep') && (
          <Button disabled={!isReady} loading={begin.busy || isRunning} onClick={() => void begin.run(undefined)}>
            {t('runs.now')}
          </Button>
        )
      }
    >
      {it.runs.length === 0 ? <Text>{t('runs.none')}</Text> : <RunTable runs={it.runs} />}
    </Panel>
  );
}

const heads = ['began', 'state', 'size', 'entries', 'checked', 'file'] as const;

function RunTable({ runs }: { runs: readonly BackupRun[] }) {
  const { t } = useTranslation('own-backups');
  return (
    <div className="hf-backups">
      <table>
        <thead>
          <tr>
            {heads.map((key) => (
              <th key={key} scope="col">
                {t(`runs.${key}`)}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const runTones: Record<BackupRun['state'], Tone> = { running: 'unknown', made: 'good', failed: 'alarm' };

function RunRow({ run }: { run: BackupRun }) {
  const { t } = useTranslation('own-backups');
  const { count } = useNumbers();
  const { may } = usePlace();
  const check = useAct(
    () => take(api.POST('/api/v1/own-backups/runs/{run_id}/check', { params: { path: { run_id: run.id } }, body: {} })),
    { done: t('runs.check_done') },
  );
  const isHere = run.state === 'made' && run.removed_at === null;
  return (
    <tr>
      <th scope="row">
        <Time at={run.began_at} />
      </th>
      <td>
        <Badge tone={run.check_fault === null ? runTones[run.state] : 'alarm'}>
          {run.removed_at !== null
            ? t('runs.removed')
            : run.check_fault !== null
              ? t(`check_fault.${run.check_fault}`)
              : t(`runs.${run.state}`)}
        </Badge>
        {run.fault !== null && <Text size="sm">{t([`fault.${run.fault}`, 'fault.other'], { code: run.fault })}</Text>}
      </td>
      <td>{run.size_bytes === null ? '–' : t('runs.mb', { mb: count(Math.ceil(run.size_bytes / 1e6)) })}</td>
      <td>{run.entries === null ? '–' : count(run.entries)}</td>
      <td>{run.checked_at === null ? '–' : <Time at={run.checked_at} />}</td>
      <td className="hf-mono">{run.path ?? '–'}</td>
      <td>
        {isHere && may('own_backups.keep') && (
          <Button size="compact-sm" variant="default" loading={check.busy} onClick={() => void check.run(undefined)}>
            {t('runs.check')}
          </Button>
        )}
      </td>
    </tr>
  );
}
