// Controls of the standards behind a requirement: id and own-word title, with the last test whether each works.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DetailControl, type RequirementDetail, type SaidStatement, standard, testResult } from '../schema.ts';
import { CitationLine, Day, useOwnWords } from './state-badge.tsx';

const api = createClient();
type Result = NonNullable<SaidStatement['result']>;
const tones: Record<Result, Tone> = { works: 'good', partly: 'attention', fails: 'alarm' };
const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export function ControlsPanel({ it }: { it: RequirementDetail }) {
  const { t } = useTranslation('requirements');
  const [testing, setTesting] = useState<DetailControl | null>(null);
  const groups = standard.options.map((name) => ({ name, controls: it.detail_controls.filter((one) => one.standard === name) }));
  return (
    <Panel title={t('controls.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('controls.lead')}
      </Text>
      {groups
        .filter(({ controls }) => controls.length > 0)
        .map(({ name, controls }) => (
          <details key={name} open={controls.some(({ test }) => test !== null)}>
            <summary>
              <strong>{t(`standard.${name}`)}</strong> ·{' '}
              {t('controls.tested', { tested: controls.filter(({ test }) => test !== null).length, count: controls.length })}
            </summary>
            <ul className="hf-proofs">
              {controls.map((one) => (
                <ControlLine key={one.id} it={one} onTest={() => setTesting(one)} />
              ))}
            </ul>
          </details>
        ))}
      <Dialog
        title={testing === null ? '' : t('test.title', { id: testing.id })}
        opened={testing !== null}
        onClose={() => setTesting(null)}
      >
        {testing !== null && <TestForm control={testing} onClose={() => setTesting(null)} />}
      </Dialog>
    </Panel>
  );
}

function ControlLine({ it, onTest }: { it: DetailControl; onTest: () => void }) {
  const { t } = useTranslation('requirements');
  const { may } = usePlace();
  const own = useOwnWords();
  const { is } = useAsOf();
  const { test } = it;
  const isOverdue = test?.next_on !== null && test?.next_on !== undefined && test.next_on < dayFrom(0);
  return (
    <li>
      <span>
        <strong>{it.id}</strong> {own(it.title)}
        <Text size="xs" c="dimmed">
          <CitationLine of={it.citation} />
        </Text>
      </span>
      {test?.result === null || test === null ? (
        <Badge tone="unknown">{t('test.never')}</Badge>
      ) : (
        <Badge tone={isOverdue ? 'attention' : tones[test.result]}>{isOverdue ? t('test.overdue') : t(`test.result.${test.result}`)}</Badge>
      )}
      <span>
        {test !== null && (
          <>
            <Day day={test.tested_on} />: {test.method} · {t('next_on')} <Day day={test.next_on} />
            {test.kpi !== null && ` · ${test.kpi}`}
          </>
        )}
      </span>
      {may('requirements.state') && is === 'now' && (
        <Button variant="default" onClick={onTest} aria-label={t('test.act_of', { id: it.id })}>
          {t('test.act')}
        </Button>
      )}
    </li>
  );
}

function TestForm({ control, onClose }: { control: DetailControl; onClose: () => void }) {
  const { t } = useTranslation('requirements');
  const { site_id } = usePlace();
  const [it, setIt] = useState({ method: '', result: 'works' as Result, text: '', kpi: '', tested_on: dayFrom(0), next_on: dayFrom(365) });
  const set = (patch: Partial<typeof it>): void => setIt({ ...it, ...patch });
  const note = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/control-tests', {
          params: { path: { site_id } },
          body: { standard: control.standard, control_id: control.id, ...it, kpi: it.kpi.trim() === '' ? null : it.kpi },
        }),
      ),
    { done: t('test.done') },
  );
  const send = async (): Promise<void> => {
    if (await note.run(undefined)) onClose();
  };
  return (
    <Form submit={t('test.act')} busy={note.busy} disabled={it.method.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Textarea
        label={t('test.method')}
        description={t('test.method_note')}
        required
        autosize
        minRows={2}
        value={it.method}
        onChange={(event) => set({ method: event.currentTarget.value })}
      />
      <Select
        label={t('test.result_label')}
        data={testResult.options.map((value) => ({ value, label: t(`test.result.${value}`) }))}
        value={it.result}
        allowDeselect={false}
        onChange={(value) => set({ result: (value ?? 'works') as Result })}
      />
      <Textarea
        label={t('test.text')}
        autosize
        minRows={1}
        value={it.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <TextInput
        label={t('test.kpi')}
        description={t('test.kpi_note')}
        value={it.kpi}
        onChange={(event) => set({ kpi: event.currentTarget.value })}
      />
      <TextInput
        label={t('test.tested_on')}
        type="date"
        required
        max={dayFrom(0)}
        value={it.tested_on}
        onChange={(event) => set({ tested_on: event.currentTarget.value })}
      />
      <TextInput
        label={t('test.next_on')}
        type="date"
        required
        min={dayFrom(1)}
        value={it.next_on}
        onChange={(event) => set({ next_on: event.currentTarget.value })}
      />
    </Form>
  );
}
