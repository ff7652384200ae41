// The button of a list of devices that sets a part for all chosen ones.
import { Dialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import type { Chosen } from '@holdfast/design/table';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PartsForm } from './parts-panel.tsx';

/** Renders nothing when the person may not say who plays a part. */
export function BulkParts({ chosen, onDone }: { chosen: Chosen; onDone: () => void }) {
  const { t } = useTranslation('appointments');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('responsibilities.keep')) return null;
  const close = (): void => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('parts.set')}
      </Button>
      <Dialog title={t('parts.set')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <PartsForm chosen={chosen} onClose={close} />}
      </Dialog>
    </>
  );
}
