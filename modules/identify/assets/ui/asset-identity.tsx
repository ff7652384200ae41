// What an asset is, value by value: where each was read, what contradicts it, and a person's word over it.
import './asset-identity.css';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Known, Unknown } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Go } from '@holdfast/design/go';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownAttributes } from '../rules.ts';
import { wordWhy } from '../rules.why.ts';
import type { AssetDetail, Attribute } from '../schema.ts';
import { LevelName } from './asset-columns.tsx';
import { EditButton, FieldForm } from './field-form.tsx';
import { type Field, fields } from './fields.ts';
import { CriticalityBadge, KindName } from './names.tsx';

const api = createClient();

/** The asset with its attributes; the key is shared with the asset page. */
export function useAsset(asset_id: string) {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['assets', site_id, 'one', asset_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}', { params: { path: { site_id, asset_id } } })),
  });
}

export function AssetIdentity({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation('assets');
  const attributeName = useAttributeName();
  const known = new Set<string>(shownAttributes);
  const others = [...Map.groupBy(asset.attributes, (it) => it.name)].filter(
    ([name]) => !known.has(name) && !['ip', 'mac', 'vlan'].includes(name) && !name.startsWith('module.'),
  );
  return (
    <Panel title={t('identity.title')} flush>
      <ul className="hf-identity">
        {shownAttributes.map((name) => (
          <EditableLine key={name} asset={asset} field={fields[name]} />
        ))}
        <PlainLine label={t('identity.addresses')}>
          <Known value={asset.ips.join(', ')} />
        </PlainLine>
        <PlainLine label={t('identity.macs')}>
          <Known value={<MacList asset={asset} />} />
        </PlainLine>
        <PlainLine label={t('identity.vlans')}>
          <Known value={asset.vlans.join(', ')} />
        </PlainLine>
        {others.map(([name, said]) => (
          <PlainLine key={name} label={attributeName(name)}>
            <Values said={said} isConflicting={asset.conflicting.includes(name)} />
          </PlainLine>
        ))}
      </ul>
    </Panel>
  );
}

function MacList({ asset }: { asset: AssetDetail }) {
  return asset.macs.length === 0 ? <Unknown /> : <span className="hf-mono">{asset.macs.join(', ')}</span>;
}

// What no capture tells.
const duties = [
  'owner_id',
  'criticality',
  'production_role',
  'uptime_need',
  'rto_hours',
  'asset_tag',
  'area_id',
  'location',
  'lifecycle',
  'remark',
] as const;

export function AssetDuties({ asset }: { asset: AssetDetail }) {
  const { t } = useTranslation('assets');
  return (
    <Panel title={t('duties.title')} flush>
      <ul className="hf-identity">
        {duties.map((name) => (
          <EditableLine key={name} asset={asset} field={fields[name]} />
        ))}
      </ul>
    </Panel>
  );
}

function PlainLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li>
      <span className="hf-identity-name">{label}</span>
      <div>{children}</div>
    </li>
  );
}

function EditableLine({ asset, field }: { asset: AssetDetail; field: Field }) {
  const { t } = useTranslation('assets');
  const { may } = usePlace();
  const [isEditing, setEditing] = useState(false);
  const label = t(`field.${field.name}`);
  const said = asset.attributes.filter((it) => it.name === field.name);
  return (
    <li>
      <span className="hf-identity-name">{label}</span>
      {isEditing ? (
        <FieldForm asset={asset} field={field} label={label} onClose={() => setEditing(false)} />
      ) : (
        <div className="hf-identity-value">
          <div>
            <FieldValue asset={asset} field={field} />
            <Sources said={said} isConflicting={asset.conflicting.includes(field.name)} />
          </div>
          {may('assets.word') && <EditButton label={t('edit', { field: label })} onClick={() => setEditing(true)} />}
        </div>
      )}
    </li>
  );
}

