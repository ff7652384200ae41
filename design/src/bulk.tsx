// One act for many rows: a thousand at a time, with progress, a report of what was refused and why, and the way back.
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvText } from './csv.ts';
import { type ListServices, type Undone, useListServices } from './list-services.tsx';
import { useProblemWord } from './problem.tsx';
import { saveFile } from './save-file.tsx';
import type { Chosen } from './table-keys.tsx';

export type Refused = { id: string; code: string };
/** What the server says of one chunk. `entry_id`: the act's, by which it can be taken back. */
export type BulkAnswer = { done: number; refused: readonly Refused[]; entry_id?: string | null | undefined };
type Words = { done: (count: number) => string };

const chunkRows = 1000;
/** A bar is shown for what takes longer. */
const patienceMs = 1000;

/** `run` does the act for all chosen rows and resolves to whether any of it was done; the refused rows are reported with their reasons. */
export function useBulk<In>(chunk: (ids: string[], input: In) => Promise<BulkAnswer>, words: Words) {
  const [busy, setBusy] = useState(false);
  const tell = useTelling(words);
  const queries = useQueryClient();
  const run = async (chosen: Chosen, input: In): Promise<boolean> => {
    setBusy(true);
    const sum = { done: 0, refused: [] as Refused[], entries: [] as string[], error: null as unknown };
    const bar = tell.progress();
    try {
      const ids = await chosen.ids();
      for (let at = 0; at < ids.length; at += chunkRows) {
        bar.show(at, ids.length);
        const answer = await chunk(ids.slice(at, at + chunkRows), input);
        sum.done += answer.done;
        sum.refused.push(...answer.refused);
        if (answer.entry_id) sum.entries.push(answer.entry_id);
      }
    } catch (error) {
      sum.error = error;
    }
    bar.end();
    tell.result(sum, chosen.nameOf);
    await queries.invalidateQueries();
    setBusy(false);
    return sum.done > 0;
  };
  return { run, busy };
}

type Sum = { done: number; refused: Refused[]; entries: string[]; error: unknown };

function useTelling(words: Words) {
  const { t } = useTranslation('design');
  const word = useProblemWord();
  const undo = useUndo();
  const progress = () => {
    const id = `bulk-${crypto.randomUUID()}`;
    const began = performance.now();
    let isShown = false;
    return {
      show: (at: number, of: number): void => {
        if (!isShown && (at === 0 || performance.now() - began < patienceMs)) return;
        const message = (
          <Stack gap={4}>
            {t('bulk.progress', { at, of })}
            <Progress value={(at / of) * 100} aria-label={t('bulk.progress', { at, of })} />
          </Stack>
        );
        notifications[isShown ? 'update' : 'show']({ id, message, loading: true, autoClose: false, withCloseButton: false });
        isShown = true;
      },
      end: (): void => void (isShown && notifications.hide(id)),
    };
  };
  const result = (sum: Sum, nameOf: Chosen['nameOf']): void => {
    if (sum.error !== null) notifications.show({ message: word(sum.error), color: 'red', autoClose: 12_000, role: 'alert' });
    if (sum.done === 0 && sum.refused.length === 0) return;
    const id = `done-${crypto.randomUUID()}`;
    const message = (
      <Stack gap={4}>
        {words.done(sum.done)}
        <Report refused={sum.refused} nameOf={nameOf} word={(code) => word({ problem: { code, kind: 'forbidden', params: {} } })} />
        <UndoButton undo={undo} entries={sum.entries} notification={id} />
      </Stack>
    );
    notifications.show({
      id,
      message,
      color: sum.refused.length > 0 ? 'yellow' : 'gray',
      autoClose: sum.refused.length > 0 ? false : 15_000,
    });
  };
  return { progress, result };
}

/** Names shown of each reason; the file has all. */
const shownNames = 5;

/** Which rows were refused and why, by reason, and as a file. */
type ReportProps = { refused: readonly Refused[]; word: (code: string) => string; nameOf?: Chosen['nameOf'] };

