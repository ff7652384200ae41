// A button that opens a form: what adds something has a plus sign.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Dialog } from './form.tsx';

type FormButtonProps = {
  label: string;
  /** Over the form; the label when left out. */
  title?: string;
  /** `add`: the page's main act. `aside`: adds beside something else. `change`: small, changes what stands there. */
  as?: 'add' | 'aside' | 'change';
  /** The form, made anew each time it opens. */
  children: (close: () => void) => ReactNode;
};

export function FormButton({ label, title = label, as = 'add', children }: FormButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button
        {...(as === 'add' ? {} : { variant: 'default' })}
        {...(as === 'change' ? { size: 'compact-xs' } : { leftSection: <IconPlus size={14} aria-hidden /> })}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Dialog title={title} opened={isOpen} onClose={close}>
        {isOpen && children(close)}
      </Dialog>
    </>
  );
}
