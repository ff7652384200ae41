// What may be done with a document now: what needs the one who looks stands above the text, the rest beside it.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../schema.ts';
import { isAsked, versionHere } from './version-here.ts';
import { ChangeSettings } from './settings-dialog.tsx';
import { api } from './use-documents.tsx';

type Props = { it: DocumentDetail; mayWrite: boolean };

export function DocumentNotes({ it, mayWrite }: Props) {
  const { t } = useTranslation('documents');
  const { may, path } = usePlace();
  const waiting = it.versions.find((one) => one.state === 'proposed');
  return (
    <>
      {waiting !== undefined && (
        <Note
          act={
            <Go to={path('approvals')} search={{ open: waiting.approval_id }}>
              {t('open_approval')}
            </Go>
          }
        >
          {t('note.waiting', { number: waiting.number, name: waiting.proposed_by_name })}
        </Note>
      )}
      {(it.adoption === 'open' || it.adoption === 'behind') && (
        <Note act={may('documents.adopt') && <Adopt it={it} />}>{t(`note.${it.adoption}`, { site: it.home_site_name })}</Note>
      )}
      {(it.state === 'overdue' || it.state === 'due') && (
        <Note act={mayWrite && <StillRight it={it} />}>
          {t(`note.${it.state}`)} <Time at={`${it.next_review_on}T12:00:00Z`} style="day" />
        </Note>
      )}
      {it.orphaned && (
        <Note act={<Go to={path(it.owner_kind === 'ciso' ? 'responsibilities' : 'people')}>{t('note.orphaned_act')}</Go>}>
          {t(`note.orphaned_${it.owner_kind}`)}
        </Note>
      )}
      {isAsked(it) && may('documents.acknowledge') && (
        <Note
          act={
            <a className="hf-link" href="#read">
              {t('to_the_end')}
            </a>
          }
        >
          {t(`note.${it.mine}`, { number: versionHere(it), count: it.acknowledge_days })}
        </Note>
      )}
    </>
  );
}

function Note({ children, act }: { children: ReactNode; act: ReactNode }) {
  return (
    <div className="hf-doc-note" role="status">
      <div>{children}</div>
      {act}
    </div>
  );
}

function Adopt({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const params = { path: { site_id, document_id: it.id } };
  const adopt = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/adoption', { params, body: { number: it.number!, reason } }));
  const decline = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/adoption-refusal', { params, body: { reason } }));
  return (
    <Group gap="sm">
      <Reasoned button={t('adopt')} says={t('adopt_says', { number: it.number })} done={t('adopted')} work={adopt} primary />
      <Reasoned button={t('decline')} says={t('decline_says')} done={t('declined')} work={decline} />
    </Group>
  );
}

function StillRight({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const work = (reason: string) =>
    take(
      api.POST('/api/v1/sites/{site_id}/documents/{document_id}/review', {
        params: { path: { site_id, document_id: it.id } },
        body: { reason },
      }),
    );
  return <Reasoned button={t('still_right')} says={t('still_right_says', { count: it.review_months })} done={t('reviewed')} work={work} />;
}

export function DocumentActs({ it, mayWrite }: Props) {
  const { t } = useTranslation('documents');
  const { site_id, may } = usePlace();
  const params = { path: { site_id, document_id: it.id } };
  const withdraw = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/withdrawal', { params, body: { reason } }));
  if (it.state === 'withdrawn') return <Text c="dimmed">{t('withdrawn_says')}</Text>;
  if (!mayWrite) return it.adoption === 'adopted' && may('documents.adopt') ? <DeclineLater it={it} /> : null;
  return (
    <Group gap="sm" mt="md">
      <ChangeSettings it={it} />
      {it.number !== null && it.state === 'in_force' && <StillRight it={it} />}
      {it.waiting_number === null && (
        <Reasoned button={t('withdraw')} says={t('withdraw_says')} done={t('withdrawn')} work={withdraw} danger />
      )}
    </Group>
  );
}

function DeclineLater({ it }: { it: DocumentDetail }) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  const params = { path: { site_id, document_id: it.id } };
  const decline = (reason: string) =>
    take(api.POST('/api/v1/sites/{site_id}/documents/{document_id}/adoption-refusal', { params, body: { reason } }));
  return (
    <Group mt="md">
      <Reasoned button={t('decline')} says={t('decline_says')} done={t('declined')} work={decline} danger />
    </Group>
  );
}

type ReasonedProps = {
  button: string;
  says: ReactNode;
  done: string;
  work: (reason: string) => Promise<unknown>;
  primary?: boolean;
  danger?: boolean;
};

function Reasoned({ button, says, done, work, primary = false, danger = false }: ReasonedProps) {
  const [isOpen, setOpen] = useState(false);
  const act = useAct(work, { done });
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <ReasonDialog
        title={button}
        says={says}
        submit={button}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={act.run}
        danger={danger}
      />
    </>
  );
}