function Report({ refused, word, nameOf = () => undefined }: ReportProps) {
  const { t } = useTranslation('design');
  if (refused.length === 0) return null;
  const reasons = [...Map.groupBy(refused, (it) => it.code)];
  const lines = () => [[t('bulk.name'), t('bulk.row'), t('bulk.why')], ...refused.map((it) => [nameOf(it.id) ?? '', it.id, word(it.code)])];
  const some = (of: readonly Refused[]): string[] => of.flatMap((it) => nameOf(it.id) ?? []).slice(0, shownNames);
  return (
    <>
      <Text size="sm" fw={600}>
        {t('bulk.refused', { count: refused.length })}
      </Text>
      <ul className="hf-report">
        {reasons.map(([code, of]) => (
          <li key={code}>
            {t('bulk.reason', { count: of.length, why: word(code) })}
            {some(of).length > 0 && <div>{`${some(of).join(', ')}${of.length > some(of).length ? ' …' : ''}`}</div>}
          </li>
        ))}
      </ul>
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => saveFile(`${t('bulk.report')}.csv`, csvText(lines()), 'text/csv;charset=utf-8')}
        >
          {t('bulk.download')}
        </Button>
      </Group>
    </>
  );
}

export type Undo = { may: boolean; run: (entries: readonly string[]) => Promise<void> };

/** Puts back what acts changed, newest first, and says what stayed because somebody changed it since. */
export function useUndo(): Undo {
  const { t } = useTranslation('design');
  const services = useListServices();
  const word = useProblemWord();
  const queries = useQueryClient();
  const run = async (entries: readonly string[]): Promise<void> => {
    const sum: Undone = { restored: 0, kept: [] };
    for (const entry_id of entries.toReversed()) {
      const one = await services!
        .undo(entry_id)
        .catch((error: unknown) => void notifications.show({ message: word(error), color: 'red', role: 'alert' }));
      sum.restored += one?.restored ?? 0;
      sum.kept.push(...(one?.kept ?? []));
    }
    if (sum.restored > 0) {
      const kept = sum.kept.length > 0 && (
        <Report refused={sum.kept} word={(code) => word({ problem: { code, kind: 'conflict', params: {} } })} />
      );
      notifications.show({
        message: <Stack gap={4}>{[t('undo.done', { count: sum.restored }), kept]}</Stack>,
        color: 'gray',
        autoClose: sum.kept.length > 0 ? false : 8000,
      });
    }
    await queries.invalidateQueries();
  };
  return { may: services?.mayUndo === true, run };
}

type UndoButtonProps = { undo: Undo; entries: readonly string[]; notification?: string };

export function UndoButton({ undo, entries, notification }: UndoButtonProps) {
  const { t } = useTranslation('design');
  const [busy, setBusy] = useState(false);
  if (!undo.may || entries.length === 0) return null;
  const click = async (): Promise<void> => {
    setBusy(true);
    await undo.run(entries);
    setBusy(false);
    if (notification !== undefined) notifications.hide(notification);
  };
  return (
    <Group>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void click()}>
        {t('undo.title')}
      </Button>
    </Group>
  );
}

/** The sentence after a single edit, with the way back, as the `done` of `useAct`. */
export function useSaved(): (text: string, object_id: string) => ReactNode {
  const undo = useUndo();
  const services = useListServices();
  return (text, object_id) => (
    <Stack gap={4}>
      {text}
      <LastUndoButton undo={undo} services={services} object_id={object_id} />
    </Stack>
  );
}

function LastUndoButton({ undo, services, object_id }: { undo: Undo; services: ListServices | null; object_id: string }) {
  const { t } = useTranslation('design');
  const [isOver, setOver] = useState(false);
  if (!undo.may || services === null || isOver) return null;
  const click = async (): Promise<void> => {
    setOver(true);
    const entry_id = await services.lastActOn(object_id);
    if (entry_id !== null) await undo.run([entry_id]);
  };
  return (
    <Group>
      <Button size="compact-sm" variant="default" onClick={() => void click()}>
        {t('undo.title')}
      </Button>
    </Group>
  );
}
