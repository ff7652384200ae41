// Proposes what was written: whether it says something new, which translations still fit, and why.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Checkbox, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSameText, tidyText } from '../rules.text.ts';
import { type Language, languages } from '../rules.types.ts';
import type { DocumentDetail } from '../schema.ts';
import type { Draughting } from './use-draft.tsx';
import { api, useVersion } from './use-documents.tsx';

type Props = { it: DocumentDetail; draughting: Draughting; opened: boolean; onClose: () => void };

export function ProposeDialog(props: Props) {
  const { t } = useTranslation('documents');
  return (
    <Dialog title={t('propose')} opened={props.opened} onClose={props.onClose} size="lg">
      {props.opened && <ProposeForm {...props} />}
    </Dialog>
  );
}

/** Translations that nobody touched although the main text changed. */
function useUntouched({ it, draughting }: Pick<Props, 'it' | 'draughting'>): Language[] {
  const before = useVersion(it.id, it.number).data?.texts;
  if (before === undefined) return [];
  const isSame = (language: Language): boolean => {
    const now = draughting.texts[language];
    return now !== undefined && isSameText(before[language], tidyText(now));
  };
  return isSame(it.main_language) ? [] : languages.filter((language) => language !== it.main_language && isSame(language));
}

function ProposeForm({ it, draughting, onClose }: Props) {
  const { t } = useTranslation('documents');
  const [changes_meaning, setMeaning] = useState(true);
  const [still_fits, setFits] = useState<Language[]>([]);
  const [reason, setReason] = useState('');
  const untouched = useUntouched({ it, draughting });
  const propose = usePropose(it, draughting);
  const send = async (): Promise<void> => {
    if (await propose.run({ changes_meaning, still_fits, reason: reason.trim() })) onClose();
  };
  const toggle = (language: Language, isOn: boolean): void =>
    setFits(isOn ? [...still_fits, language] : still_fits.filter((one) => one !== language));
  return (
    <Form submit={t('propose')} busy={propose.busy} disabled={reason.trim().length < 3} onCancel={onClose} onSubmit={send}>
      <Text>{t('propose_says')}</Text>
      {it.number !== null && (
        <Radio.Group label={t('meaning_label')} value={changes_meaning ? 'new' : 'same'} onChange={(value) => setMeaning(value === 'new')}>
          <Stack gap={6} mt={4}>
            <Radio value="new" label={t('meaning_new')} />
            <Radio value="same" label={t('meaning_same')} />
          </Stack>
        </Radio.Group>
      )}
      {untouched.map((language) => (
        <Checkbox
          key={language}
          label={t('still_fits', { language: t(`language.${language}`) })}
          checked={still_fits.includes(language)}
          onChange={(event) => toggle(language, event.currentTarget.checked)}
        />
      ))}
      <Textarea
        label={t('propose_reason')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}

type Proposing = { changes_meaning: boolean; still_fits: Language[]; reason: string };

function usePropose(it: DocumentDetail, { texts, base_number, stop }: Draughting) {
  const { t } = useTranslation('documents');
  const { site_id, path } = usePlace();
  const go = useGo();
  const params = { path: { site_id, document_id: it.id } };
  return useAct(
    async (body: Proposing) => {
      stop();
      await take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/versions', { params, body: { texts, base_number, ...body } }));
      go(path(`documents/${it.id}`));
    },
    { done: t('proposed') },
  );
}
