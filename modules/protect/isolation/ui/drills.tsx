// Drills of a zone: what was probed and seen, the plan to save, and the reports to hand in.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Drill, type DrillReport, drillReport } from '../schema.drills.ts';
import type { IsolationCard } from '../schema.ts';
import { DrillForm } from './drill-form.tsx';

const api = createClient();
const tones: Record<Drill['conduits'][number]['outcome'], Tone> = { as_expected: 'good', differs: 'alarm', unproved: 'unknown' };

export function Drills({ it }: { it: IsolationCard }) {
  const { t } = useTranslation('isolation');
  const { site_id, may } = usePlace();
  const query = { zone_id: it.id, limit: 5 };
  const asked = useQuery({
    queryKey: ['isolation-drills', site_id, it.id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/isolation-drills', { params: { path: { site_id }, query } })),
  });
  const start = may('isolation.drill') && it.conduits.length > 0 && (
    <FormButton label={t('drill.start')} as="aside">
      {(close) => <DrillForm it={it} onClose={close} />}
    </FormButton>
  );
  return (
    <Panel title={t('drill.title')} aside={start}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('drill.lead')}
      </Text>
      <Answer of={asked}>
        {({ rows }) => (
          <Stack gap="md">
            {rows.length === 0 && <Text>{t('drill.none')}</Text>}
            {rows.map((drill) => (
              <OneDrill key={drill.id} it={drill} />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function OneDrill({ it }: { it: Drill }) {
  const { t } = useTranslation('isolation');
  const { may } = usePlace();
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Text fw={600}>{t('drill.number', { number: it.number })}</Text>
        <Time at={it.ended_at ?? it.started_at} />
        {it.state === 'running' && <Badge tone="waiting">{t('drill.running')}</Badge>}
        {it.state === 'stopped' && <Badge tone="off">{t('drill.stopped')}</Badge>}
        {it.result !== null && <Badge tone={tones[it.result]}>{t(`drill.outcome.${it.result}`)}</Badge>}
      </Group>
      {it.conduits.map((conduit) => (
        <Group key={conduit.conduit_id} gap="sm">
          <Badge tone={tones[conduit.outcome]}>{t(`drill.outcome.${conduit.outcome}`)}</Badge>
          <Text size="sm">
            {conduit.conduit_name}: {t('drill.of', { fine: conduit.as_expected, count: conduit.probes })}
          </Text>
        </Group>
      ))}
      {it.state === 'running' && may('isolation.drill') && <Report it={it} />}
    </Stack>
  );
}

async function readReports(files: readonly File[]): Promise<DrillReport | null> {
  const report: DrillReport = { listening: [], results: [] };
  try {
    for (const file of files) {
      const part = drillReport.partial().parse(JSON.parse(await file.text()));
      report.listening.push(...(part.listening ?? []));
      report.results.push(...(part.results ?? []));
    }
  } catch {
    return null;
  }
  return report;
}

function Report({ it }: { it: Drill }) {
  const { t } = useTranslation('isolation');
  const { site_id } = usePlace();
  const [unread, setUnread] = useState(false);
  const end = useAct(
    (body: DrillReport) =>
      take(
        api.POST('/api/v1/sites/{site_id}/isolation-drills/{drill_id}/results', { params: { path: { site_id, drill_id: it.id } }, body }),
      ),
    { done: t('drill.ended') },
  );
  const hand = async (files: File[]): Promise<void> => {
    const report = await readReports(files);
    setUnread(report === null);
    if (report !== null) await end.run(report);
  };
  const plan = `data:application/json,${encodeURIComponent(JSON.stringify(it))}`;
  return (
    <>
      <Text size="sm">{t('drill.report_note', { responder: it.responders.map(({ address }) => address).join(', ') })}</Text>
      <Group gap="sm">
        <Button component="a" variant="default" href={plan} download="plan.json">
          {t('drill.plan')}
        </Button>
        <StopDrill it={it} />
        <FileButton multiple accept="application/json,.json" onChange={(files) => void hand(files)}>
          {(props) => (
            <Button {...props} loading={end.busy}>
              {t('drill.report')}
            </Button>
          )}
        </FileButton>
      </Group>
      {unread && <Text role="alert">{t('drill.report_unread')}</Text>}
    </>
  );
}

function StopDrill({ it }: { it: Drill }) {
  const { t } = useTranslation('isolation');
  const { site_id } = usePlace();
  const [opened, setOpened] = useState(false);
  const stop = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/isolation-drills/{drill_id}/stop', {
          params: { path: { site_id, drill_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('drill.stopped_now') },
  );
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('drill.stop')}
      </Button>
      <ReasonDialog
        title={t('drill.stop_title', { number: it.number })}
        says={t('drill.stop_says')}
        submit={t('drill.stop')}
        opened={opened}
        onClose={() => setOpened(false)}
        onReason={stop.run}
        danger
      />
    </>
  );
}
