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
  return { draft, texts, base_number, saved_at: keeping.saved_at, is_saving: keeping.is_saving, fault: keeping.fault, setText, discard };
}

/** Saves what changed after a pause; what changes while a save is under way is saved after it. */
function useKeeping(texts: DocumentTexts | null, save: (texts: DocumentTexts) => Promise<{ saved_at: string }>) {
  const [state, setState] = useState({ saved_at: null as string | null, is_saving: false, fault: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (texts === null) return undefined;
    timer.current = setTimeout(() => {
      setState((it) => ({ ...it, is_saving: true }));
      last.current = last.current
        .then(() => save(texts))
        .then(
          ({ saved_at }) => setState({ saved_at, is_saving: false, fault: false }),
          () => setState((it) => ({ ...it, is_saving: false, fault: true })),
        );
    }, pauseMs);
    return () => clearTimeout(timer.current);
  }, [texts, save]);
  return { ...state, stop: () => clearTimeout(timer.current) };
}
