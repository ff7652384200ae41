// Notices under each other: what, where, when; opening one marks it read.
import './notices.css';
import { Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { useGo } from '@holdfast/design/go';
import { Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../rules.ts';
import type { Notice } from '../schema.ts';

const api = createClient();

export function useMarkRead() {
  return useAct((ids: string[] | null) => take(api.POST('/api/v1/me/notices/read', { body: { ids } })));
}

type NoticeRowsProps = { notices: readonly Notice[]; onOpen?: () => void };

export function NoticeRows({ notices, onOpen }: NoticeRowsProps) {
  const { t } = useTranslation('notices');
  if (notices.length === 0) return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>;
  return (
    <ul className="hf-notices">
      {notices.map((it) => (
        <NoticeRow key={it.id} notice={it} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function NoticeRow({ notice: it, onOpen }: { notice: Notice; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation('notices');
  const go = useGo();
  const mark = useMarkRead();
  /** Coded values in their words, as in the mails. */
  const spoken: Record<string, string | number> = Object.fromEntries(
    Object.entries({ count: 1, about: '', ...it.params }).map(([name, value]) => [
      name,
      typeof value === 'string' ? t(`value.${name}.${value}`, { defaultValue: value }) : value,
    ]),
  );
  const open = (): void => {
    if (it.read_at === null) void mark.run([it.id]);
    onOpen?.();
    const [path = '/', search = ''] = addressOf(it).split('?');
    go(path, Object.fromEntries(new URLSearchParams(search)));
  };
  return (
    <li>
      <button type="button" className="hf-notice" onClick={open}>
        <span className="hf-notice-text">{t(`kind.${it.kind}`, spoken)}</span>
        <Text component="span" size="xs" c="dimmed">
          {it.site_name !== null && `${it.site_name} · `}
          <Time at={it.at} />
        </Text>
        {it.read_at === null && <Badge tone="attention">{t('unread')}</Badge>}
      </button>
    </li>
  );
}
