// Lets pages that were opened once open again without a network: the one HTML page and the files it was made of. No answer of the API is ever kept.
const shelf = 'holdfast-pages-1';
const isFile = (path) => path.startsWith('/assets/') || path === '/mark.svg';

self.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(shelf)
      .then((it) => it.add(new Request('/', { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  ),
);

self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name.startsWith('holdfast-pages-') && name !== shelf).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  ),
);

// The page says which files it needs; files of earlier versions go.
self.addEventListener('message', (event) => {
  const wanted = event.data?.keep;
  if (Array.isArray(wanted)) event.waitUntil(keep(wanted.filter((path) => typeof path === 'string' && isFile(path))));
});

async function keep(paths) {
  const cache = await caches.open(shelf);
  const page = await fetch('/', { cache: 'reload' }).catch(() => null);
  if (page?.ok) {
    const named = (await page.clone().text()).match(/\/assets\/[\w.-]+/g) ?? [];
    paths = [...new Set([...paths, ...named])];
    await cache.put('/', page);
  }
  await Promise.all(paths.map(async (path) => (await cache.match(path)) ?? cache.add(path)));
  const needed = new Set(['/', ...paths]);
  for (const request of await cache.keys()) if (!needed.has(new URL(request.url).pathname)) await cache.delete(request);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(() => fromShelf('/')));
  else if (isFile(url.pathname)) event.respondWith(fromShelf(url.pathname, event.request));
});

async function fromShelf(path, request) {
  const kept = await (await caches.open(shelf)).match(path);
  return kept ?? (request === undefined ? Response.error() : fetch(request));
}
