// Begins a document: of which kind, for whom, whose it is, who reads it. It opens in the editor with a template in plain words.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocType, docTypeIds, docTypes, type Language, languages } from '../rules.types.ts';
import { isWholeSettings, type SettingsDraft, SettingsFields, startSettings } from './settings-fields.tsx';
import { api } from './use-documents.tsx';

type Props = { opened: boolean; onClose: () => void; doc_type: DocType };

export function NewDocumentDialog({ opened, onClose, doc_type }: Props) {
  const { t } = useTranslation('documents');
  return (
    <Dialog title={t('new')} opened={opened} onClose={onClose} size="lg">
      {opened && <NewDocumentForm doc_type={doc_type} onClose={onClose} />}
    </Dialog>
  );
}

function NewDocumentForm({ doc_type: first, onClose }: { doc_type: DocType; onClose: () => void }) {
  const { t, i18n } = useTranslation('documents');
  const { may } = usePlace();
  const [doc_type, setType] = useState<DocType>(first);
  const [name, setName] = useState<string | null>(null);
  const [reach, setReach] = useState<'site' | 'organisation'>('site');
  const [main_language, setLanguage] = useState<Language>(i18n.language === 'de' ? 'de' : 'en');
  const [template, setTemplate] = useState(true);
  const [settings, setSettings] = useState<SettingsDraft>(startSettings(docTypes[first].review_months));
  const shown = name ?? (doc_type === 'other' ? '' : t(`type.${doc_type}`));
  const begin = useBegin();
  const send = (): void => void begin.run({ doc_type, name: shown.trim(), reach, main_language, template, ...settings });
  return (
    <Form
      submit={t('begin')}
      busy={begin.busy}
      disabled={shown.trim() === '' || !isWholeSettings(settings)}
      onCancel={onClose}
      onSubmit={send}
    >
      <Select
        label={t('field.doc_type')}
        data={docTypeIds.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={doc_type}
        allowDeselect={false}
        onChange={(value) => value !== null && setType(value as DocType)}
      />
      <TextInput label={t('field.name')} required maxLength={200} value={shown} onChange={(event) => setName(event.currentTarget.value)} />
      <Radio.Group label={t('field.reach')} value={reach} onChange={(value) => setReach(value as typeof reach)}>
        <Stack gap={6} mt={4}>
          <Radio value="site" label={t('reach.site')} />
          <Radio value="organisation" label={t('reach.organisation')} disabled={!may('documents.write_shared')} />
        </Stack>
      </Radio.Group>
      <Select
        label={t('field.main_language')}
        description={t('main_language_says')}
        data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
        value={main_language}
        allowDeselect={false}
        onChange={(value) => value !== null && setLanguage(value as Language)}
      />
      {doc_type !== 'other' && (
        <Checkbox label={t('with_template')} checked={template} onChange={(event) => setTemplate(event.currentTarget.checked)} />
      )}
      <SettingsFields value={settings} onChange={setSettings} />
    </Form>
  );
}

type Begin = SettingsDraft & {
  doc_type: DocType;
  name: string;
  reach: 'site' | 'organisation';
  main_language: Language;
  template: boolean;
};

function useBegin() {
  const { site_id, path } = usePlace();
  const { t } = useTranslation('documents');
  const go = useGo();
  return useAct(
    async (body: Begin) => {
      const begun = await take(api.POST('/api/v1/sites/{site_id}/documents', { params: { path: { site_id } }, body }));
      go(path(`documents/${begun.id}/edit`));
    },
    { done: t('begun') },
  );
}
