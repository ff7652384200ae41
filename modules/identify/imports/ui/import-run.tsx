// One import on its way: map its columns, look at the dry run, apply it, see what became of it.
import { Button, Checkbox, Group, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRecord } from '../schema.ts';
import { DryRun } from './dry-run.tsx';
import { MapColumns } from './map-columns.tsx';
import { Steps, stepOf } from './steps.tsx';

const api = createClient();
type Detail = ImportRecord & { progress: { step: string; done: number; total: number } | null };

export function ImportRun({ it }: { it: Detail }) {
  const { t } = useTranslation('imports');
  const { may } = usePlace();
  const [isMapping, setMapping] = useState(it.state === 'read');
  const canMake = may('imports.make');
  const mapsNow = canMake && it.source === 'sheet' && it.applied_at === null && (isMapping || it.counts === null);
  return (
    <>
      <Steps at={mapsNow ? 1 : stepOf(it.state)} />
      <Panel title={it.name} aside={<StateBadge it={it} />}>
        <FileFacts it={it} />
        <LeftOut it={it} />
      </Panel>
      {it.state === 'undone' && <Text role="status">{t('undone')}</Text>}
      {mapsNow ? (
        <MapColumns it={it} onDone={() => setMapping(false)} />
      ) : (
        it.counts !== null && (
          <>
            {it.applied_at === null ? canMake && <ApplyPanel it={it} onMap={() => setMapping(true)} /> : <ResultPanel it={it} />}
            <DryRun it={it} />
          </>
        )
      )}
    </>
  );
}

function StateBadge({ it }: { it: ImportRecord }) {
  const { t } = useTranslation('imports');
  const tone = { read: 'attention', planned: 'attention', applied: 'good', undone: 'off' } as const;
  return <Badge tone={tone[it.state]}>{t(`state.${it.state}`)}</Badge>;
}

/** How the file was read, in one line. */
function FileFacts({ it }: { it: ImportRecord }) {
  const { t } = useTranslation('imports');
  const { count } = useNumbers();
  const wordOf = (name: string, value: string): string =>
    name === 'delimiter' ? t([`delimiter.${value}`, 'delimiter.other'], { value }) : value;
  const notes = Object.entries(it.notes).map(([name, value]) => `${t(`note.${name}`)}: ${wordOf(name, value)}`);
  const facts = [t(`kind.${it.kind}`), `${t('rows')}: ${count(it.rows)}`, ...notes, it.added_by_name ?? ''];
  return (
    <Text c="dimmed">
      {facts.filter(Boolean).join(' · ')} · <Time at={it.added_at} />
    </Text>
  );
}

/** Columns nobody will miss by accident: refused ones, and those that are left out. */
function LeftOut({ it }: { it: ImportRecord }) {
  const { t } = useTranslation('imports');
  const refused = it.columns.filter((column) => column.refused !== null).map((column) => column.heading);
  const unused =
    it.source === 'sheet' ? it.columns.filter((column) => column.refused === null && it.mapping[String(column.index)] === undefined) : [];
  return (
    <>
      {refused.length > 0 && (
        <Text>
          <Badge tone="alarm">{t('map.secret')}</Badge> {refused.join(', ')}: {t('map.secret_note')}
        </Text>
      )}
      {it.source === 'sheet' && it.columns.length > 0 && refused.length + unused.length === 0 && (
        <Text>
          <Badge tone="good">{t('map.all_understood', { count: it.columns.length })}</Badge>
        </Text>
      )}
      {unused.length > 0 && (
        <Text>
          <Badge tone="unknown">{t('map.left_out')}</Badge> {unused.map((column) => column.heading).join(', ')}
        </Text>
      )}
    </>
  );
}

