// What somebody is writing: asked for once, then kept on the server a moment after each change, one save after the other.
import { take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Language } from '../rules.types.ts';
import type { DocumentText, DocumentTexts } from '../schema.ts';
import { api } from './use-documents.tsx';

const pauseMs = 900;
export type Draughting = {
  texts: DocumentTexts;
  base_number: number | null;
  saved_at: string | null;
  is_saving: boolean;
  fault: boolean;
  setText: (language: Language, text: DocumentText | undefined) => void;
  /** Forgets what waits to be kept: it was proposed. */
  stop: () => void;
  discard: () => Promise<void>;
};

export function useDraft(document_id: string) {
  const { site_id } = usePlace();
  const queries = useQueryClient();
  const params = { path: { site_id, document_id } };
  const key = ['documents', site_id, document_id, 'draft'];
  const draft = useQuery({
    queryKey: key,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/documents/{document_id}/draft', { params })),
  });
  const [own, setOwn] = useState<DocumentTexts | null>(null);
  const base_number = draft.data?.base_number ?? null;
  const save = useCallback(
    (texts: DocumentTexts) =>
      take(
        api.PUT('/api/v1/sites/{site_id}/documents/{document_id}/draft', {
          params: { path: { site_id, document_id } },
          body: { texts, base_number },
          keepalive: true,
        }),
      ),
    [site_id, document_id, base_number],
  );
  const keeping = useKeeping(own, save);
  const texts = own ?? draft.data?.texts ?? {};
  const setText = (language: Language, text: DocumentText | undefined): void => {
    const { [language]: _, ...others } = texts;
    setOwn(text === undefined ? others : { ...others, [language]: text });
  };
  const discard = async (): Promise<void> => {
    keeping.stop();
    const start = await take(api.DELETE('/api/v1/sites/{site_id}/documents/{document_id}/draft', { params }));
    setOwn(null);
    queries.setQueryData(key, start);
  };
  return {
    draft,
    texts,
    base_number,
    saved_at: keeping.saved_at,
    is_saving: keeping.is_saving,
    fault: keeping.fault,
    setText,
    stop: keeping.stop,
    discard,
  };
}

type Save = (texts: DocumentTexts) => Promise<{ saved_at: string }>;

/**
 * Saves what changed after a pause; what changes while a save is under way is saved after it. Leaving the page saves at once what waits. `stop`
 * forgets what waits.
 */
function useKeeping(texts: DocumentTexts | null, save: Save) {
  const [state, setState] = useState({ saved_at: null as string | null, saved: null as DocumentTexts | null, fault: false });
  const waiting = useRef<{ texts: DocumentTexts; save: Save; timer: ReturnType<typeof setTimeout> } | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const flush = useCallback(() => {
    const it = waiting.current;
    if (it === null) return;
    clearTimeout(it.timer);
    waiting.current = null;
    last.current = last.current
      .then(() => it.save(it.texts))
      .then(
        ({ saved_at }) => setState({ saved_at, saved: it.texts, fault: false }),
        () => setState((before) => ({ ...before, fault: true })),
      );
  }, []);
  const stop = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
  }, []);
  useEffect(() => {
    if (texts === null) return;
    clearTimeout(waiting.current?.timer);
    waiting.current = { texts, save, timer: setTimeout(flush, pauseMs) };
  }, [texts, save, flush]);
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  return { saved_at: state.saved_at, fault: state.fault, is_saving: texts !== null && texts !== state.saved && !state.fault, stop };
}
