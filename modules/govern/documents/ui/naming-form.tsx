// Sets how names are built: patterns with an example while one types, and the codes of areas and kinds they draw on.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Button, Group, MultiSelect, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exampleOf, type NamePattern, nameTokens, readPattern } from '../rules.naming.ts';
import { deviceKinds, type KeptNaming } from '../schema.ts';
import { api } from './use-documents.tsx';

type Codes = Record<string, string>;
type Draft = { patterns: NamePattern[]; areas: Codes; kinds: Codes };

const startOf = (naming: KeptNaming): Draft => ({
  patterns: naming.patterns.length > 0 ? naming.patterns : [{ kinds: [], pattern: '{area}-{kind}-{number:2}' }],
  areas: Object.fromEntries(naming.area_codes.map((it) => [it.area_id, it.code])),
  kinds: Object.fromEntries(naming.kind_codes.map((it) => [it.kind, it.code])),
});

export function NamingForm({ naming, onClose }: { naming: KeptNaming; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const [draft, setDraft] = useState<Draft>(() => startOf(naming));
  const save = useSave(naming.version);
  const areas = useAreas();
  const codes = { area: Object.values(draft.areas).filter(Boolean), kind: Object.values(draft.kinds).filter(Boolean) };
  const isWhole = draft.patterns.every((it) => readPattern(it.pattern).ok);
  const send = async (): Promise<void> => {
    if (await save.run(draft)) onClose();
  };
  const put = (at: number, next: NamePattern | null): void =>
    setDraft({ ...draft, patterns: draft.patterns.flatMap((it, place) => (place === at ? (next ?? []) : it)) });
  return (
    <Form submit={t('save')} busy={save.busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      <Tokens />
      {draft.patterns.map((it, at) => (
        <PatternFields key={at} it={it} codes={codes} onChange={(next) => put(at, next)} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setDraft({ ...draft, patterns: [...draft.patterns, { kinds: [], pattern: '' }] })}
        >
          {t('naming.add')}
        </Button>
      </div>
      <CodeFields
        title={t('naming.area_codes')}
        says={t('naming.area_codes_says')}
        rows={areas}
        codes={draft.areas}
        onChange={(next) => setDraft({ ...draft, areas: next })}
      />
      <KindCodes codes={draft.kinds} onChange={(next) => setDraft({ ...draft, kinds: next })} />
    </Form>
  );
}

/** What may stand between braces. */
function Tokens() {
  const { t } = useTranslation('documents');
  return (
    <div>
      <Text size="sm">{t('naming.how')}</Text>
      <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
        {nameTokens.map((token) => (
          <li key={token}>
            <Text size="sm" span>
              <code>{`{${token}}`}</code> {t(`naming.token.${token}`)}
            </Text>
          </li>
        ))}
        <li>
          <Text size="sm" span>
            <code>[ ]</code> {t('naming.token.optional')}
          </Text>
        </li>
      </ul>
    </div>
  );
}

type PatternProps = { it: NamePattern; codes: { area: string[]; kind: string[] }; onChange: (next: NamePattern | null) => void };

function PatternFields({ it, codes, onChange }: PatternProps) {
  const { t } = useTranslation(['documents', 'assets']);
  const read = readPattern(it.pattern);
  const fault =
    read.ok || it.pattern === '' ? null : t(`naming.fault.${read.error.kind}`, { what: read.error.what, at: read.error.offset + 1 });
  return (
    <Group gap="sm" align="flex-start" wrap="wrap">
      <TextInput
        style={{ flex: '1 1 260px' }}
        className="hf-mono"
        label={t('naming.pattern')}
        required
        maxLength={200}
        value={it.pattern}
        error={fault}
        description={read.ok ? t('naming.like', { example: exampleOf(read.parts, codes) }) : t('naming.like_none')}
        onChange={(event) => onChange({ ...it, pattern: event.currentTarget.value })}
      />
      <MultiSelect
        style={{ flex: '1 1 260px' }}
        label={t('naming.kinds')}
        description={t('naming.kinds_says')}
        placeholder={it.kinds.length === 0 ? t('naming.all_kinds') : ''}
        searchable
        data={deviceKinds.map((kind) => ({ value: kind, label: t(`assets:kind.${kind}` as 'key') }))}
        value={[...it.kinds]}
        onChange={(kinds) => onChange({ ...it, kinds })}
      />
      <Button variant="subtle" mt={44} onClick={() => onChange(null)}>
        {t('naming.drop')}
      </Button>
    </Group>
  );
}

type CodeProps = {
  title: string;
  says: string;
  rows: readonly { value: string; label: string }[];
  codes: Codes;
  onChange: (next: Codes) => void;
};

function CodeFields({ title, says, rows, codes, onChange }: CodeProps) {
  return (
    <Stack gap="xs">
      <div>
        <Title order={3}>{title}</Title>
        <Text size="sm" c="dimmed">
          {says}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {rows.map(({ value, label }) => (
          <TextInput
            key={value}
            label={label}
            maxLength={20}
            value={codes[value] ?? ''}
            onChange={(event) => onChange({ ...codes, [value]: event.currentTarget.value.trim() })}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

/** Kinds there are devices of first; the others when they have a code. */
function KindCodes({ codes, onChange }: { codes: Codes; onChange: (next: Codes) => void }) {
  const { t } = useTranslation(['documents', 'assets']);
  const [isAll, setAll] = useState(false);
  const usual = new Set([
    'plc',
    'safety-controller',
    'remote-io',
    'hmi',
    'drive',
    'robot',
    'switch',
    'engineering-station',
    ...Object.keys(codes),
  ]);
  const rows = deviceKinds.filter((kind) => kind !== 'unknown' && (isAll || usual.has(kind)));
  return (
    <div>
      <CodeFields
        title={t('naming.kind_codes')}
        says={t('naming.kind_codes_says')}
        rows={rows.map((kind) => ({ value: kind, label: t(`assets:kind.${kind}` as 'key') }))}
        codes={codes}
        onChange={onChange}
      />
      {!isAll && (
        <Button variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t('naming.more_kinds')}
        </Button>
      )}
    </div>
  );
}

function useAreas(): { value: string; label: string }[] {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['areas', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/areas', { params: { path: { site_id } } })),
  });
  return (asked.data?.rows ?? []).map((it) => ({ value: it.id, label: it.name }));
}

function useSave(version: number) {
  const { t } = useTranslation('documents');
  const { site_id } = usePlace();
  return useAct(
    ({ patterns, areas, kinds }: Draft) => {
      const area_codes = Object.entries(areas).flatMap(([area_id, code]) => (code === '' ? [] : [{ area_id, code }]));
      const kind_codes = Object.entries(kinds).flatMap(([kind, code]) => (code === '' ? [] : [{ kind, code }]));
      const body = {
        patterns: patterns.map((it) => ({ kinds: [...it.kinds], pattern: it.pattern.trim() })),
        area_codes,
        kind_codes,
        version,
      };
      return take(api.PUT('/api/v1/sites/{site_id}/naming', { params: { path: { site_id } }, body }));
    },
    { done: t('naming.saved') },
  );
}
