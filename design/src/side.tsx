// The drawer that shows one object beside its list; which one stands in the page's address as `open`.
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from './filters.tsx';

/** Shows `children(id)` while the address has `open=<id>`. */
export function SideDrawer({ title, children }: { title: string; children: (id: string) => ReactNode }) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  const id = filters.open;
  return (
    <Drawer
      opened={id !== undefined}
      onClose={() => set({ open: null })}
      title={title}
      size={640}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ content: { background: 'var(--hf-surface)' }, header: { background: 'var(--hf-surface)' } }}
    >
      {id !== undefined && children(id)}
    </Drawer>
  );
}
