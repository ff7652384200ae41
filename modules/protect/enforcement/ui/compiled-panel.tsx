// Approved lists as text for a firewall: the text, what becomes of each rule there, and the file.
import { createClient, take } from '@holdfast/client';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { saveFile } from '@holdfast/design/save-file';
import { Answer } from '@holdfast/design/states';
import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompiledRules } from '../schema.ts';
import { StandingBadge } from './enforcer-words.tsx';

const api = createClient();
const targets = ['nftables', 'fortigate', 'cisco_asa', 'cisco_ios', 'palo_alto', 'suricata', 'order_sheet'] as const;
type Target = (typeof targets)[number];
type Of = { enforcer_id: string } | { conduit_id: string };

export function CompiledPanel({ of, first = 'nftables' }: { of: Of; first?: Target }) {
  const { t, i18n } = useTranslation('enforcement');
  const { site_id } = usePlace();
  const language = i18n.language.startsWith('de') ? 'de' : 'en';
  const [target, setTarget] = useState<Target>(first);
  const ask = () =>
    'enforcer_id' in of
      ? take(
          api.GET('/api/v1/sites/{site_id}/enforcers/{enforcer_id}/compiled', {
            params: { path: { site_id, ...of }, query: { target, language } },
          }),
        )
      : take(
          api.GET('/api/v1/sites/{site_id}/conduits/{conduit_id}/compiled', {
            params: { path: { site_id, ...of }, query: { target, language } },
          }),
        );
  const compiled = useQuery({ queryKey: ['compiled', site_id, of, target, language], queryFn: ask });
  return (
    <Panel title={t('compiled.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('compiled.says')}</Text>
        <Select
          label={t('compiled.target')}
          maw={320}
          allowDeselect={false}
          data={targets.map((value) => ({ value, label: t(`target.${value}`) }))}
          value={target}
          onChange={(value) => setTarget(targets.find((it) => it === value) ?? 'nftables')}
        />
        <Answer of={compiled}>{(it) => <CompiledText compiled={it} />}</Answer>
      </Stack>
    </Panel>
  );
}

function CompiledText({ compiled }: { compiled: CompiledRules }) {
  const { t } = useTranslation('enforcement');
  const count = (standing: string): number => compiled.standings.filter((it) => it.standing === standing).length;
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t('compiled.counts', { enforced: count('enforced'), detected: count('detected'), unenforceable: count('unenforceable') })}
      </Text>
      {compiled.standings.some(({ standing }) => standing !== 'enforced') && <Standings compiled={compiled} />}
      {compiled.notes.map(({ code, params }) => (
        <Text key={`${code} ${JSON.stringify(params)}`} size="sm">
          {t(`note.${code}`, { defaultValue: code, ...params })}
        </Text>
      ))}
      <details>
        <summary>{t('compiled.show')}</summary>
        <pre style={{ overflow: 'auto', maxHeight: 420, fontSize: 12 }} tabIndex={0}>
          {compiled.text}
        </pre>
      </details>
      <Group>
        <Button variant="default" onClick={() => saveFile(`holdfast-${compiled.target}.txt`, compiled.text, 'text/plain')}>
          {t('compiled.download')}
        </Button>
        {compiled.csv !== null && (
          <Button variant="default" onClick={() => saveFile(`holdfast-${compiled.target}.csv`, compiled.csv ?? '', 'text/csv')}>
            {t('compiled.download_table')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Rules that are not fully held there, and why. */
function Standings({ compiled }: { compiled: CompiledRules }) {
  const { t } = useTranslation('enforcement');
  return (
    <Table.ScrollContainer tabIndex={0} minWidth={420} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Tbody>
          {compiled.standings
            .filter(({ standing }) => standing !== 'enforced')
            .map((it) => (
              <Table.Tr key={`${it.conduit_id} ${it.rule_id}`}>
                <Table.Td>
                  {it.conduit_name} · {it.rule_id} {it.purpose}
                </Table.Td>
                <Table.Td>
                  <StandingBadge standing={it.standing} />
                </Table.Td>
                <Table.Td>{t(`code.${it.code}`, { defaultValue: it.code, ...it.params })}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
