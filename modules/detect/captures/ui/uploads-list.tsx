// The files under way from this browser: how far, how fast, and the way to stop.
import { ActionIcon, Progress, Text } from '@mantine/core';
import { useProblemWord } from '@holdfast/design/problem';
import { useNumbers } from '@holdfast/design/time';
import { ToneIcon } from '@holdfast/design/badge';
import { IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import './uploads.css';
import { stopUpload, type Upload, uploadStore } from './uploads.ts';

/** Whether files of the site are under way. What asks this is drawn anew when that changes, not with each megabyte. */
export function useIsUploading(site_id: string): boolean {
  return useSyncExternalStore(uploadStore.listen, () => uploadStore.read().some((it) => it.site_id === site_id));
}

type ListProps = { site_id: string; onStop: (upload: Upload) => void };

export function UploadsList({ site_id, onStop }: ListProps) {
  const { t } = useTranslation('captures');
  const uploads = useSyncExternalStore(uploadStore.listen, uploadStore.read).filter((it) => it.site_id === site_id);
  if (uploads.length === 0) return null;
  return (
    <ul className="hf-panel hf-uploads" aria-label={t('upload.list')}>
      {uploads.map((upload) => (
        <UploadLine key={upload.key} upload={upload} onStop={onStop} />
      ))}
    </ul>
  );
}

function UploadLine({ upload, onStop }: { upload: Upload; onStop: (upload: Upload) => void }) {
  const { t } = useTranslation('captures');
  const { file, state, sent_bytes } = upload;
  const part = file.size === 0 ? 0 : (sent_bytes / file.size) * 100;
  return (
    <li>
      <div className="hf-upload-words">
        {state === 'failed' && <ToneIcon tone="alarm" />}
        <Text fw={600} truncate>
          {file.name}
        </Text>
        <UploadText upload={upload} />
      </div>
      {['sending', 'checking', 'waiting', 'reading'].includes(state) && (
        <Progress
          value={part}
          size="sm"
          transitionDuration={0}
          {...(state === 'sending' || state === 'reading' ? {} : { color: 'var(--hf-muted)' })}
          aria-label={t('upload.progress', { name: file.name })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="var(--hf-muted)"
        aria-label={state === 'failed' ? t('upload.dismiss', { name: file.name }) : t('upload.stop', { name: file.name })}
        onClick={() => (upload.capture_id !== null && state !== 'failed' ? onStop(upload) : stopUpload(upload.key))}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function UploadText({ upload: { state, sent_bytes, file, rate, error } }: { upload: Upload }) {
  const { t } = useTranslation('captures');
  const { bytes } = useNumbers();
  const word = useProblemWord();
  const size = bytes(file.size);
  if (state === 'failed')
    return (
      <Text role="alert" c="var(--hf-alarm)">
        {word(error)}
      </Text>
    );
  if (state === 'queued') return <Text c="dimmed">{t('upload.queued', { size })}</Text>;
  if (state === 'reading') return <Text c="dimmed">{t('upload.reading', { size })}</Text>;
  if (state === 'checking') return <Text c="dimmed">{t('upload.checking', { sent: bytes(sent_bytes), size })}</Text>;
  if (state === 'waiting')
    return (
      <Text role="status" c="var(--hf-attention)">
        {t('upload.waiting', { sent: bytes(sent_bytes), size })}
      </Text>
    );
  return <Text c="dimmed">{t('upload.sending', { sent: bytes(sent_bytes), size, rate: bytes(rate) })}</Text>;
}