function FieldValue({ asset, field }: { asset: AssetDetail; field: Field }) {
  const { t } = useTranslation('assets');
  switch (field.name) {
    case 'kind':
      return <KindName kind={asset.kind} />;
    case 'purdue_level':
      return <LevelName level={asset.purdue_level} />;
    case 'criticality':
      return <CriticalityBadge criticality={asset.criticality} />;
    case 'production_role':
    case 'uptime_need':
    case 'lifecycle':
      return <Known value={asset[field.name] === null ? null : t(`${field.name}.${asset[field.name]}`)} />;
    case 'rto_hours':
      return <Known value={asset.rto_hours === null ? null : t('hours', { count: asset.rto_hours })} />;
    case 'owner_id':
      return <Known value={asset.owner_name} />;
    case 'area_id':
      return <Known value={asset.area_name} />;
    default:
      return <Known value={asset[field.name]} />;
  }
}

function Sources({ said, isConflicting }: { said: readonly Attribute[]; isConflicting: boolean }) {
  const { t } = useTranslation('assets');
  const chosen = said.find((it) => it.chosen);
  const others = said.filter((it) => it !== chosen);
  if (chosen === undefined) return null;
  return (
    <>
      <Source said={chosen} />
      {others.length > 0 && (
        <details className="hf-others" open={isConflicting}>
          <summary>
            {isConflicting ? <Badge tone="attention">{t('identity.conflict')}</Badge> : t('identity.others', { count: others.length })}
          </summary>
          <Values said={others} isConflicting={false} />
        </details>
      )}
    </>
  );
}

function Values({ said, isConflicting }: { said: readonly Attribute[]; isConflicting: boolean }) {
  const { t } = useTranslation('assets');
  return (
    <>
      {isConflicting && <Badge tone="attention">{t('identity.conflict')}</Badge>}
      {said.map((it) => (
        <div key={`${it.value}${it.protocol}${it.capture_id}${it.frame}`}>
          {it.value}
          <Source said={it} />
        </div>
      ))}
    </>
  );
}

/** Where a value was read: protocol, file, frame, time, confidence; or who said it. */
function Source({ said: it }: { said: Attribute }) {
  const { t } = useTranslation('assets');
  const { percent, count } = useNumbers();
  const { path } = usePlace();
  const onWire = it.protocol === null || it.protocol === 'inference' ? t('source.inferred') : it.protocol;
  if (it.source === 'person')
    return (
      <div className="hf-source">
        {t('source.person', { name: it.person_name ?? t('source.somebody') })} · <Time at={it.seen_at} />
      </div>
    );
  return (
    <div className="hf-source">
      {it.source === 'wire' ? onWire : t(`source.${it.source}`, { name: it.person_name ?? t('source.somebody') })}
      {it.source !== 'wire' && it.file !== null && ` · ${it.file}`}
      {it.capture_id !== null && (
        <>
          {' · '}
          <Go plain to={path('captures')} search={{ open: it.capture_id }}>
            {it.file || t('source.capture')}
          </Go>
        </>
      )}
      {it.frame !== null && ` · ${t('source.frame', { frame: count(it.frame) })}`} · <Time at={it.seen_at} style="second" /> ·{' '}
      {t('source.confidence', { part: percent(it.confidence) })}
      {it.why !== null && (
        <div>
          {t('source.because')} {wordWhy((key, values) => t(key, values), it.why)}
        </div>
      )}
    </div>
  );
}

// `module.<slot>.<name>` is a value of a module behind the device that answered.
function useAttributeName(): (name: string) => string {
  const { t } = useTranslation('assets');
  return (name) => {
    const [, slot, inner] = /^module\.([^.]+)\.(.+)$/.exec(name) ?? [];
    if (inner !== undefined) return t('identity.module', { slot, name: t([`field.${inner}`, 'field.other'], { name: inner }) });
    return t([`field.${name}`, 'field.other'], { name });
  };
}
