// How the messages of the MES come in: it sends them itself with a token, or somebody brings a sheet.
import { ProblemError, problemOf } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FileDrop } from '@holdfast/design/drop';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { useNumbers } from '@holdfast/design/time';
import { Code, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BroughtSheet } from '../schema.ts';

/** Sends a sheet as it is and answers what was taken of it. */
async function sendSheet(site_id: string, file: File): Promise<BroughtSheet> {
  const response = await fetch(`/api/v1/sites/${site_id}/line-messages/sheets?${new URLSearchParams({ name: file.name })}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: file,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemOf(answer, response.status));
  return answer as BroughtSheet;
}

export function ConnectPanel() {
  const { t } = useTranslation('line-messages');
  const { site_id } = usePlace();
  const [told, setTold] = useState<BroughtSheet | null>(null);
  const send = useAct(async (file: File) => setTold(await sendSheet(site_id, file)));
  const example = [
    `curl -X POST ${location.origin}/api/v1/sites/${site_id}/line-messages \\`,
    `  -H "Authorization: Bearer $HOLDFAST_TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '{"messages":[{"at":"2026-11-16T08:13:00Z","kind":"quality","line":"Filling line 1","text":"Fill level","count":42}]}'`,
  ].join('\n');
  return (
    <Panel title={t('connect.title')}>
      <Text fw={600}>{t('connect.program')}</Text>
      <Text mb="xs">
        {t('connect.program_says')} <Go to="/integrations">{t('connect.token')}</Go>
      </Text>
      <Code block tabIndex={0}>
        {example}
      </Code>
      <Text fw={600} mt="md" mb="xs">
        {t('connect.sheet')}
      </Text>
      <FileDrop
        title={t('connect.drop')}
        note={t('connect.columns')}
        choose={t('connect.choose')}
        accept=".csv,.txt,.xlsx"
        onFiles={([file]) => file !== undefined && void send.run(file)}
      />
      {told !== null && <Told it={told} />}
    </Panel>
  );
}

function Told({ it }: { it: BroughtSheet }) {
  const { t } = useTranslation('line-messages');
  const { count } = useNumbers();
  return (
    <div role="status">
      <Text mt="sm">
        {t('connect.taken', { count: it.taken, shown: count(it.taken) })}
        {it.known > 0 && ` ${t('connect.known', { count: it.known, shown: count(it.known) })}`}
        {it.too_old > 0 && ` ${t('connect.too_old', { count: it.too_old, shown: count(it.too_old) })}`}
        {it.refused > 0 && ` ${t('connect.refused', { count: it.refused, shown: count(it.refused) })}`}
      </Text>
      <List size="sm">
        {it.refused_rows.map(({ row, code }) => (
          <List.Item key={row}>{t('connect.row', { row: count(row), why: t(`refused.${code}`) })}</List.Item>
        ))}
      </List>
    </div>
  );
}
