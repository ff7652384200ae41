// Documents of a site: what must be there and what it lacks, what waits for me to read, and all of them as a list.
import './documents.css';
import { AsOfNote, AsOfPicker } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckPrint } from './check-print.tsx';
import { DocumentsList } from './documents-list.tsx';
import { NewDocumentDialog } from './new-document.tsx';
import { SetView } from './set-view.tsx';

const views = ['set', 'list'] as const;

export function DocumentsPage() {
  const { t } = useTranslation('documents');
  const { may } = usePlace();
  const [{ view }, set] = useFilters();
  const [isOpen, setOpen] = useState(false);
  const shown = view === 'list' ? 'list' : 'set';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      fill={shown === 'list'}
      actions={
        <>
          <AsOfPicker ahead />
          <CheckPrint />
          {may('documents.write') && (
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <AsOfNote />
      <div>
        <SegmentedControl
          aria-label={t('view.label')}
          value={shown}
          onChange={(next) => set({ view: next === 'set' ? null : next })}
          data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      {shown === 'set' ? <SetView /> : <DocumentsList />}
      <NewDocumentDialog opened={isOpen} onClose={() => setOpen(false)} doc_type="other" />
    </Page>
  );
}
