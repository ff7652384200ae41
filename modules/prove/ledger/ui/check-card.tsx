// Verify in this browser: the auditor's own check, whose result never comes from the server.
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog } from '@holdfast/design/form';
import { saveFile } from '@holdfast/design/save-file';
import { Time, useNumbers } from '@holdfast/design/time';
import type { CheckReport } from '@holdfast/ledger/rules.check';
import type { LogState } from '@holdfast/ledger/schema';
import { Button, FileInput, Group, Progress, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, readKept, useCheck } from './use-check.ts';

type CheckProps = { base: string; log: LogState };

/** The button that opens the check. Closing the window ends it. */
export function CheckButton({ base, log }: CheckProps) {
  const { t } = useTranslation('ledger');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('check.title')}</Button>
      <Dialog title={t('check.title')} size="lg" opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <CheckForm base={base} log={log} />}
      </Dialog>
    </>
  );
}

/** `base`: the log's address; `log`: what the server says of it, of which only the epoch and (said so) the key are used. */
export function CheckForm({ base, log }: CheckProps) {
  const { t } = useTranslation('ledger');
  const [keys, setKeys] = useState('');
  const [file, setFile] = useState<{ name: string; note: string } | null>(null);
  const [asked, setAsked] = useState<{ isShownKey: boolean; keptAt: string | null }>({ isShownKey: false, keptAt: null });
  const { state, start, cancel } = useCheck();
  const shown = log.vkeys.join('\n');
  const run = (): void => {
    const kept = file === null ? readKept(base) : null;
    setAsked({ isShownKey: keys.trim() === '', keptAt: kept?.at ?? null });
    start({ base, epoch: log.epoch, keys: keys.trim() === '' ? shown : keys, kept: file?.note ?? kept?.note ?? null });
  };
  const report = 'kind' in state && state.kind === 'report' ? state.report : null;
  useEffect(() => {
    if (report?.ok === true && report.note !== null) keep(base, { note: report.note, at: new Date().toISOString() });
  }, [report, base]);
  const isRunning = 'is' in state && state.is === 'running';
  return (
    <Stack gap="md">
      <Text size="sm">{t('check.lead')}</Text>
      <Textarea
        label={t('check.key')}
        description={t('check.key_note')}
        placeholder={t('check.key_shown')}
        autosize
        minRows={2}
        maxRows={6}
        className="hf-mono"
        spellCheck={false}
        value={keys}
        onChange={(event) => setKeys(event.currentTarget.value)}
      />
      <FileInput
        label={t('check.older')}
        description={t('check.older_note')}
        clearable
        clearButtonProps={{ 'aria-label': t('check.older_clear') }}
        onChange={(chosen) => void readNote(chosen).then(setFile)}
      />
      <Group gap="sm">
        <Button onClick={run} disabled={isRunning}>
          {t('check.start')}
        </Button>
        {isRunning && (
          <Button variant="default" onClick={cancel}>
            {t('check.cancel')}
          </Button>
        )}
      </Group>
      {isRunning && <Running done={state.done} size={state.size} />}
      <div aria-live="polite">
        {'kind' in state && state.kind === 'broken' && (
          <Group gap="sm">
            <Badge tone="alarm">{t('check.broken')}</Badge>
            <Text>{t('check.broken_note', { message: state.message })}</Text>
          </Group>
        )}
        {report !== null && 'took_ms' in state && <Report report={report} tookMs={state.took_ms} {...asked} />}
      </div>
    </Stack>
  );
}

async function readNote(file: File | null): Promise<{ name: string; note: string } | null> {
  return file === null ? null : { name: file.name, note: await file.text() };
}

function Running({ done, size }: { done: number; size: number }) {
  const { t } = useTranslation('ledger');
  const { count } = useNumbers();
  return (
    <div>
      <Progress value={size === 0 ? 0 : (done / size) * 100} aria-label={t('check.running')} />
      <Text size="sm" c="dimmed">
        {t('check.progress', { done: count(done), size: count(size) })}
      </Text>
    </div>
  );
}

type ReportProps = { report: CheckReport; tookMs: number; isShownKey: boolean; keptAt: string | null };

function Report({ report, tookMs, isShownKey, keptAt }: ReportProps) {
  const { t } = useTranslation('ledger');
  const { count } = useNumbers();
  const { fault, kept, note, root } = report;
  const words = { entries: count(report.entries), size: count(report.size), seconds: (tookMs / 1000).toFixed(1) };
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Badge tone={report.ok ? 'good' : 'alarm'}>{t(report.ok ? 'check.holds' : 'check.fails')}</Badge>
        <Text>
          {fault !== null
            ? t(`check.fault.${fault.code}`, { ...words, first: 'first' in fault ? count(fault.first) : '' })
            : t(report.ok ? 'check.holds_says' : `check.kept.${kept.verdict}`, { ...words, kept: count(kept.size ?? 0) })}
        </Text>
      </Group>
      {root !== null && (
        <Facts
          rows={[
            [t('check.log'), report.origin],
            [
              t('root'),
              <span key="root" className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
                {root}
              </span>,
            ],
            [t('signed_by'), <Signers key="signers" report={report} />],
            [
              t('check.compared'),
              <span key="kept">
                {t(`check.kept.${kept.verdict}`, { kept: count(kept.size ?? 0), size: words.size })}{' '}
                {keptAt !== null && <Time at={keptAt} />}
              </span>,
            ],
          ]}
        />
      )}
      <NotChecked report={report} isShownKey={isShownKey} />
      {report.ok && note !== null && (
        <Group gap="sm">
          <Button variant="default" onClick={() => saveFile(`checkpoint-${report.size}.txt`, note, 'text/plain')}>
            {t('check.save')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('check.saved_here')}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function Signers({ report: { signers } }: { report: CheckReport }) {
  return (
    <>
      {signers.map(({ name, timestamp }) => (
        <div key={`${name} ${timestamp === null}`}>
          {name} {timestamp !== null && <Time at={new Date(timestamp * 1000).toISOString()} style="second" />}
        </div>
      ))}
    </>
  );
}

/** What this check says nothing about. */
function NotChecked({ report, isShownKey }: { report: CheckReport; isShownKey: boolean }) {
  const { t } = useTranslation('ledger');
  const lines = [
    ...(isShownKey ? [t('check.not.key')] : []),
    ...(report.unknown.length > 0 ? [t('check.not.unknown', { names: report.unknown.join(', ') })] : []),
    ...(['none', 'other_log', 'unreadable'].includes(report.kept.verdict) ? [t('check.not.older')] : []),
    t('check.not.since'),
    t('check.not.files'),
    t('check.not.truth'),
    t('check.not.page'),
  ];
  return (
    <div>
      <Text fw={600}>{t('check.not.title')}</Text>
      <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
