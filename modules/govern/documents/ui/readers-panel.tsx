// Who shall read a document, who has, and who is asked again.
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail, Reader } from '../schema.ts';
import { ReadBadge } from './document-words.tsx';

export function ReadersPanel({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const isAsked = it.readers_asked > 0;
  return (
    <Panel title={t('field.readers')}>
      <Text c="dimmed" mb="xs">
        {it.readers.length === 0
          ? t('readers_none')
          : isAsked
            ? t('readers_says', { done: it.readers_done, asked: it.readers_asked })
            : t('readers_later')}
      </Text>
      <ul className="hf-doc-set">
        {it.readers.map((reader) => (
          <ReaderLine key={reader.person_id} reader={reader} />
        ))}
      </ul>
    </Panel>
  );
}

function ReaderLine({ reader: it }: { reader: Reader }) {
  const { t } = useTranslation('documents');
  return (
    <li>
      <div>
        {it.name}
        {it.read_at !== null && (
          <Text size="xs" c="dimmed">
            {t('read_on')} <Time at={it.read_at} style="day" />
            {it.expires_at !== null && it.state === 'read' && (
              <>
                {' · '}
                {t('until')} <Time at={it.expires_at} style="day" />
              </>
            )}
          </Text>
        )}
      </div>
      <div className="hf-doc-badges">{it.state !== 'not_asked' && <ReadBadge state={it.state} />}</div>
    </li>
  );
}
