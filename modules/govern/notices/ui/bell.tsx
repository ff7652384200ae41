// The bell in the frame of all pages: how much is new, the newest, and the way to all of it.
import './notices.css';
import { ActionIcon, Button, Indicator, Popover } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeRows, useMarkRead } from './notice-rows.tsx';

const api = createClient();
const askMs = 30_000;

export function Bell() {
  const { t } = useTranslation('notices');
  const { path } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const notices = useQuery({
    queryKey: ['notices', 'bell'],
    queryFn: () => take(api.GET('/api/v1/me/notices', { params: { query: { unread: 'true', limit: 6 } } })),
    refetchInterval: askMs,
  });
  const unread = notices.data?.unread ?? 0;
  const mark = useMarkRead();
  const go = useGo();
  const showAll = (): void => {
    setOpen(false);
    go(path('notices'));
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={360} shadow="md" trapFocus withRoles={false}>
      <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={16} offset={4} color="var(--hf-accent-fill)">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="var(--hf-muted)"
            aria-label={t('bell', { count: unread })}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconBell size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} role="dialog" aria-label={t('title')}>
        <NoticeRows notices={notices.data?.rows ?? []} onOpen={() => setOpen(false)} />
        <div className="hf-notice-foot">
          <Button variant="default" onClick={showAll}>
            {t('all')}
          </Button>
          {unread > 0 && (
            <Button variant="subtle" loading={mark.busy} onClick={() => void mark.run(null)}>
              {t('mark_all')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
