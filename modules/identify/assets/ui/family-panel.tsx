// What is behind a device: serial field devices, modules slot by slot as wire or project file told; and what it is behind itself.
import { Group, Select, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetail } from '../schema.ts';
import type { Child, Family } from '../schema.children.ts';
import { KindName, useAssetOptions } from './names.tsx';

const api = createClient();
const gateways: readonly string[] = [
  'gateway',
  'plc',
  'remote-io',
  'safety-controller',
  'rtu',
  'building-controller',
  'drive',
  'meter',
  'unknown',
];

export function FamilyPanel({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation('assets');
  const { site_id, path, may } = usePlace();
  const family = useQuery({
    queryKey: ['assets', site_id, 'family', asset.id],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}/children', { params: { path: { site_id, asset_id: asset.id } } })),
  });
  const modules = modulesOf(asset, (firmware) => `${t('field.firmware')} ${firmware}`);
  const { parent = null, rows = [] } = family.data ?? {};
  const isGateway = gateways.includes(asset.kind);
  if (parent === null && rows.length === 0 && modules.length === 0 && !isGateway) return null;
  return (
    <Panel title={t('family.title')} aside={may('assets.word') && isGateway && <AddChild asset={asset} />}>
      {parent !== null && <Behind parent={parent} />}
      {rows.length === 0 && modules.length === 0 && <Text c="dimmed">{t('family.empty')}</Text>}
      <ul className="hf-family">
        {rows.map((it) => (
          <li key={it.id}>
            <Text fw={600}>{it.parent_port}</Text>
            <span>
              <Go to={path(`assets/${it.id}`)}>{it.name}</Go> · <KindName kind={it.kind} />
              {factsOf(it)}
            </span>
          </li>
        ))}
        {modules.map(([slot, facts]) => (
          <li key={slot}>
            <Text fw={600}>{t('family.slot', { slot })}</Text>
            <span>{facts.join(' · ')}</span>
          </li>
        ))}
      </ul>
      {(['wire', 'project_file'] as const)
        .filter((source) => asset.attributes.some((it) => it.source === source && it.name.startsWith('module.')))
        .map((source) => (
          <Text key={source} size="xs" c="dimmed">
            {t(`family.from_${source}`)}
          </Text>
        ))}
    </Panel>
  );
}

function Behind({ parent }: { parent: NonNullable<Family['parent']> }) {
  const { t } = useTranslation('assets');
  const { path } = usePlace();
  return (
    <Text>
      {t('family.behind')} <Go to={path(`assets/${parent.id}`)}>{parent.name}</Go>
      {parent.port !== null && ` · ${parent.port}`}
    </Text>
  );
}

const factsOf = (it: Child): string =>
  [it.vendor, it.model, it.order_number, it.serial]
    .filter(Boolean)
    .map((fact) => ` · ${fact}`)
    .join('');

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const moduleFacts = ['name', 'vendor', 'model', 'order_number', 'serial', 'firmware'];

/** Modules told of, a slot each: `module.<slot>.<name>` attributes, in the order people read them. */
function modulesOf(asset: AssetDetail, sayFirmware: (firmware: string) => string): [string, string[]][] {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const slots = Map.groupBy(
    asset.attributes.filter((it) => it.name.startsWith('module.')),
    (it) => it.name.split('.')[1] ?? '',
  );
  const placeOf = (name: string): number => [...moduleFacts, lastOf(name)].indexOf(lastOf(name));
  const sayFacts = (said: AssetDetail['attributes']): string[] =>
    said
      .toSorted((a, b) => placeOf(a.name) - placeOf(b.name))
      .map((it) => (lastOf(it.name) === 'firmware' ? sayFirmware(it.value) : it.value));
  return [...slots].toSorted(([a], [b]) => compare(a, b)).map(([slot, said]) => [slot, [...new Set(sayFacts(said))]]);
}

function AddChild({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation('assets');
  return (
    <FormButton as="aside" label={t('family.add')} title={t('family.add_title', { name: asset.name })}>
      {(close) => <ChildForm asset={asset} onClose={close} />}
    </FormButton>
  );
}

const nothing = { name: '', kind: 'sensor', port: '', vendor: '', model: '', order_number: '', serial: '' };

function ChildForm({ asset, onClose }: { asset: AssetDetail; onClose: () => void }) {
  const { t } = useTranslation('assets');
  const { site_id } = usePlace();
  const { kinds } = useAssetOptions();
  const [it, setIt] = useState(nothing);
  const add = useAct(
    (body: typeof nothing) =>
      take(
        api.POST('/api/v1/sites/{site_id}/assets/{asset_id}/children', {
          params: { path: { site_id, asset_id: asset.id } },
          body: {
            ...body,
            kind: body.kind as Child['kind'],
            vendor: body.vendor || null,
            model: body.model || null,
            order_number: body.order_number || null,
            serial: body.serial || null,
          },
        }),
      ),
    { done: t('family.done') },
  );
  const field = (key: keyof typeof nothing, label: string, more: object = {}) => (
    <TextInput label={label} value={it[key]} onChange={(event) => setIt({ ...it, [key]: event.currentTarget.value })} {...more} />
  );
  const send = async (): Promise<void> => {
    if (await add.run(it)) onClose();
  };
  return (
    <Form
      submit={t('family.submit')}
      busy={add.busy}
      disabled={it.name.trim() === '' || it.port.trim() === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      {field('name', t('field.name'), { required: true, 'data-autofocus': true })}
      {field('port', t('family.port'), { required: true, placeholder: 'COM1 unit 5', description: t('family.port_note') })}
      <Select
        label={t('column.kind')}
        data={kinds}
        searchable
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => setIt({ ...it, kind: kind ?? 'unknown' })}
      />
      <Group grow>
        {field('vendor', t('field.vendor'))}
        {field('model', t('field.model'))}
      </Group>
      <Group grow>
        {field('order_number', t('field.order_number'))}
        {field('serial', t('field.serial'))}
      </Group>
    </Form>
  );
}
