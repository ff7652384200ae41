// A place to drop files, or to choose them.
import './drop.css';
import { Button, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';

type FileDropProps = { title: string; note?: string; choose: string; accept?: string; onFiles: (files: File[]) => void; tall?: boolean };

export function FileDrop({ title, note, choose, accept, onFiles, tall = false }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={`hf-drop ${isOver ? 'hf-drop-over' : ''} ${tall ? 'hf-drop-tall' : ''}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={24} aria-hidden />
      <div>
        <Text fw={600}>{title}</Text>
        {note !== undefined && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </div>
      <Button onClick={() => input.current?.click()}>{choose}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={choose}
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
