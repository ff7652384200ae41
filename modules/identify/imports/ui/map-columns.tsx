// Step 2: which column of the file says what; guessed from the headings, changed where the guess is wrong.
import { Button, Group, Select, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultOfMapping, fieldsOf, guessedMapping } from '../rules.ts';
import type { Column, ImportRecord, Mapping } from '../schema.ts';
import { useFieldName } from './field-names.tsx';

const api = createClient();

export function MapColumns({ it, onDone }: { it: ImportRecord; onDone: () => void }) {
  const { t } = useTranslation('imports');
  const { site_id } = usePlace();
  const fieldName = useFieldName(it.kind);
  const [mapping, setMapping] = useState<Mapping>(it.state === 'read' ? guessedMapping(it.columns) : it.mapping);
  const fault = faultOfMapping(mapping, it.columns, fieldsOf[it.kind]);
  const compare = useAct(() =>
    take(
      api.POST('/api/v1/sites/{site_id}/imports/{import_id}/dry-run', {
        params: { path: { site_id, import_id: it.id } },
        body: { mapping, take: it.take },
      }),
    ),
  );
  const send = async (): Promise<void> => {
    if (await compare.run(undefined)) onDone();
  };
  const change = (index: number, field: string | null): void => {
    const { [String(index)]: _gone, ...rest } = mapping;
    setMapping(field === null ? rest : { ...rest, [String(index)]: field });
  };
  return (
    <Panel title={t('map.title')}>
      <Text c="dimmed">{t('map.lead')}</Text>
      <ul className="hf-import-map">
        {it.columns.map((column) => (
          <ColumnLine
            key={column.index}
            column={column}
            kind={it.kind}
            mapping={mapping}
            onChange={(field) => change(column.index, field)}
          />
        ))}
      </ul>
      {fault !== null && (
        <Text role="alert" c="var(--hf-attention)">
          {t(`map.fault.${fault.code}`, { field: fieldName(fault.field) })}
        </Text>
      )}
      <Group gap="sm" mt="md">
        <WaitingButton
          loading={compare.busy}
          missing={fault === null ? null : t(`map.fault.${fault.code}`, { field: fieldName(fault.field) })}
          onClick={() => void send()}
        >
          {t('map.act')}
        </WaitingButton>
        {it.counts !== null && (
          <Button variant="default" onClick={onDone}>
            {t('map.back')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}

type LineProps = { column: Column; kind: ImportRecord['kind']; mapping: Mapping; onChange: (field: string | null) => void };

function ColumnLine({ column, kind, mapping, onChange }: LineProps) {
  const { t } = useTranslation('imports');
  const fieldName = useFieldName(kind);
  const chosen = mapping[String(column.index)] ?? null;
  const taken = new Set(Object.entries(mapping).flatMap(([index, field]) => (index === String(column.index) ? [] : [field])));
  return (
    <li>
      <div>
        <Text fw={600}>{column.heading}</Text>
        <Text size="xs" c="dimmed">
          {column.samples.join(' · ')}
        </Text>
      </div>
      {column.refused === 'secret' ? (
        <div>
          <Badge tone="alarm">{t('map.secret')}</Badge>
          <Text size="xs" c="dimmed">
            {t('map.secret_note')}
          </Text>
        </div>
      ) : (
        <Select
          aria-label={t('map.says', { heading: column.heading })}
          placeholder={t('map.left_out')}
          clearable
          searchable
          value={chosen}
          onChange={onChange}
          data={fieldsOf[kind].map((it) => ({ value: it.name, label: fieldName(it.name), disabled: taken.has(it.name) }))}
        />
      )}
    </li>
  );
}
