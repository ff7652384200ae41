// Writing a document: section by section in each language, kept while one types, then proposed to a second person.
import './documents.css';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../rules.types.ts';
import type { DocumentDetail, Draft } from '../schema.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { TextEditor } from './text-editor.tsx';
import { type Draughting, useDraft } from './use-draft.tsx';
import { useDocument, useDocumentId } from './use-documents.tsx';

export function DocumentEditPage() {
  const document_id = useDocumentId();
  const asked = useDocument(document_id);
  const { draft, ...draughting } = useDraft(document_id);
  return (
    <Answer of={asked}>{(it) => <Answer of={draft}>{(start) => <Editor it={it} start={start} draughting={draughting} />}</Answer>}</Answer>
  );
}

type EditorProps = { it: DocumentDetail; start: Draft; draughting: Draughting };

function Editor({ it, start, draughting }: EditorProps) {
  const { t } = useTranslation('documents');
  const { path } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [language, setLanguage] = useState<Language>(it.main_language);
  const { texts, setText } = draughting;
  const place = path(`documents/${it.id}`);
  return (
    <Page
      title={t('edit_title', { name: it.name })}
      lead={t('edit_lead')}
      crumbs={[
        { to: path('documents'), text: t('title') },
        { to: place, text: it.name },
      ]}
      actions={
        <>
          <Saved draughting={draughting} start={start} />
          <Button variant="default" onClick={() => void draughting.discard()}>
            {t('discard')}
          </Button>
          <Button onClick={() => setOpen(true)} disabled={it.waiting_number !== null}>
            {t('propose')}
          </Button>
        </>
      }
    >
      {it.waiting_number !== null && (
        <div className="hf-doc-note" role="status">
          <div>{t('edit_waits', { number: it.waiting_number })}</div>
        </div>
      )}
      {draughting.base_number !== it.number && (
        <div className="hf-doc-note" role="status">
          <div>{t('edit_moved', { number: it.number })}</div>
        </div>
      )}
      <Tabs value={language} onChange={(next) => setLanguage((next ?? it.main_language) as Language)} keepMounted={false}>
        <Tabs.List>
          {languages.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`language.${one}`)} {one === it.main_language && t('is_main')}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            {texts[one] === undefined ? (
              <Empty
                title={t('no_language.title')}
                action={<Button onClick={() => setText(one, texts[it.main_language]!)}>{t('no_language.act')}</Button>}
              >
                {t('no_language.text')}
              </Empty>
            ) : (
              <TextEditor text={texts[one]} places={start.places} language={one} onChange={(next) => setText(one, next)} />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      <ProposeDialog it={it} draughting={draughting} opened={isOpen} onClose={() => setOpen(false)} />
    </Page>
  );
}

/** When the draft was kept last; it is the writer's own until it is proposed. */
function Saved({ draughting, start }: { draughting: Draughting; start: Draft }) {
  const { t } = useTranslation('documents');
  const at = draughting.saved_at ?? start.saved_at;
  return (
    <Group gap={4} role="status">
      <Text size="sm" c="dimmed">
        {draughting.is_saving ? t('draft_saving') : draughting.fault ? t('draft_fault') : at === null ? t('draft_none') : t('draft_saved')}{' '}
        {!draughting.is_saving && !draughting.fault && at !== null && <Time at={at} />}
      </Text>
    </Group>
  );
}
