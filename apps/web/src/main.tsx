// The web app's first file: look, data, words, pages.
import { Look } from '@holdfast/design/theme';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './data.ts';
import { makeRouter } from './router.tsx';
import { startWords } from './words.ts';

await startWords();
const queries = makeQueryClient();
const router = makeRouter(queries);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);
