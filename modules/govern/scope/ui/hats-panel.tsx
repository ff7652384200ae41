// Other hats: maker of products (CRA), builder of machines (Machinery Regulation), and what a critical entity owes after the state's notice.
import { Badge } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EntityDetail } from '../schema.ts';
import { useChangeEntity } from './exposure-panel.tsx';
import { Day, LawTexts, LawTextView, useMoney } from './law-words.tsx';

export function HatsPanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  return (
    <>
      {it.decisions[0]?.outcome === 'critical' && <CriticalPanel it={it} mayKeep={mayKeep} />}
      <MakerPanel it={it} mayKeep={mayKeep} />
    </>
  );
}

function MakerPanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  const money = useMoney();
  const change = useChangeEntity(it);
  return (
    <Panel title={t('hats.title')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('hats.lead')}</Text>
        <Switch
          label={t('hats.maker')}
          description={t('hats.maker_note')}
          disabled={!mayKeep || change.busy}
          checked={it.is_maker}
          onChange={({ currentTarget: { checked } }) => void change.run({ is_maker: checked })}
        />
        {it.maker_exposure !== null && (
          <Text>
            {t('hats.maker_fine', { value: money(it.maker_exposure.max_eur) })} <span className="hf-cite">CRA Art 64(2)</span>
          </Text>
        )}
        {it.maker.length > 0 && (
          <details>
            <summary>{t('hats.maker_duties', { count: it.maker.length })}</summary>
            <LawTexts of={it.maker} />
          </details>
        )}
        <Switch
          label={t('hats.machine_builder')}
          description={t('hats.machine_note')}
          disabled={!mayKeep || change.busy}
          checked={it.is_machine_builder}
          onChange={({ currentTarget: { checked } }) => void change.run({ is_machine_builder: checked })}
        />
        <details>
          <summary>{t('hats.machine_duties', { count: it.machinery.length })}</summary>
          <LawTexts of={it.machinery} />
        </details>
      </Stack>
    </Panel>
  );
}

function CriticalPanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  const change = useChangeEntity(it);
  const field = (name: 'cer_notice_dated' | 'cer_notice_received') => (
    <TextInput
      type="date"
      label={t(`field.${name}`)}
      disabled={!mayKeep || change.busy}
      value={it[name] ?? ''}
      onChange={({ currentTarget: { value } }) => void change.run({ [name]: value === '' ? null : value })}
    />
  );
  return (
    <Panel title={t('critical.title')} aside={it.critical_due === null && <Badge tone="attention">{t('critical.dates_missing')}</Badge>}>
      <Stack gap="sm">
        <Group gap="md">
          {field('cer_notice_dated')}
          {field('cer_notice_received')}
        </Group>
        {it.critical_due !== null &&
          (['risk_assessment', 'chapter_iii'] as const).map((name) => (
            <div key={name}>
              <Text fw={600}>
                {t(`critical.${name}`)} <Day on={it.critical_due![name].due_on} />
              </Text>
              <LawTextView of={it.critical_due![name].fact} />
            </div>
          ))}
      </Stack>
    </Panel>
  );
}
