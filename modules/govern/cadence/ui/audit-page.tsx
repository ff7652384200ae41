// One audit: its plan, what was found and is still open, and its closure.
import './cadence.css';
import { Button, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { AsOfNote, AsOfPicker, asOfQuery, useAsOf, useMayNow } from '@holdfast/design/as-of';
import { Badge } from '@holdfast/design/badge';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form, ReasonDialog } from '@holdfast/design/form';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer, Empty, Known } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditDetail, AuditFinding } from '../schema.audits.ts';
import { AuditBadge } from './audits-page.tsx';
import { FindingDialog } from './finding-form.tsx';

const api = createClient();

export function AuditPage() {
  const { audit_id = '' } = useParams({ strict: false }) as { audit_id?: string };
  const { site_id } = usePlace();
  const past = useAsOf();
  const it = useQuery({
    queryKey: ['audits', site_id, audit_id, past.as_of],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/audits/{audit_id}', { params: { path: { site_id, audit_id }, query: asOfQuery(past) } })),
  });
  return <Answer of={it}>{(found) => <One audit={found} />}</Answer>;
}

function One({ audit: it }: { audit: AuditDetail }) {
  const { t } = useTranslation('cadence');
  const { path } = usePlace();
  const may = useMayNow();
  const isOpen = it.state === 'held' && may('audits.keep');
  return (
    <Page
      title={it.title}
      mark={<AuditBadge state={it.state} />}
      crumbs={[{ to: path('audits'), text: t('audits.title') }]}
      actions={
        <>
          <AsOfPicker />
          {may('audits.keep') && <Acts audit={it} />}
        </>
      }
    >
      <AsOfNote />
      <Panel>
        <Facts rows={usePlanFacts(it)} />
      </Panel>
      <Panel title={t('audits.findings')} aside={isOpen && <FindingButton audit={it} finding={null} />} flush>
        {it.finding_list.length === 0 ? (
          <Empty title={t('audit.none')}>{t('audit.none_text')}</Empty>
        ) : (
          <Findings audit={it} isOpen={isOpen} />
        )}
      </Panel>
      <RecordHistory type="audit" id={it.id} title={it.title} opens={`audits/${it.id}`} />
    </Page>
  );
}

function usePlanFacts(it: AuditDetail): [string, ReactNode][] {
  const { t } = useTranslation('cadence');
  const day = (value: string | null): ReactNode => (value === null ? null : <Time at={`${value}T12:00:00Z`} style="day" />);
  const active: [string, ReactNode][] =
    it.approach === 'passive'
      ? []
      : [
          [t('audits.reason'), it.active_reason],
          [t('audits.from'), <Time key="from" at={it.window_from} />],
          [t('audits.until'), <Time key="until" at={it.window_until} />],
        ];
  return [
    [t('audits.kind'), t(`audit_kind.${it.kind}`)],
    [t('audits.scope'), it.scope],
    [t('audits.approach'), t(`approach.${it.approach}`)],
    ...active,
    [t('audits.planned_on'), day(it.planned_on)],
    ...(it.held_on === null ? [] : [[t('audits.held_on'), day(it.held_on)] as [string, ReactNode]]),
    [t('audits.led_by'), it.led_by_name],
    ...(it.auditor === null ? [] : [[t('audits.auditor'), it.auditor] as [string, ReactNode]]),
    ...(it.closed_at === null
      ? []
      : [
          [t('audits.closed_at'), <Time key="closed" at={it.closed_at} />] as [string, ReactNode],
          [t('audits.end_remark'), it.end_remark] as [string, ReactNode],
        ]),
  ];
}

function Findings({ audit, isOpen }: { audit: AuditDetail; isOpen: boolean }) {
  const { t } = useTranslation('cadence');
  return (
    <table className="hf-plain-table">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{t('audit.finding_title')}</th>
          <th scope="col">{t('audit.severity')}</th>
          <th scope="col">{t('audit.measure')}</th>
          <th scope="col">{t('audit.owner')}</th>
          <th scope="col">{t('audit.due_on')}</th>
          <th scope="col">{t('audits.state')}</th>
        </tr>
      </thead>
      <tbody>
        {audit.finding_list.map((it) => (
          <FindingRow key={it.id} audit={audit} finding={it} isOpen={isOpen} />
        ))}
      </tbody>
    </table>
  );
}

