// "The rule does not work here", without signing in: one page, three fields, no name. The browser sends no session along.
import { Form } from '@holdfast/design/form';
import { Answer } from '@holdfast/design/states';
import { createClient, take } from '@holdfast/client';
import { Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Process, process } from '../schema.ts';
import './report-page.css';

const api = createClient();

/** Puts it into the box. INVARIANT: without cookies, keys or anything else that says who; a refusal is a status and nothing more. */
async function putInBox(site_id: string, body: { process: Process; what: string; instead: string | null }): Promise<number> {
  const answer = await fetch(`/api/v1/sites/${site_id}/rule-reports/box`, {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}

export function ReportPage() {
  const { t } = useTranslation('rule-reports');
  const { site_id = '' } = useParams({ strict: false });
  const box = useQuery({
    queryKey: ['rule-reports', 'box', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/rule-reports/box', { params: { path: { site_id } }, credentials: 'omit' })),
  });
  useEffect(() => {
    document.title = `${t('box.title')} · Holdfast`;
  }, [t]);
  return (
    <main className="hf-report">
      <Stack gap="md">
        <Title order={1}>{t('box.title')}</Title>
        <Answer of={box}>{(it) => <Report site_id={site_id} site_name={it.site_name} hour={it.emptied_at_hour} />}</Answer>
      </Stack>
    </main>
  );
}

function Report({ site_id, site_name, hour }: { site_id: string; site_name: string; hour: number }) {
  const { t } = useTranslation('rule-reports');
  const [it, setIt] = useState({ process: 'other' as Process, what: '', instead: '' });
  const [state, setState] = useState<'open' | 'busy' | 'done' | 'failed' | 'too_many'>('open');
  const send = async (): Promise<void> => {
    setState('busy');
    const status = await putInBox(site_id, { ...it, instead: it.instead.trim() === '' ? null : it.instead }).catch(() => 0);
    setState(status === 200 ? 'done' : status === 429 ? 'too_many' : 'failed');
    if (status === 200) setIt({ process: 'other', what: '', instead: '' });
  };
  if (state === 'done') return <Text role="status">{t('box.done', { hour: `${hour}:00` })}</Text>;
  return (
    <>
      <Text>{t('box.lead', { site: site_name })}</Text>
      <Text c="dimmed">{t('box.promise', { hour: `${hour}:00` })}</Text>
      <Form submit={t('box.send')} busy={state === 'busy'} disabled={it.what.trim().length < 3} onSubmit={send}>
        <ReportFields it={it} onChange={setIt} />
        {(state === 'failed' || state === 'too_many') && (
          <Text role="alert" c="var(--hf-alarm)">
            {t(`box.${state}`)}
          </Text>
        )}
      </Form>
    </>
  );
}

export type ReportDraft = { process: Process; what: string; instead: string };

/** The three fields, the same with a name and without. */
export function ReportFields({ it, onChange }: { it: ReportDraft; onChange: (it: ReportDraft) => void }) {
  const { t } = useTranslation('rule-reports');
  return (
    <>
      <Textarea
        label={t('field.what')}
        description={t('field.what_note')}
        required
        autosize
        minRows={3}
        maxLength={2000}
        data-autofocus
        value={it.what}
        onChange={({ currentTarget: { value } }) => onChange({ ...it, what: value })}
      />
      <Textarea
        label={t('field.instead')}
        autosize
        minRows={2}
        maxLength={2000}
        value={it.instead}
        onChange={({ currentTarget: { value } }) => onChange({ ...it, instead: value })}
      />
      <Select
        label={t('field.process')}
        allowDeselect={false}
        data={process.options.map((value) => ({ value, label: t(`process.${value}`) }))}
        value={it.process}
        onChange={(value) => onChange({ ...it, process: process.parse(value) })}
      />
    </>
  );
}
