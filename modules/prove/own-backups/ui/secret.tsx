// A secret shown once: the private half of the recovery key, or the code for the envelope.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Shown = { secret: string; label: string; title: string; says: string; done: string; onDone: () => void };

export function Secret({ secret, label, title, says, done, onDone }: Shown) {
  const { t } = useTranslation('own-backups');
  return (
    <Stack gap="sm" role="alert">
      <Text fw={600}>{title}</Text>
      <Text>{says}</Text>
      <pre
        className="hf-mono"
        tabIndex={0}
        aria-label={label}
        style={{ margin: 0, padding: 8, background: 'var(--hf-ground)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {secret}
      </pre>
      <Group gap="sm">
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(secret)}>
          {t('setup.copy')}
        </Button>
        <Button onClick={onDone}>{done}</Button>
      </Group>
    </Stack>
  );
}
