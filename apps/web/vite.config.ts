// How the pages are built: one HTML page, what all pages need in one file, each page in one of its own, and what several share in a few.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.HOLDFAST_DEV_SERVER ?? 'http://localhost:4400';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // Plain names: the pages kept for use without a network are found by them (public/offline.js).
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
        assetFileNames: ({ names: [name = ''] }) => `assets/${name.replace(/~[^.]*/, '').replace(/\.[^.]*$/, '')}-[hash][extname]`,
        codeSplitting: {
          groups: [
            // What every page needs is one file; what several pages share, a few: each file is a request, and a turn of the browser's threads.
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 40_000 },
          ],
        },
      },
    },
  },
  // The server refuses changes asked for by pages of another origin, so the proxy speaks as the server's own page.
  server: { port: 4401, proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } }, '/health': server } },
});
