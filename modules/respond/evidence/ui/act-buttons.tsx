// What the person who looks may do with the item now: only that is offered, each with what it asks.
import { Button, Group } from '@mantine/core';
import { Dialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { AskToOpen } from '@holdfast/opening-keys/ui/ask-to-open';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acts, type DoneTo } from '../rules.ts';
import type { ItemDetail } from '../schema.ts';
import { ActForm } from './act-form.tsx';

const sentenceOf = (act: DoneTo): string =>
  act === 'accessed' ? 'evidence.open' : act === 'verified' ? 'evidence.verify' : 'evidence.keep';

export function ActButtons({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('evidence');
  const { may } = usePlace();
  const [act, setAct] = useState<DoneTo | null>(null);
  const isClosed = item.sensitive && item.form === 'file';
  const offered = acts.filter(
    (it) =>
      item.may.includes(it) &&
      may(sentenceOf(it)) &&
      (item.form === 'file' || (it !== 'accessed' && it !== 'verified')) &&
      !(isClosed && it === 'accessed'),
  );
  return (
    <>
      <Group gap="sm" mt="md" className="hf-no-print">
        {isClosed && item.may.includes('accessed') && may('evidence.open') && <AskToOpen item_id={item.id} />}
        {offered.map((it) => (
          <Button
            key={it}
            variant={it === 'received' ? 'filled' : 'default'}
            {...(it === 'destruction_asked' ? { c: 'var(--hf-alarm)' } : {})}
            onClick={() => setAct(it)}
          >
            {t(`do.${it}`)}
          </Button>
        ))}
      </Group>
      <Dialog title={act === null ? '' : t(`do.${act}`)} opened={act !== null} onClose={() => setAct(null)}>
        {act !== null && <ActForm item={item} act={act} onClose={() => setAct(null)} />}
      </Dialog>
    </>
  );
}
