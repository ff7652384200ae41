// Step 1: what is brought in, a template for it, and the file; or NetBox.
import { Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { createClient, ProblemError, problemOf, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { FileDrop } from '@holdfast/design/drop';
import { useFilters } from '@holdfast/design/filters';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importKind, type ImportKindName, type ImportRecord } from '../schema.ts';
import { NetboxPanel } from './netbox-panel.tsx';

const api = createClient();
const sentenceOf: Readonly<Record<ImportKindName, string>> = {
  asset: 'assets.word',
  person: 'people.keep',
  supplier: 'suppliers.keep',
  account: 'accounts.keep',
  roster: 'roster.keep',
};

/** Sends a file as it is and answers what was read of it. */
async function sendFile(site_id: string, kind: ImportKindName, file: File): Promise<ImportRecord> {
  const query = new URLSearchParams({ kind, name: file.name });
  const response = await fetch(`/api/v1/sites/${site_id}/imports?${query}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: file,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemOf(answer, response.status));
  return answer as ImportRecord;
}

export function StartImport() {
  const { t } = useTranslation('imports');
  const { site_id, may } = usePlace();
  const [, set] = useFilters();
  const kinds = importKind.options.filter((it) => may(sentenceOf[it]));
  const [kind, setKind] = useState<ImportKindName>(kinds[0] ?? 'asset');
  const read = useAct(async (file: File) => {
    const sent = await sendFile(site_id, kind, file);
    if (sent.state === 'read')
      await take(
        api.POST('/api/v1/sites/{site_id}/imports/{import_id}/dry-run', {
          params: { path: { site_id, import_id: sent.id } },
          body: { take: false },
        }),
      ).catch(() => null);
    set({ open: sent.id });
  });
  return (
    <>
      <Panel title={t('start.title')}>
        <div className="hf-import-start">
          <div>
            <Text fw={600} id="import-kind">
              {t('start.what')}
            </Text>
            <SegmentedControl
              aria-labelledby="import-kind"
              className="hf-import-kinds"
              value={kind}
              onChange={(value) => setKind(value as ImportKindName)}
              data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <Text c="dimmed" mt={4}>
              {t(`about.${kind}`)}
            </Text>
          </div>
          <Template kind={kind} />
          <FileDrop
            tall
            title={read.busy ? t('start.reading') : t('start.drop')}
            note={t(kind === 'asset' ? 'start.formats_asset' : 'start.formats')}
            choose={t('start.choose')}
            accept={kind === 'asset' ? '.xlsx,.csv,.txt,.tsv,.l5x,.L5X,.aml,.xml' : '.xlsx,.csv,.txt,.tsv'}
            onFiles={([file]) => file !== undefined && !read.busy && void read.run(file)}
          />
        </div>
      </Panel>
      {kind === 'asset' && <NetboxPanel />}
    </>
  );
}

function Template({ kind }: { kind: ImportKindName }) {
  const { t, i18n } = useTranslation('imports');
  const { site_id } = usePlace();
  const [language, setLanguage] = useState<string>(i18n.language);
  const href = (format: string) => `/api/v1/sites/${site_id}/import-templates/${kind}?format=${format}&language=${language}`;
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t('template.language')}
        w={140}
        allowDeselect={false}
        value={language}
        onChange={(value) => setLanguage(value ?? 'en')}
        data={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Button component="a" href={href('xlsx')} download variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
        {t('template.xlsx')}
      </Button>
      <Button component="a" href={href('csv')} download variant="subtle">
        {t('template.csv')}
      </Button>
    </Group>
  );
}
