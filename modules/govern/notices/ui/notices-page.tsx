// Notices: all of them, what one wants to be told and how, and for the owner the mail server.
import { Button, Checkbox, Group, Select, Switch, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../schema.ts';
import { MailServerPanel } from './mail-server.tsx';
import { NoticeRows, useMarkRead } from './notice-rows.tsx';

const api = createClient();

export function NoticesPage() {
  const { t } = useTranslation('notices');
  const { may } = usePlace();
  const mark = useMarkRead();
  const [isUnread, setUnread] = useState(false);
  const notices = useQuery({
    queryKey: ['notices', 'page', isUnread],
    queryFn: () =>
      take(api.GET('/api/v1/me/notices', { params: { query: { limit: 200, ...(isUnread ? { unread: 'true' as const } : {}) } } })),
  });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="md">
          <Switch label={t('only_unread')} checked={isUnread} onChange={(event) => setUnread(event.currentTarget.checked)} />
          <Button variant="default" loading={mark.busy} onClick={() => void mark.run(null)}>
            {t('mark_all')}
          </Button>
        </Group>
      }
    >
      <Panel flush>
        <Answer of={notices}>{({ rows }) => <NoticeRows notices={rows} />}</Answer>
      </Panel>
      <Choices />
      {may('mail.keep') && <MailServerPanel />}
    </Page>
  );
}

function Choices() {
  const { t } = useTranslation('notices');
  const asked = useQuery({ queryKey: ['notices', 'choices'], queryFn: () => take(api.GET('/api/v1/me/notice-choices')) });
  const keep = useAct((choice: Choice) => take(api.PUT('/api/v1/me/notice-choices', { body: { choices: [choice] } })));
  return (
    <Panel title={t('choices.title')}>
      <Answer of={asked}>
        {({ choices, mail_works }) => (
          <>
            {!mail_works && <Text c="dimmed">{t('choices.no_mail')}</Text>}
            <table className="hf-notice-choices">
              <thead>
                <tr>
                  {(['kind', 'in_product', 'by_mail'] as const).map((key) => (
                    <th key={key} scope="col">
                      {t(`choices.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {choices.map((it) => (
                  <ChoiceRow key={it.kind} choice={it} onChange={(next) => void keep.run(next)} />
                ))}
              </tbody>
            </table>
          </>
        )}
      </Answer>
    </Panel>
  );
}

function ChoiceRow({ choice: it, onChange }: { choice: Choice; onChange: (next: Choice) => void }) {
  const { t } = useTranslation('notices');
  const ways = (['no', 'at_once', 'daily'] as const).map((value) => ({ value, label: t(`choices.${value}`) }));
  const what = t(`what.${it.kind}`);
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        <Checkbox
          aria-label={`${what}: ${t('choices.in_product')}`}
          checked={it.in_product}
          onChange={(event) => onChange({ ...it, in_product: event.currentTarget.checked })}
        />
      </td>
      <td>
        <Select
          aria-label={`${what}: ${t('choices.by_mail')}`}
          data={ways}
          value={it.by_mail}
          allowDeselect={false}
          onChange={(by_mail) => onChange({ ...it, by_mail: by_mail as Choice['by_mail'] })}
        />
      </td>
    </tr>
  );
}
