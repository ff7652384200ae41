// How long a finding must stay away to count as fixed: said beside the findings, changed with a reason among the rules of the site.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { NumberInput, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();

function useRule() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['findings', site_id, 'rules'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/finding-rules', { params: { path: { site_id } } })),
  });
}

/** Said beside the findings it decides on; it is changed among the rules of the site. */
export function AbsenceRule() {
  const { t } = useTranslation('findings');
  const { path } = usePlace();
  const rule = useRule();
  if (rule.data === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('rule.says', { count: rule.data.absent_days })} <Go to={path('areas')}>{t('rule.where')}</Go>
    </Text>
  );
}

/** The rule among those of the site. */
export function AbsencePanel() {
  const { t } = useTranslation('findings');
  const { may, path } = usePlace();
  const rule = useRule();
  return (
    <Panel
      title={t('rule.title')}
      aside={
        may('findings.rule') &&
        rule.data !== undefined && (
          <FormButton as="change" label={t('rule.change')} title={t('rule.title')}>
            {(close) => <RuleForm before={rule.data.absent_days} onClose={close} />}
          </FormButton>
        )
      }
    >
      <Answer of={rule}>
        {({ absent_days }) => (
          <Text size="sm">
            {t('rule.says', { count: absent_days })}{' '}
            <Go to={path('findings')} search={{ state: 'accepted,being_fixed,in_incident' }}>
              {t('rule.findings')}
            </Go>
          </Text>
        )}
      </Answer>
    </Panel>
  );
}

function RuleForm({ before, onClose }: { before: number; onClose: () => void }) {
  const { t } = useTranslation('findings');
  const { site_id } = usePlace();
  const [absent_days, setDays] = useState(before);
  const [reason, setReason] = useState('');
  const save = useAct(
    () =>
      take(
        api.PUT('/api/v1/sites/{site_id}/finding-rules', {
          params: { path: { site_id } },
          body: { absent_days, before, reason: reason.trim() },
        }),
      ),
    { done: t('rule.saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  return (
    <Form
      submit={t('rule.save')}
      busy={save.busy}
      disabled={reason.trim().length < 3 || absent_days === before}
      onCancel={onClose}
      onSubmit={send}
    >
      <Text>{t('rule.why')}</Text>
      <NumberInput
        label={t('rule.days')}
        description={t('rule.days_note')}
        min={1}
        max={90}
        allowDecimal={false}
        required
        data-autofocus
        value={absent_days}
        onChange={(days) => setDays(typeof days === 'number' ? days : before)}
      />
      <Textarea
        label={t('decide.reason')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </Form>
  );
}
