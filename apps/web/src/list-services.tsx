// What lists ask of the server, through the client: files, choices, views, taking back.
import { take } from '@holdfast/client';
import { type ListServices, ListServicesProvider, type Named, type Preferences } from '@holdfast/design/list-services';
import { usePlace } from '@holdfast/design/place';
import { saveBlob } from '@holdfast/design/save-file';
import type { Me } from '@holdfast/people/schema';
import { type ReactNode, useMemo } from 'react';
import { api } from './data.ts';

/** Every list has these two beside itself; their paths are not known to the typed client one by one. */
async function post(path: string, body: object): Promise<Response> {
  const asking = fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  }).then(async (response) => ({
    data: response,
    response,
    ...(response.ok ? {} : { error: (await response.json().catch(() => null)) as unknown }),
  }));
  return take(asking);
}

function servicesOf(site_id: string, me: Me, may: (sentence: string) => boolean): ListServices {
  const site = { path: { site_id } };
  const at = (view_id: string) => ({ params: { path: { site_id, view_id } } });
  return {
    exportList: async (path, body) => saveBlob(`${body.title}.${body.format}`, await (await post(`${path}/export`, body)).blob()),
    choose: async (path, body) => (await (await post(`${path}/selection`, body)).json()) as Named,
    undo: (entry_id) => take(api.POST('/api/v1/sites/{site_id}/acts/{entry_id}/undo', { params: { path: { site_id, entry_id } } })),
    lastActOn: async (object_id) => {
      const { acts } = await take(api.GET('/api/v1/sites/{site_id}/undoable', { params: { ...site, query: { object_id } } }));
      return acts.find((it) => it.mine)?.entry_id ?? null;
    },
    readPreferences: (list) =>
      take(api.GET('/api/v1/sites/{site_id}/lists/{list}/preferences', { params: { path: { site_id, list } } })) as Promise<Preferences>,
    keepPreferences: async (list, body) =>
      void (await take(api.PATCH('/api/v1/sites/{site_id}/lists/{list}/preferences', { params: { path: { site_id, list } }, body }))),
    addView: async (body) => (await take(api.POST('/api/v1/sites/{site_id}/views', { params: site, body }))).id,
    changeView: async (view_id, body) => void (await take(api.PATCH('/api/v1/sites/{site_id}/views/{view_id}', { ...at(view_id), body }))),
    dropView: async (view_id) => void (await take(api.DELETE('/api/v1/sites/{site_id}/views/{view_id}', at(view_id)))),
    shareView: async (view_id, shared) =>
      void (await take(api.POST('/api/v1/sites/{site_id}/views/{view_id}/sharing', { ...at(view_id), body: { shared } }))),
    mayShare: may('preferences.share'),
    mayUndo: may('undo.do'),
    person_name: me.person.name,
  };
}

/** Stands inside a site's frame, around its pages. */
export function ProvideListServices({ me, children }: { me: Me; children: ReactNode }) {
  const { site_id, may } = usePlace();
  const services = useMemo(() => servicesOf(site_id, me, may), [site_id, me, may]);
  return <ListServicesProvider services={services}>{children}</ListServicesProvider>;
}
