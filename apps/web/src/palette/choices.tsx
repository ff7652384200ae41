// What the palette offers: pages, the acts of the page shown, what was opened lately, and what the server finds.
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import type { HitType } from '@holdfast/search/schema';
import { hitPlace, useHitNote } from '@holdfast/search/ui/hits';
import { useFound } from '@holdfast/search/ui/search-page';
import { useTranslation } from 'react-i18next';
import { pageGroups, useIsOffered } from '../navigation.tsx';

/** `isHere`: known without the server, so it stands at once. */
export type Choice = { key: string; group: string; name: string; note: string; run: () => void; isHere?: boolean };
type Recent = { type: HitType; id: string; name: string };

const most = 8;
const keyOf = (site_id: string): string => `holdfast.recent.${site_id}`;

function readRecent(site_id: string): Recent[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(site_id)) ?? '[]') as Recent[];
  } catch {
    return [];
  }
}

function keepRecent(site_id: string, it: Recent): void {
  const others = readRecent(site_id).filter((one) => one.id !== it.id);
  localStorage.setItem(keyOf(site_id), JSON.stringify([it, ...others].slice(0, most)));
}

/** The choices for what is typed, in the order they are shown; the server is asked for `asked`, the same text a moment later. `busy` until it answered that. */
export function useChoices(text: string, asked: string): { choices: Choice[]; busy: boolean } {
  const { t } = useTranslation('web');
  const { path, site_id } = usePlace();
  const go = useGo();
  const note = useHitNote();
  const found = useFound(asked, 5);
  const open = (it: Recent): Choice['run'] => {
    const { to, search } = hitPlace(it.type, it.id);
    return () => {
      keepRecent(site_id, it);
      go(path(to), search);
    };
  };
  const isOffered = useIsOffered();
  const pages = pageGroups.flatMap(({ entries }) =>
    entries.filter(isOffered).map(({ to }) => ({
      key: `page ${to}`,
      group: t('palette.pages'),
      name: t(`nav.${to === '' ? 'home' : to}`),
      note: '',
      isHere: true,
      run: () => go(path(to)),
    })),
  );
  const acts = actsOfPage().map((it) => ({ ...it, group: t('palette.actions'), note: '', isHere: true }));
  const recent = readRecent(site_id).map((it) => ({
    key: `recent ${it.id}`,
    group: t('palette.recent'),
    name: it.name,
    note: t(`palette.${it.type}`),
    run: open(it),
  }));
  if (text === '') return { choices: [...recent, ...acts, ...pages], busy: false };
  const hits = (found.data?.groups ?? []).flatMap(({ type, hits: some }) =>
    some.map((hit) => ({
      key: `${type} ${hit.id}`,
      group: t(`palette.${type}`),
      name: hit.name,
      note: note(type, hit),
      run: open({ type, id: hit.id, name: hit.name }),
    })),
  );
  const last = [
    { key: 'all', group: t('palette.open'), name: t('palette.all', { text }), note: '', run: () => go(path('search'), { search: text }) },
    {
      key: 'flows',
      group: t('palette.open'),
      name: t('palette.flows', { text }),
      note: '',
      run: () => go(path('flows'), { search: text }),
    },
  ];
  const fits = (it: Choice): boolean => it.name.toLowerCase().includes(text.toLowerCase());
  return { choices: [...pages.filter(fits), ...acts.filter(fits), ...hits, ...last], busy: asked !== text || found.isFetching };
}

/** The buttons at the head of the page shown: what one can do here. */
function actsOfPage(): Pick<Choice, 'key' | 'name' | 'run'>[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('.hf-page-head button:not([disabled]), .hf-page-head a.mantine-Button-root')];
  return buttons.flatMap((button) => {
    const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
    return name === '' ? [] : [{ key: `act ${name}`, name, run: () => setTimeout(() => button.click()) }];
  });
}
