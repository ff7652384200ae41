// One document: the text that holds here, what is to be done about it now, its versions, readers and history.
import './documents.css';
import { AsOfNote, AsOfPicker, useAsOf } from '@holdfast/design/as-of';
import { Facts } from '@holdfast/design/facts';
import { GoButton } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../rules.types.ts';
import type { DocumentDetail, VersionText } from '../schema.ts';
import { Acknowledge } from './acknowledge.tsx';
import { DocumentActs, DocumentNotes } from './document-acts.tsx';
import { DocumentTextView } from './document-text.tsx';
import { AdoptionBadge, DocumentStateBadge, OwnerText, useLanguageText } from './document-words.tsx';
import { ReadersPanel } from './readers-panel.tsx';
import { useDocument, useDocumentId, useFileOf, useVersion } from './use-documents.tsx';
import { isAsked, versionHere } from './version-here.ts';
import { VersionsPanel } from './versions-panel.tsx';

export function DocumentPage() {
  const asked = useDocument(useDocumentId());
  return <Answer of={asked}>{(it) => <View it={it} />}</Answer>;
}

function View({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const { path, site_id, may } = usePlace();
  const { as_of } = useAsOf();
  const number = versionHere(it);
  const asked = useVersion(it.id, number);
  const isHome = it.home_site_id === site_id;
  const mayWrite = isHome && may(it.reach === 'site' ? 'documents.write' : 'documents.write_shared');
  return (
    <Page
      title={it.name}
      lead={t(`type_says.${it.doc_type}`)}
      crumbs={[{ to: path('documents'), text: t('title') }]}
      mark={
        <Group gap={6}>
          <DocumentStateBadge state={it.state} />
          {it.adoption !== null && <AdoptionBadge adoption={it.adoption} />}
        </Group>
      }
      actions={
        <>
          <AsOfPicker ahead />
          {mayWrite && it.state !== 'withdrawn' && as_of === undefined && (
            <GoButton variant="default" to={path(`documents/${it.id}/edit`)}>
              {t(it.number === null ? 'write' : 'write_new')}
            </GoButton>
          )}
        </>
      }
    >
      <AsOfNote />
      {as_of === undefined && <DocumentNotes it={it} mayWrite={mayWrite} />}
      <div className="hf-doc-columns">
        <div>
          <Panel>
            {number === null ? (
              <Empty title={t('no_text.title')}>{t('no_text.text')}</Empty>
            ) : (
              <Answer of={asked}>{(version) => <TextPanel it={it} version={version} />}</Answer>
            )}
          </Panel>
        </div>
        <div className="hf-doc-aside">
          <Panel title={t('about')}>
            <DocumentFacts it={it} />
            {as_of === undefined && <DocumentActs it={it} mayWrite={mayWrite} />}
          </Panel>
          <ReadersPanel it={it} />
          <VersionsPanel it={it} />
          <RecordHistory type="document" id={it.id} title={it.name} opens={`documents/${it.id}`} />
        </div>
      </div>
    </Page>
  );
}

function TextPanel({ it, version }: { it: DocumentDetail; version: VersionText }) {
  const { t, i18n } = useTranslation('documents');
  const { may } = usePlace();
  const { as_of } = useAsOf();
  const fileOf = useFileOf();
  const there = languages.filter((language) => version.texts[language] !== undefined);
  const own = i18n.language === 'de' ? 'de' : 'en';
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? (there.includes(own) ? own : version.main_language);
  const text = version.texts[language];
  const lagging = it.languages.find((one) => one.language === language && one.state === 'lags');
  if (text === undefined) return null;
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        {there.length > 1 ? (
          <SegmentedControl
            aria-label={t('field.languages')}
            value={language}
            onChange={(next) => setChosen(next as Language)}
            data={there.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        ) : (
          <Text c="dimmed">{t(`language.${language}`)}</Text>
        )}
        <Button
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          component="a"
          href={fileOf({ document_id: it.id, number: version.number, language }, 'paper')}
          download
        >
          {t('paper')}
        </Button>
      </Group>
      {lagging !== undefined && (
        <div className="hf-doc-note" role="status">
          <div>
            {t('lags_since')} <Time at={lagging.since} style="day" />
          </div>
        </div>
      )}
      <DocumentTextView text={text} places={version.places} language={language} />
      {isAsked(it) && may('documents.acknowledge') && as_of === undefined && <Acknowledge it={it} language={language} />}
    </>
  );
}

function DocumentFacts({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const lacking = useLanguageText()(it.languages);
  return (
    <Facts
      rows={[
        [t('field.doc_type'), t(`type.${it.doc_type}`)],
        [t('field.reach'), t(it.reach === 'site' ? 'reach_short.site' : 'reach_short.organisation', { site: it.home_site_name })],
        [t('field.number'), it.number === null ? t('none_in_force') : `v${it.number}`],
        [t('field.approved_at'), it.approved_at === null ? t('never_approved') : <Time key="at" at={it.approved_at} style="day" />],
        [
          t('field.next_review_on'),
          it.next_review_on === null ? (
            t('after_approval', { count: it.review_months })
          ) : (
            <Time key="review" at={`${it.next_review_on}T12:00:00Z`} style="day" />
          ),
        ],
        [t('field.owner'), <OwnerText key="owner" it={it} />],
        ...(it.adopted_number === null ? [] : [[t('field.adopted_number'), `v${it.adopted_number}`] as const]),
        ...(it.adoption_reason === null ? [] : [[t('field.adoption_reason'), it.adoption_reason] as const]),
        ...(lacking === '' ? [] : [[t('field.languages'), lacking] as const]),
      ]}
    />
  );
}
