// What a second person says yes to, beside the request: the whole text in each language, and what it changes against the version in force.
import type { Approval } from '@holdfast/approvals/schema';
import { Answer } from '@holdfast/design/states';
import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../rules.types.ts';
import type { DocumentDetail, VersionText } from '../schema.ts';
import { DocumentChanges } from './document-changes.tsx';
import { DocumentTextView } from './document-text.tsx';
import { useDocument, useVersion } from './use-documents.tsx';

/** The version an approval is about, as the approvals' drawer shows it. */
export function VersionToDecide({ approval }: { approval: Approval }) {
  const asked = useDocument(approval.subject_id);
  return <Answer of={asked}>{(it) => <Found document={it} approval_id={approval.id} />}</Answer>;
}

function Found({ document, approval_id }: { document: DocumentDetail; approval_id: string }) {
  const { t } = useTranslation('documents');
  const version = document.versions.find((it) => it.approval_id === approval_id);
  const asked = useVersion(document.id, version?.number ?? null);
  if (version === undefined) return null;
  return (
    <Stack gap="xs">
      <Text>{t(version.changes_meaning ? 'decide_says_new' : 'decide_says_same')}</Text>
      <Answer of={asked}>{(text) => <VersionView version={text} />}</Answer>
    </Stack>
  );
}

/** Per language: first what changes, then the text in full. */
export function VersionView({ version }: { version: VersionText }) {
  const { t } = useTranslation('documents');
  const there = languages.filter((it) => version.texts[it] !== undefined || version.before?.[it] !== undefined);
  return (
    <Tabs defaultValue={version.main_language} keepMounted={false}>
      <Tabs.List>
        {there.map((language) => (
          <Tabs.Tab key={language} value={language}>
            {t(`language.${language}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {there.map((language) => (
        <Tabs.Panel key={language} value={language} pt="sm">
          <OneLanguage version={version} language={language} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function OneLanguage({ version, language }: { version: VersionText; language: Language }) {
  const { t } = useTranslation('documents');
  const text = version.texts[language] ?? null;
  return (
    <Stack gap="sm">
      {version.before !== null && (
        <>
          <Title order={3}>{t('what_changes')}</Title>
          <DocumentChanges before={version.before[language] ?? null} after={text} />
        </>
      )}
      {text === null ? (
        <Text>{t('language_dropped')}</Text>
      ) : (
        <>
          <Title order={3}>{t('whole_text')}</Title>
          <DocumentTextView text={text} places={version.places} language={language} />
        </>
      )}
    </Stack>
  );
}
