// What a version changes against another: section by section, line by line, in shape and word and not by colour alone.
import './documents.css';
import { Badge } from '@holdfast/design/badge';
import { Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTexts, type LineChange, type SectionChange } from '../rules.compare.ts';
import type { DocumentText } from '../schema.ts';

const signs = { same: '', added: '+', dropped: '−' } as const;

/** `before` null: nothing was in force before. */
export function DocumentChanges({ before, after }: { before: DocumentText | null; after: DocumentText | null }) {
  const { t } = useTranslation('documents');
  const [isWhole, setWhole] = useState(false);
  const sections = compareTexts(before, after);
  const changed = sections.filter((it) => it.state !== 'same');
  const shown = isWhole ? sections : changed;
  return (
    <Stack gap="xs">
      {before !== null && before.title !== after?.title && (
        <Text size="sm">{t('title_changed', { before: before.title, after: after?.title ?? '' })}</Text>
      )}
      {changed.length === 0 && <Text c="dimmed">{t('nothing_changed')}</Text>}
      {shown.map((it) => (
        <SectionView key={it.id} section={it} />
      ))}
      {changed.length < sections.length && (
        <Switch
          label={t('show_unchanged', { count: sections.length - changed.length })}
          checked={isWhole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
}

function SectionView({ section: it }: { section: SectionChange }) {
  const { t } = useTranslation('documents');
  return (
    <section>
      <Text fw={600}>
        {it.heading}{' '}
        {it.state !== 'same' && <Badge tone={it.state === 'dropped' ? 'attention' : 'neutral'}>{t(`change.${it.state}`)}</Badge>}
      </Text>
      {it.heading_before !== null && (
        <Text size="sm" c="dimmed">
          {t('heading_before', { heading: it.heading_before })}
        </Text>
      )}
      <div className="hf-doc-lines">
        {it.lines.map((line, at) => (
          <LineView key={at} line={line} />
        ))}
      </div>
    </section>
  );
}

function LineView({ line }: { line: LineChange }) {
  const { t } = useTranslation('documents');
  return (
    <div className={`hf-doc-${line.state}`}>
      <span aria-hidden>{signs[line.state]}</span>
      <span>
        {line.state !== 'same' && <span className="hf-hidden">{t(`line.${line.state}`)} </span>}
        {line.text}
      </span>
    </div>
  );
}
