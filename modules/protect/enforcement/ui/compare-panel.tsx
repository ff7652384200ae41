// A firewall of another make: its configuration brought as a file or pasted, and what it says against the approved lists.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, FileButton, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnforcerComparison, EnforcerDetail } from '../schema.ts';

const api = createClient();

export function ComparePanel({ enforcer }: { enforcer: EnforcerDetail }) {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const [text, setText] = useState('');
  const path = { site_id, enforcer_id: enforcer.id };
  const compare = useAct(
    (configuration: string) =>
      take(api.POST('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/comparison', { params: { path }, body: { text: configuration } })),
    { done: (it: EnforcerComparison) => t(it.is_same ? 'compare.same' : 'compare.differs') },
  );
  const bring = async (configuration: string): Promise<void> => {
    if (configuration.trim() !== '' && (await compare.run(configuration))) setText('');
  };
  return (
    <Panel title={t('compare.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('compare.says')}</Text>
        {enforcer.comparison !== null && <Verdict it={enforcer.comparison} at={enforcer.compared_at} />}
        {may('enforcement.roll_out') && (
          <>
            <Textarea
              label={t('compare.paste')}
              rows={5}
              value={text}
              onChange={({ currentTarget: { value } }) => setText(value)}
              styles={{ input: { fontFamily: 'monospace', fontSize: 12 } }}
            />
            <Group gap="sm">
              <Button loading={compare.busy} disabled={text.trim() === ''} onClick={() => void bring(text)}>
                {t('compare.act')}
              </Button>
              <FileButton onChange={(file) => void file?.text().then(bring)}>
                {(props) => (
                  <Button {...props} variant="default">
                    {t('compare.file')}
                  </Button>
                )}
              </FileButton>
            </Group>
          </>
        )}
      </Stack>
    </Panel>
  );
}

function Verdict({ it, at }: { it: EnforcerComparison; at: string | null }) {
  const { t } = useTranslation('enforcement');
  return (
    <div>
      <Text fw={600}>{it.is_same ? t('compare.same') : t('compare.differs_in', { count: it.differences.length })}</Text>
      <Text size="xs" c="dimmed">
        {t('compare.counted', { found: it.rules_found, approved: it.rules_approved })} · <Time at={at} />
      </Text>
      {it.differences.length > 0 && (
        <Table.ScrollContainer tabIndex={0} minWidth={420} type="native" scrollAreaProps={{ tabIndex: 0 }}>
          <Table fz="sm" verticalSpacing={4}>
            <Table.Tbody>
              {it.differences.slice(0, 100).map((one) => (
                <Table.Tr key={`${one.kind} ${one.line} ${one.tag} ${one.what.join()}`}>
                  <Table.Td>{one.line === null ? '' : t('compare.line', { line: one.line })}</Table.Td>
                  <Table.Td>{t(`compare.kind_${one.kind}`)}</Table.Td>
                  <Table.Td>
                    {one.rule_id ?? one.tag} {one.what.map((what) => t(`compare.what_${what}`, { defaultValue: what })).join(', ')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {it.unresolved.length + it.unknown.length > 0 && (
        <Text size="sm">{t('compare.unread', { count: it.unresolved.length + it.unknown.length })}</Text>
      )}
    </div>
  );
}