function FindingRow({ audit, finding: it, isOpen }: { audit: AuditDetail; finding: AuditFinding; isOpen: boolean }) {
  const { t } = useTranslation('cadence');
  return (
    <tr>
      <td>{it.number}</td>
      <td>{it.title}</td>
      <td>{it.severity === 'major' ? <Badge tone="attention">{t('severity.major')}</Badge> : t(`severity.${it.severity}`)}</td>
      <td>
        {it.measure ?? (
          <Text span c="dimmed">
            {t('audit.no_measure')}
          </Text>
        )}
      </td>
      <td>
        <Known value={it.owner_name} />
      </td>
      <td>{it.due_on === null ? <Known value={null} /> : <Time at={`${it.due_on}T12:00:00Z`} style="day" />}</td>
      <td>
        {it.closed_at === null ? (
          isOpen && (
            <>
              <CloseFinding audit={audit} finding={it} /> <FindingButton audit={audit} finding={it} />
            </>
          )
        ) : (
          <>
            <Badge tone="good">{t('audit.settled')}</Badge> <Time at={it.closed_at} style="day" />
            <Text size="xs">{it.closed_remark}</Text>
          </>
        )}
      </td>
    </tr>
  );
}

function FindingButton({ audit, finding }: { audit: AuditDetail; finding: AuditFinding | null }) {
  const { t } = useTranslation('cadence');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={finding === null ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {t(finding === null ? 'audit.finding' : 'audit.change')}
      </Button>
      <FindingDialog audit_id={audit.id} finding={finding} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function CloseFinding({ audit, finding }: { audit: AuditDetail; finding: AuditFinding }) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const close = useAct(
    (remark: string) => {
      const path = { site_id, audit_id: audit.id, finding_id: finding.id };
      return take(
        api.POST('/api/v1/sites/{site_id}/audits/{audit_id}/findings/{finding_id}/closure', { params: { path }, body: { remark } }),
      );
    },
    { done: t('audit.finding_closed') },
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('audit.finding_close')}</Button>
      <ReasonDialog
        title={`${finding.number} · ${finding.title}`}
        says={t('audit.finding_close_says')}
        submit={t('audit.finding_close')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={(remark) => close.run(remark)}
      />
    </>
  );
}

function Acts({ audit: it }: { audit: AuditDetail }) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const [open, setOpen] = useState<'held' | 'closed' | 'called_off' | null>(null);
  const path = { site_id, audit_id: it.id };
  const end = useAct(
    (body: { state: 'closed' | 'called_off'; remark: string }) =>
      take(api.POST('/api/v1/sites/{site_id}/audits/{audit_id}/end', { params: { path }, body })),
    { done: t('audit.closed_done') },
  );
  const close = (): void => setOpen(null);
  if (it.state === 'planned')
    return (
      <>
        <Button onClick={() => setOpen('held')}>{t('audit.held')}</Button>
        <Button variant="default" onClick={() => setOpen('called_off')}>
          {t('audit.call_off')}
        </Button>
        <HeldDialog audit={it} opened={open === 'held'} onClose={close} />
        <ReasonDialog
          title={t('audit.call_off')}
          says={t('audit.call_off_says')}
          submit={t('audit.call_off')}
          opened={open === 'called_off'}
          onClose={close}
          onReason={(remark) => end.run({ state: 'called_off', remark })}
        />
      </>
    );
  if (it.state !== 'held') return null;
  return (
    <>
      <Button disabled={it.open_findings > 0} onClick={() => setOpen('closed')}>
        {t('audit.close')}
      </Button>
      <ReasonDialog
        title={t('audit.close')}
        says={t('audit.close_says')}
        submit={t('audit.close')}
        opened={open === 'closed'}
        onClose={close}
        onReason={(remark) => end.run({ state: 'closed', remark })}
      />
    </>
  );
}

function HeldDialog({ audit, opened, onClose }: { audit: AuditDetail; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('cadence');
  const { site_id } = usePlace();
  const [held_on, setDay] = useState(audit.planned_on);
  const hold = useAct(
    (body: { held_on: string }) =>
      take(api.POST('/api/v1/sites/{site_id}/audits/{audit_id}/held', { params: { path: { site_id, audit_id: audit.id } }, body })),
    { done: t('audit.held_done') },
  );
  const send = async (): Promise<void> => {
    if (await hold.run({ held_on })) onClose();
  };
  return (
    <Dialog title={t('audit.held')} opened={opened} onClose={onClose}>
      <Form submit={t('audit.held')} busy={hold.busy} disabled={held_on === ''} onCancel={onClose} onSubmit={send}>
        <TextInput
          type="date"
          label={t('audit.held_on')}
          required
          value={held_on}
          onChange={({ currentTarget: { value } }) => setDay(value)}
        />
      </Form>
    </Dialog>
  );
}
