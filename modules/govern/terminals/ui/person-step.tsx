// At a shared terminal: asks who stands there when an act needs a person, shows who is named and for how long, and returns to nobody.
import './terminal.css';
import { createClient, take } from '@holdfast/client';
import { actAs, askForPerson } from '@holdfast/client/person-step';
import { Dialog } from '@holdfast/design/form';
import { Button, Text } from '@mantine/core';
import { IconDeviceDesktop, IconUserCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Named, NamePerson } from './name-person.tsx';

const api = createClient();

type Here = { id: string; name: string; person_seconds: number; idle_seconds: number };
type Acting = { name: string; until_ms: number };

/** The bar of a terminal; asks for a person whenever a request needs one. Stands once in the frame of all pages. */
export function TerminalBar({ terminal }: { terminal: Here }) {
  const { t } = useTranslation('terminals');
  const queries = useQueryClient();
  const [acting, setActing] = useState<Acting | null>(null);
  const answer = useRef<((token: string | null) => void) | null>(null);
  const [isAsking, setAsking] = useState(false);
  const reply = useCallback((token: string | null): void => {
    answer.current?.(token);
    answer.current = null;
    setAsking(false);
  }, []);
  useEffect(() => {
    askForPerson(() => {
      setAsking(true);
      return new Promise((resolve) => (answer.current = resolve));
    });
    return () => askForPerson(null);
  }, []);
  const leave = useCallback((): void => {
    actAs(null);
    setActing(null);
    reply(null);
    void api.DELETE('/api/v1/terminal/person').catch(() => undefined);
    void queries.invalidateQueries();
  }, [queries, reply]);
  const onNamed = (named: Named): void => {
    if (!named.once) {
      actAs(named.token);
      setActing({ name: named.person.name, until_ms: Date.parse(named.expires_at) });
      void queries.invalidateQueries();
    }
    reply(named.token);
  };
  useIdle(terminal.idle_seconds, acting !== null || isAsking, leave);
  return (
    <div className="hf-terminal" data-acting={acting !== null || undefined}>
      {acting === null ? <IconDeviceDesktop size={16} aria-hidden /> : <IconUserCheck size={16} aria-hidden />}
      <Text fw={600} truncate>
        {terminal.name}
      </Text>
      {acting === null ? (
        <Text c="dimmed" truncate visibleFrom="sm">
          {t('nobody')}
        </Text>
      ) : (
        <ActingAs acting={acting} onOver={leave} />
      )}
      <Dialog title={t('who_title')} opened={isAsking} onClose={() => reply(null)} zIndex={400}>
        {isAsking && <NamePerson onNamed={onNamed} onCancel={() => reply(null)} />}
      </Dialog>
    </div>
  );
}

function ActingAs({ acting, onOver }: { acting: Acting; onOver: () => void }) {
  const { t } = useTranslation('terminals');
  const [left_s, setLeft] = useState(() => Math.ceil((acting.until_ms - Date.now()) / 1000));
  useEffect(() => {
    const timer = setInterval(() => {
      const next = Math.ceil((acting.until_ms - Date.now()) / 1000);
      setLeft(next);
      if (next <= 0) onOver();
    }, 500);
    return () => clearInterval(timer);
  }, [acting, onOver]);
  return (
    <>
      <Text truncate>{t('acting_as', { name: acting.name, seconds: Math.max(0, left_s) })}</Text>
      <Button size="compact-xs" variant="default" onClick={onOver}>
        {t('done_acting')}
      </Button>
    </>
  );
}

/** Calls `leave` when nobody touched the screen for so long, while it matters. */
function useIdle(seconds: number, matters: boolean, leave: () => void): void {
  useEffect(() => {
    if (!matters) return undefined;
    let timer = setTimeout(leave, seconds * 1000);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(leave, seconds * 1000);
    };
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, again, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, again);
    };
  }, [seconds, matters, leave]);
}

/** Makes this browser the terminal a code belongs to. Throws ProblemError for a wrong code. */
export async function pairBrowser(code: string): Promise<{ name: string; site_id: string }> {
  return take(api.POST('/api/v1/terminals/pairing', { body: { code } }));
}
