// What the pages of documents ask the server.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Language } from '../rules.types.ts';

export const api = createClient();

/** `as_of` only where it is set. */
const asOfQuery = (as_of: string | undefined) => (as_of === undefined ? {} : { as_of });

export function useDocumentSet() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['documents', site_id, 'set', as_of ?? ''],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/document-set', { params: { path: { site_id }, query: asOfQuery(as_of) } })),
  });
}

/** All documents of the site, for panels; at most 500. */
export function useDocuments() {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['documents', site_id, 'all', as_of ?? ''],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/documents', { params: { path: { site_id }, query: { limit: 500, ...asOfQuery(as_of) } } })),
  });
}

export function useDocumentId(): string {
  const { document_id = '' } = useParams({ strict: false }) as { document_id?: string };
  return document_id;
}

export function useDocument(document_id: string) {
  const { site_id } = usePlace();
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['documents', site_id, document_id, as_of ?? ''],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/documents/{document_id}', { params: { path: { site_id, document_id }, query: asOfQuery(as_of) } }),
      ),
  });
}

export function useVersion(document_id: string, number: number | null) {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['documents', site_id, document_id, 'version', number],
    enabled: number !== null,
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/documents/{document_id}/versions/{number}', {
          params: { path: { site_id, document_id, number: number! } },
        }),
      ),
  });
}

/** Everybody who can be owner or reader. */
export function usePeopleChoices(): { value: string; label: string }[] {
  const asked = useQuery({ queryKey: ['people', 'choices'], queryFn: () => take(api.GET('/api/v1/people')) });
  return (asked.data?.rows ?? []).filter((it) => it.active).map((it) => ({ value: it.id, label: it.name }));
}

/** Where a version's file lies: on paper or as the text the ledger proves. */
export function useFileOf(): (it: { document_id: string; number: number; language: Language }, form: 'paper' | 'text') => string {
  const { site_id } = usePlace();
  return ({ document_id, number, language }, form) =>
    `/api/v1/sites/${site_id}/documents/${document_id}/versions/${number}/${form}?language=${language}`;
}
