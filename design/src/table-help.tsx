// The keys of a list, shown by `?`.
import { Kbd, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './form.tsx';
import { useLooseKeys } from './table-keys.tsx';

const keys = [
  ['j', 'k', 'down'],
  ['↓', '↑', 'move'],
  ['Enter', '', 'open'],
  ['x', '', 'choose'],
  ['/', '', 'search'],
  ['Ctrl', 'K', 'palette'],
  ['?', '', 'help'],
] as const;

/** Listens for `/` and `?` on the page's main list. */
export function TableHelp({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('design');
  const [isOpen, setOpen] = useState(false);
  useLooseKeys(isOn, (key) => {
    if (key === '?') setOpen(true);
    else if (key === '/') document.querySelector<HTMLInputElement>('.hf-search input')?.focus();
    else return false;
    return true;
  });
  return (
    <Dialog title={t('keys.title')} opened={isOpen} onClose={() => setOpen(false)}>
      <Table>
        <Table.Tbody>
          {keys.map(([one, other, what]) => (
            <Table.Tr key={what}>
              <Table.Td>
                <Kbd>{one}</Kbd> {other !== '' && <Kbd>{other}</Kbd>}
              </Table.Td>
              <Table.Td>{t(`keys.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
