// One text and one act: asking, answering, asking further.
import { Textarea } from '@mantine/core';
import type { Act } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { useState } from 'react';

type TextFormProps = { label: string; note?: string; submit: string; act: Act<string>; onDone?: () => void };

/** Empties itself when done. */
export function TextForm({ label, note, submit, act, onDone }: TextFormProps) {
  const [text, setText] = useState('');
  const send = async (): Promise<void> => {
    if (!(await act.run(text.trim()))) return;
    setText('');
    onDone?.();
  };
  return (
    <Form submit={submit} busy={act.busy} disabled={text.trim().length < 3} onSubmit={() => void send()}>
      <Textarea
        label={label}
        {...(note === undefined ? {} : { description: note })}
        required
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Form>
  );
}
