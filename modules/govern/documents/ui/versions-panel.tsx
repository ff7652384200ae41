// Every version of a document: who wrote and who approved it, what it changed, its files and the entry that proves it.
import { Badge, type Tone } from '@holdfast/design/badge';
import { Dialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../rules.types.ts';
import type { DocumentDetail, VersionRow } from '../schema.ts';
import { useFileOf, useVersion } from './use-documents.tsx';
import { VersionView } from './version-to-decide.tsx';

const tones: Record<VersionRow['state'], Tone> = {
  proposed: 'waiting',
  approved: 'good',
  superseded: 'off',
  refused: 'off',
  withdrawn: 'off',
  expired: 'off',
};

export function VersionsPanel({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={t('versions')}>
      {it.versions.length === 0 && <Text c="dimmed">{t('versions_none')}</Text>}
      <Stack gap="md">
        {it.versions.map((version) => (
          <OneVersion key={version.number} version={version} document_id={it.id} onShow={() => setShown(version.number)} />
        ))}
      </Stack>
      <Dialog title={t('version_title', { number: shown ?? 0 })} opened={shown !== null} onClose={() => setShown(null)} size="xl">
        {shown !== null && <ShownVersion document_id={it.id} number={shown} />}
      </Dialog>
    </Panel>
  );
}

function ShownVersion({ document_id, number }: { document_id: string; number: number }) {
  const asked = useVersion(document_id, number);
  return <Answer of={asked}>{(version) => <VersionView version={version} />}</Answer>;
}

function OneVersion({ version: it, document_id, onShow }: { version: VersionRow; document_id: string; onShow: () => void }) {
  const { t } = useTranslation('documents');
  const { path } = usePlace();
  const fileOf = useFileOf();
  return (
    <div>
      <Group gap="sm">
        <Text fw={600}>v{it.number}</Text>
        <Badge tone={tones[it.state]}>{t(`version_state.${it.state}`)}</Badge>
        {!it.changes_meaning && <Badge tone="neutral">{t('same_meaning')}</Badge>}
      </Group>
      <Text size="sm">
        {t('proposed_by', { name: it.proposed_by_name })} <Time at={it.proposed_at} style="day" />: <q>{it.reason}</q>
      </Text>
      {it.decided_at !== null && (
        <Text size="sm">
          {it.decided_by_name === null ? t('decided') : t('decided_by', { name: it.decided_by_name })}{' '}
          <Time at={it.decided_at} style="day" />
          {it.decision_reason !== null && (
            <>
              : <q>{it.decision_reason}</q>
            </>
          )}
        </Text>
      )}
      <Group gap="md" mt={2}>
        <Button variant="subtle" size="compact-sm" px={0} onClick={onShow}>
          {t('show_version')}
        </Button>
        {(Object.keys(it.hashes) as Language[]).map((language) => (
          <a
            key={language}
            className="hf-link"
            href={fileOf({ document_id, number: it.number, language }, 'text')}
            download
            title={it.hashes[language]?.sha256}
          >
            {t('text_file', { language: t(`language.${language}`) })}
          </a>
        ))}
        {it.entry_id !== null && (
          <Go to={path('ledger')} search={{ open: it.entry_id }}>
            {t('open_entry')}
          </Go>
        )}
      </Group>
    </div>
  );
}
