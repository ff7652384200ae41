// Forms: named fields, one act, a reason where the ledger asks for one.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

type FormProps = {
  onSubmit: () => unknown;
  submit: string;
  busy?: boolean;
  disabled?: boolean;
  onCancel?: () => void;
  danger?: boolean;
  children: ReactNode;
};

/** Fields under each other and the act below; Enter sends. Tried while something is missing, it says which required fields are empty. */
export function Form({ onSubmit, submit, busy = false, disabled = false, onCancel, danger = false, children }: FormProps) {
  const { t } = useTranslation('design');
  const [missing, setMissing] = useState<string | null>(null);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    setMissing(disabled ? missingFields(event.currentTarget).join(', ') : null);
    if (!disabled) onSubmit();
  };
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {children}
        {disabled && missing !== null && (
          <Text size="sm" c="dimmed" role="status">
            {missing === '' ? t('missing_something') : t('missing', { fields: missing })}
          </Text>
        )}
        <Group gap="sm" justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <Button
            type="submit"
            loading={busy}
            {...(disabled ? { 'data-disabled': true, 'aria-disabled': true } : {})}
            {...(danger ? { color: 'var(--hf-alarm-fill)' } : {})}
          >
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Labels of the required fields that are empty, in their order: what a button that does nothing yet waits for. */
function missingFields(form: HTMLFormElement): string[] {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[required], textarea[required]')];
  return fields
    .filter((it) => (it.type === 'checkbox' ? !(it as HTMLInputElement).checked : it.value.trim() === ''))
    .flatMap((it) => it.labels?.[0]?.textContent.replace(/\s*\*\s*$/, '') ?? []);
}

type DialogProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: string;
  /** Above other dialogs. */ zIndex?: number;
};

export function Dialog({ title, opened, onClose, children, size = 'md', zIndex = 200 }: DialogProps) {
  const { t } = useTranslation('design');
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} zIndex={zIndex} closeButtonProps={{ 'aria-label': t('close') }}>
      {children}
    </Modal>
  );
}

type ReasonDialogProps = {
  title: string;
  /** What will happen, above the reason: dangerous acts say what will stop before they ask. */
  says?: ReactNode;
  submit: string;
  opened: boolean;
  onClose: () => void;
  /** Resolves to whether it was done; then the dialog closes. */
  onReason: (reason: string) => Promise<boolean>;
  danger?: boolean;
};

/** Asks for the reason of an act (3 to 2000 characters) that the ledger keeps. */
export function ReasonDialog({ title, says, submit, opened, onClose, onReason, danger = false }: ReasonDialogProps) {
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      {opened && <ReasonForm {...{ says, submit, onClose, onReason, danger }} />}
    </Dialog>
  );
}

function ReasonForm({ says, submit, onClose, onReason, danger = false }: Omit<ReasonDialogProps, 'title' | 'opened'>) {
  const { t } = useTranslation('design');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    const isDone = await onReason(reason.trim());
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Form submit={submit} busy={busy} disabled={reason.trim().length < 3} onCancel={onClose} danger={danger} onSubmit={send}>
      {says !== undefined && <Text component="div">{says}</Text>}
      <Textarea
        label={t('reason')}
        description={t('reason_kept')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
