// The label of an item, to print and stick on: number, what it is, hash, a code that opens it.
import './evidence.css';
import { Button, Text } from '@mantine/core';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { QrCode } from '@holdfast/people/ui/qr-code';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../rules.ts';
import type { ItemDetail } from '../schema.ts';
import { useItem } from './evidence-item-page.tsx';

export function LabelPage() {
  const asked = useItem();
  return <Answer of={asked}>{(it) => <LabelView item={it} />}</Answer>;
}

function LabelView({ item: it }: { item: ItemDetail }) {
  const { t } = useTranslation('evidence');
  const { path, site_name } = usePlace();
  const label = labelOf(it.number);
  const own = path(`evidence/${it.id}`);
  return (
    <Page
      title={t('label.title', { label })}
      crumbs={[
        { to: path('evidence'), text: t('title') },
        { to: own, text: label },
      ]}
      actions={<Button onClick={() => window.print()}>{t('label.print')}</Button>}
    >
      <article className="hf-evidence-label">
        <QrCode text={`${location.origin}${own}`} label={t('label.code', { label })} size={132} />
        <div>
          <Text fw={700} size="xl">
            {label}
          </Text>
          <Text>{it.title}</Text>
          <Text size="sm">{site_name}</Text>
          <Text size="sm">
            {it.collected_by_name} · <Time at={it.collected_at} />
          </Text>
          {it.seal_number !== null && <Text size="sm">{`${t('field.seal')}: ${it.seal_number}`}</Text>}
          {it.file_sha256 !== null && <code className="hf-evidence-hash">{it.file_sha256}</code>}
        </div>
      </article>
    </Page>
  );
}
