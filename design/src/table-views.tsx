// Views of a list: filters, order and columns under a name, one's own or shared; a view is a link.
import { Button, Checkbox, Menu, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconUsers } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from './act.tsx';
import { useFilters } from './filters.tsx';
import { Dialog, Form } from './form.tsx';
import { type Layout, type ListServices, type Preferences, useListServices, type View } from './list-services.tsx';

const none: Preferences = { views: [], layout: null, default_view_id: null };
/** What of a page's address is no part of a view. */
const passing = ['saved', 'open'];
const own = (filters: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(filters).filter(([key]) => !passing.includes(key)));
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const sorted = (query: Record<string, string>) => Object.entries(query).toSorted(([a], [b]) => a.localeCompare(b));

/** The list's views and columns, kept on the server. A link to a view, or the person's first view, opens with its filters. */
export function useViews(list: string, isMain: boolean) {
  const services = useListServices();
  const queries = useQueryClient();
  const [filters, set] = useFilters();
  const key = ['list-preferences', list];
  const asked = useQuery({ queryKey: key, queryFn: () => services!.readPreferences(list), enabled: services !== null, staleTime: 60_000 });
  const kept = asked.data ?? none;
  const view = isMain ? (kept.views.find((it) => it.id === filters.saved) ?? null) : null;
  const entered = useRef(false);
  useEffect(() => {
    if (!isMain || asked.data === undefined || entered.current) return;
    entered.current = true;
    if (Object.keys(own(filters)).length > 0) return;
    const first = asked.data.views.find(
      (it) => it.id === (filters.saved ?? (filters.open === undefined ? asked.data.default_view_id : null)),
    );
    if (first !== undefined) set({ ...first.query, saved: first.id });
  });
  const keepLayout = (layout: Layout | null): void => {
    queries.setQueryData(key, { ...kept, layout });
    void services?.keepPreferences(list, { layout }).catch(() => undefined);
  };
  return { services, list, kept, view, keepLayout, isReady: services === null || !asked.isPending };
}
export type Views = ReturnType<typeof useViews>;

/** The menu of views. */
export function ViewsMenu({ views, layout }: { views: Views; layout: Layout | null }) {
  const { t } = useTranslation('design');
  const [filters, set] = useFilters();
  const [asking, setAsking] = useState<'new' | 'rename' | null>(null);
  const { services, kept, view } = views;
  if (services === null) return null;
  const now = own(filters);
  const isChanged = view !== null && (!isSame(sorted(now), sorted(view.query)) || !isSame(layout, view.layout ?? layout));
  const openView = (it: View): void =>
    set({ ...Object.fromEntries(Object.keys(now).map((key) => [key, null])), ...it.query, saved: it.id });
  return (
    <>
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button variant="subtle" leftSection={<IconBookmark size={14} aria-hidden />} className="hf-views">
            {view === null ? t('views.title') : isChanged ? t('views.changed', { name: view.name }) : view.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kept.views.length === 0 && <Menu.Label maw={260}>{t('views.none')}</Menu.Label>}
          {kept.views.map((it) => (
            <Menu.Item
              key={it.id}
              fw={it.id === view?.id ? 700 : 400}
              onClick={() => openView(it)}
              rightSection={it.shared ? <IconUsers size={14} aria-label={t('views.shared')} /> : undefined}
            >
              {it.name}
              {it.id === kept.default_view_id && <Text span c="dimmed">{` · ${t('views.first')}`}</Text>}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {view !== null && (
            <Menu.Item onClick={() => set({ ...Object.fromEntries(Object.keys(now).map((key) => [key, null])), saved: null })}>
              {t('views.leave')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => setAsking('new')}>{t('views.save')}</Menu.Item>
          {view !== null && (
            <ViewActs views={views} view={view} layout={layout} query={now} isChanged={isChanged} onRename={() => setAsking('rename')} />
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialog title={t(asking === 'rename' ? 'views.rename' : 'views.save')} opened={asking !== null} onClose={() => setAsking(null)}>
        {asking !== null && (
          <ViewForm
            views={views}
            services={services}
            view={asking === 'rename' ? view : null}
            query={now}
            layout={layout}
            onClose={() => setAsking(null)}
          />
        )}
      </Dialog>
    </>
  );
}

type ActsProps = {
  views: Views;
  view: View;
  layout: Layout | null;
  query: Record<string, string>;
  isChanged: boolean;
  onRename: () => void;
};

function ViewActs({ views: { services, list, kept }, view, layout, query, isChanged, onRename }: ActsProps) {
  const { t } = useTranslation('design');
  const [, set] = useFilters();
  const act = useAct((work: () => Promise<unknown>) => work());
  const mayChange = view.shared ? services!.mayShare : view.mine;
  const isFirst = kept.default_view_id === view.id;
  return (
    <>
      <Menu.Item onClick={() => void act.run(() => services!.keepPreferences(list, { default_view_id: isFirst ? null : view.id }))}>
        {t(isFirst ? 'views.not_first' : 'views.make_first')}
      </Menu.Item>
      {mayChange && isChanged && (
        <Menu.Item onClick={() => void act.run(() => services!.changeView(view.id, { query, layout }))}>
          {t('views.update', { name: view.name })}
        </Menu.Item>
      )}
      {mayChange && <Menu.Item onClick={onRename}>{t('views.rename')}</Menu.Item>}
      {services!.mayShare && (
        <Menu.Item onClick={() => void act.run(() => services!.shareView(view.id, !view.shared))}>
          {t(view.shared ? 'views.unshare' : 'views.share')}
        </Menu.Item>
      )}
      {mayChange && (
        <Menu.Item
          color="var(--hf-alarm)"
          onClick={() => void act.run(() => services!.dropView(view.id)).then((isDone) => isDone && set({ saved: null }))}
        >
          {t('views.delete', { name: view.name })}
        </Menu.Item>
      )}
    </>
  );
}

type FormProps = {
  views: Views;
  services: ListServices;
  view: View | null;
  query: Record<string, string>;
  layout: Layout | null;
  onClose: () => void;
};

function ViewForm({ views, services, view, query, layout, onClose }: FormProps) {
  const { t } = useTranslation('design');
  const [, set] = useFilters();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(false);
  const act = useAct(async () => {
    if (view !== null) return services.changeView(view.id, { name: name.trim() });
    const id = await services.addView({ list: views.list, name: name.trim(), query, layout });
    if (shared) await services.shareView(id, true);
    set({ saved: id });
    return undefined;
  });
  const send = async (): Promise<void> => {
    if (await act.run(undefined)) onClose();
  };
  return (
    <Form submit={t('views.keep')} busy={act.busy} disabled={name.trim() === ''} onCancel={onClose} onSubmit={send}>
      {view === null && <Text c="dimmed">{t('views.says')}</Text>}
      <TextInput
        label={t('views.name')}
        required
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {view === null && services.mayShare && (
        <Checkbox
          label={t('views.share')}
          description={t('views.share_says')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
    </Form>
  );
}
