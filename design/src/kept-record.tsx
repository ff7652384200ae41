// One record that people keep by hand: what is known of it, changing it, ending it with a reason, and what happened to it.
import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Facts } from './facts.tsx';
import { ReasonDialog } from './form.tsx';
import { RecordHistory } from './record-history.tsx';

type KeptRecordProps = {
  facts: Parameters<typeof Facts>[0]['rows'];
  history: Parameters<typeof RecordHistory>[0];
  /** Null where nothing can be done: the record has ended, or the person may only read. `first` stands before the other acts. */
  acts: {
    first?: ReactNode;
    change: string;
    form: (close: () => void) => ReactNode;
    end: { label: string; title: string; says: string; run: (reason: string) => Promise<boolean> };
  } | null;
};

export function KeptRecord({ facts, history, acts }: KeptRecordProps) {
  const [open, setOpen] = useState<'change' | 'end' | null>(null);
  const close = (): void => setOpen(null);
  if (acts !== null && open === 'change') return <>{acts.form(close)}</>;
  return (
    <>
      <Facts rows={facts} />
      {acts !== null && (
        <>
          <Group gap="sm" mt="md">
            {acts.first}
            <Button {...(acts.first === undefined ? {} : { variant: 'default' })} onClick={() => setOpen('change')}>
              {acts.change}
            </Button>
            <Button variant="default" onClick={() => setOpen('end')}>
              {acts.end.label}
            </Button>
          </Group>
          <ReasonDialog
            title={acts.end.title}
            says={acts.end.says}
            submit={acts.end.label}
            opened={open === 'end'}
            onClose={close}
            onReason={acts.end.run}
            danger
          />
        </>
      )}
      <RecordHistory {...history} />
    </>
  );
}
