// The service worker that lets a walk-down open without a network: only the pages' own files, never an answer of the API.

/** Registers it and hands it every file this page was made of. Does nothing where browsers allow no worker (plain http to another machine). */
export async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/offline.js');
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType('resource')
    .map((it) => new URL(it.name))
    .filter((url) => url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === '/mark.svg'))
    .map((url) => url.pathname);
  active?.postMessage({ keep: [...new Set(files)] });
}
