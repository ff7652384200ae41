// How the pages are built: one page, the map and each practice in files of their own.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.HOLDFAST_DEV_SERVER ?? 'http://localhost:4400';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700 },
  // The server refuses changes asked for by pages of another origin, so the proxy speaks as the server's own page.
  server: { port: 4401, proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } }, '/health': server } },
});
