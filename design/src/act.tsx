// Doing something: one at a time, the refusal in words, everything shown is asked for anew afterwards.
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf, useProblemWord } from './problem.tsx';

export type Act<In> = { run: (input: In) => Promise<boolean>; busy: boolean };

/** `run` resolves to whether it was done. `done` is the sentence shown after success, or a function of the answer. */
export function useAct<In, Out>(
  work: (input: In) => Promise<Out>,
  options: { done?: ReactNode | ((out: Out) => ReactNode); quiet?: boolean } = {},
): Act<In> {
  const word = useProblemWord();
  const queries = useQueryClient();
  const mutation = useMutation({ mutationFn: work });
  const run = async (input: In): Promise<boolean> => {
    try {
      const out = await mutation.mutateAsync(input);
      const text = typeof options.done === 'function' ? options.done(out) : options.done;
      if (text !== undefined) notifications.show({ message: text, color: 'gray', autoClose: typeof text === 'string' ? 4000 : 10_000 });
      await queries.invalidateQueries();
      return true;
    } catch (error) {
      // What somebody else wrote is shown behind the form; what the person wrote stays in it, and sent again it replaces what is then seen.
      if (problemOf(error)?.code === 'changed_meanwhile') await queries.invalidateQueries();
      if (options.quiet !== true) notifications.show({ message: word(error), color: 'red', autoClose: 12_000, role: 'alert' });
      return false;
    }
  };
  return { run, busy: mutation.isPending };
}
