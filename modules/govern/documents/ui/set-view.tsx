// What a site must have written down, kind by kind: in force, or what is missing and what to do next. Above it what waits for me.
import { useAct } from '@holdfast/design/act';
import { useAsOf } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { take } from '@holdfast/client';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocType, type Language, languages } from '../rules.types.ts';
import type { DocumentRow, Lack, SetItem } from '../schema.ts';
import { AdoptionBadge, ReadBadge } from './document-words.tsx';
import { NewDocumentDialog } from './new-document.tsx';
import { api, useDocuments, useDocumentSet } from './use-documents.tsx';

export function SetView() {
  const { t } = useTranslation('documents');
  const asked = useDocumentSet();
  const all = useDocuments();
  const rows = all.data?.rows ?? [];
  return (
    <>
      <Waiting rows={rows} />
      <Panel title={t('set.title')}>
        <Answer of={asked}>{({ items, languages: chosen }) => <SetList items={items} chosen={chosen} />}</Answer>
      </Panel>
    </>
  );
}

/** What the one who looks shall read, and what their site has not decided on. */
function Waiting({ rows }: { rows: readonly DocumentRow[] }) {
  const { t } = useTranslation('documents');
  const { may, path } = usePlace();
  const toRead = rows.filter((it) => it.mine === 'to_read' || it.mine === 'again' || it.mine === 'expired');
  const toAdopt = may('documents.adopt') ? rows.filter((it) => it.adoption === 'open' || it.adoption === 'behind') : [];
  if (toRead.length + toAdopt.length === 0) return null;
  const line = (it: DocumentRow, badge: React.ReactNode) => (
    <li key={it.id}>
      <Go to={path(`documents/${it.id}`)}>{it.name}</Go>
      <div className="hf-doc-badges">{badge}</div>
    </li>
  );
  return (
    <Panel title={t('for_you')}>
      <ul className="hf-doc-set">
        {toRead.map((it) => line(it, <ReadBadge state={it.mine} />))}
        {toAdopt.map((it) => line(it, <AdoptionBadge adoption={it.adoption!} />))}
      </ul>
    </Panel>
  );
}

function SetList({ items, chosen }: { items: readonly SetItem[]; chosen: readonly Language[] }) {
  const { t } = useTranslation('documents');
  const [begun, setBegun] = useState<DocType | null>(null);
  const whole = items.filter((it) => it.lacks.length === 0).length;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('set.says', { whole, count: items.length })}</Text>
      <ul className="hf-doc-set">
        {items.map((it) => (
          <SetLine key={it.doc_type} item={it} onBegin={() => setBegun(it.doc_type)} />
        ))}
      </ul>
      <Languages chosen={chosen} />
      {begun !== null && <NewDocumentDialog key={begun} opened doc_type={begun} onClose={() => setBegun(null)} />}
    </Stack>
  );
}

const alarming: readonly Lack[] = ['missing', 'overdue'];

function SetLine({ item: it, onBegin }: { item: SetItem; onBegin: () => void }) {
  const { t } = useTranslation('documents');
  const { may, path } = usePlace();
  const { as_of } = useAsOf();
  const kind = t(`type.${it.doc_type}`);
  return (
    <li>
      <div>
        {it.document_id === null ? (
          <Text fw={600}>{kind}</Text>
        ) : (
          <Go to={path(`documents/${it.document_id}`)} search={as_of === undefined ? {} : { as_of: as_of.slice(0, 10) }}>
            {kind}
          </Go>
        )}
        <Text size="sm" c="dimmed">
          {t(`type_says.${it.doc_type}`)}
        </Text>
      </div>
      <div className="hf-doc-badges">
        {it.lacks.length === 0 && (
          <Badge tone="good">
            {t('set.whole')} {it.next_review_on !== null && <Time at={`${it.next_review_on}T12:00:00Z`} style="day" />}
          </Badge>
        )}
        {it.lacks.map((lack) => (
          <Badge key={lack} tone={alarming.includes(lack) ? 'alarm' : 'attention'}>
            {t(`lack.${lack}`)}
          </Badge>
        ))}
        {it.document_id === null && as_of === undefined && may('documents.write') && (
          <Button size="compact-sm" variant="default" onClick={onBegin} aria-label={t('begin_kind', { kind })}>
            {t('begin')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Languages the site wants its documents in. */
function Languages({ chosen }: { chosen: readonly Language[] }) {
  const { t } = useTranslation('documents');
  const { site_id, may } = usePlace();
  const save = useAct(
    (next: Language[]) =>
      take(
        api.PUT('/api/v1/sites/{site_id}/document-setting', {
          params: { path: { site_id } },
          body: { languages: next, before: { languages: [...chosen] } },
        }),
      ),
    { done: t('languages_set') },
  );
  const toggle = (language: Language, isOn: boolean): void => {
    const next = languages.filter((it) => (it === language ? isOn : chosen.includes(it)));
    if (next.length > 0) void save.run(next);
  };
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} disabled={!may('documents.write') || save.busy}>
      <legend>
        <Text size="sm">{t(chosen.length === 0 ? 'languages_none' : 'languages_says')}</Text>
      </legend>
      <Group gap="md" mt={4}>
        {languages.map((language) => (
          <Checkbox
            key={language}
            label={t(`language.${language}`)}
            checked={chosen.includes(language)}
            disabled={!may('documents.write') || save.busy}
            onChange={(event) => toggle(language, event.currentTarget.checked)}
          />
        ))}
      </Group>
    </fieldset>
  );
}