function ApplyPanel({ it, onMap }: { it: Detail; onMap: () => void }) {
  const { t } = useTranslation('imports');
  const { count } = useNumbers();
  const { look, apply } = useRunActs(it);
  const counts = it.counts!;
  const step = it.progress;
  return (
    <Panel title={t('apply.title')}>
      <Text role="status">
        {counts.writes === 0 ? t('apply.nothing') : t('apply.says', { count: counts.writes, shown: count(counts.writes) })}
        {counts.error > 0 && ` ${t('apply.refused', { count: counts.error, shown: count(counts.error) })}`}
      </Text>
      {(counts.conflict > 0 || it.take) && (
        <Checkbox
          mt="sm"
          label={t('apply.take')}
          description={t('apply.take_note')}
          checked={it.take}
          disabled={look.busy}
          onChange={({ currentTarget }) => void look.run(currentTarget.checked)}
        />
      )}
      <Group gap="sm" mt="md">
        <WaitingButton
          loading={apply.busy || look.busy}
          missing={counts.writes === 0 ? t('apply.nothing') : null}
          onClick={() => void apply.run(undefined)}
        >
          {t('apply.act')}
        </WaitingButton>
        <Button variant="default" loading={look.busy} onClick={() => void look.run(it.take)}>
          {t('apply.again')}
        </Button>
        {it.source === 'sheet' && (
          <Button variant="subtle" onClick={onMap}>
            {t('apply.columns')}
          </Button>
        )}
        {counts.error > 0 && <RefusedButton it={it} />}
      </Group>
      {step !== null && (
        <Text mt="sm" role="status">
          {t(`progress.${step.step}`, { done: count(step.done), total: count(step.total) })}
        </Text>
      )}
    </Panel>
  );
}

function useRunActs(it: ImportRecord) {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  const path = { site_id, import_id: it.id };
  const look = useAct((wins: boolean) =>
    take(api.POST('/api/v1/sites/{site_id}/imports/{import_id}/dry-run', { params: { path }, body: { take: wins } })),
  );
  const apply = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/imports/{import_id}/application', { params: { path }, body: { plan_sha256: it.plan_sha256! } }),
      ),
    { done: t('apply.done') },
  );
  return { look, apply };
}

function RefusedButton({ it }: { it: ImportRecord }) {
  const { t, i18n } = useTranslation('imports');
  const { site_id } = usePlace();
  const href = `/api/v1/sites/${site_id}/imports/${it.id}/refused?language=${i18n.language}`;
  return (
    <Button component="a" href={href} download variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
      {t('refused_sheet')}
    </Button>
  );
}

const pageOf: Readonly<Record<ImportRecord['kind'], string>> = {
  asset: 'assets',
  person: 'people',
  supplier: 'suppliers',
  account: 'accounts',
  roster: 'roster',
};

function ResultPanel({ it }: { it: ImportRecord }) {
  const { t } = useTranslation('imports');
  const { may, path, site_id } = usePlace();
  const { count } = useNumbers();
  const [isOpen, setOpen] = useState(false);
  const undo = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/imports/{import_id}/undo', { params: { path: { site_id, import_id: it.id } }, body: { reason } }),
      ),
    { done: t('undo.done') },
  );
  const counts = it.counts!;
  return (
    <Panel title={t('result.title')}>
      <Text role="status">
        {t('result.says', { count: counts.writes, shown: count(counts.writes), name: it.applied_by_name ?? '–' })}
        {counts.error > 0 && ` ${t('result.refused', { count: counts.error, shown: count(counts.error) })}`}
      </Text>
      <Group gap="sm" mt="md">
        <GoButton to={path(pageOf[it.kind])}>{t(`result.open_${it.kind}`)}</GoButton>
        {counts.error > 0 && <RefusedButton it={it} />}
        {it.state === 'applied' && may('imports.make') && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('undo.act')}
          </Button>
        )}
      </Group>
      <ReasonDialog
        title={t('undo.title')}
        says={t('undo.says')}
        submit={t('undo.act')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={undo.run}
        danger
      />
    </Panel>
  );
}
