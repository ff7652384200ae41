// A part of a finding's note under its heading.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Title order={3} size="h5" c="dimmed">
        {title}
      </Title>
      {children}
    </div>
  );
}
