// What the MES told of the same line at the same time, beside a finding; without a MES, how to connect it.
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time, useNumbers } from '@holdfast/design/time';
import { MessageKind } from '@holdfast/line-messages/ui/line-messages-page';
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FindingDetail } from '../schema.ts';
import { Part } from './note-part.tsx';

export function BesideIt({ beside: { messages, is_connected } }: { beside: FindingDetail['beside'] }) {
  const { t } = useTranslation('line-messages');
  const { path, may } = usePlace();
  const { count } = useNumbers();
  return (
    <Part title={t('beside.title')}>
      {messages.length > 0 ? (
        <List size="sm">
          {messages.map((it) => (
            <List.Item key={it.id}>
              <Time at={it.at} style="second" /> <MessageKind kind={it.kind} /> {it.line}
              {it.text !== '' && `: ${it.text}`} {it.count > 1 && t('beside.times', { shown: count(it.count) })}
            </List.Item>
          ))}
        </List>
      ) : (
        <Text c="dimmed">
          {t(is_connected ? 'beside.none' : 'beside.unconnected')}{' '}
          {!is_connected && may('line_messages.bring') && <Go to={path('line-messages')}>{t('beside.connect')}</Go>}
        </Text>
      )}
    </Part>
  );
}
