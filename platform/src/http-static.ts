// The built web files: hashed assets are kept for ever, the page is asked for anew, and every page address gives the one page.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Failure } from './failure.ts';

/**
 * Serves `webDir` and answers what no route took: a GET for a page gets index.html (the page routes by itself), everything else is 404.
 */
export async function serveWebFiles(app: FastifyInstance, webDir: string | null): Promise<void> {
  const hasPage = webDir !== null && existsSync(join(webDir, 'index.html'));
  if (hasPage)
    await app.register(fastifyStatic, { root: webDir, cacheControl: false, wildcard: true, allowedPath: isFile, setHeaders: setCaching });
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isAsked = request.method === 'GET' || request.method === 'HEAD';
    const isPage = isAsked && !isWayOut(path) && !/^\/(api|assets)(\/|$)|\.[a-z0-9]+$/i.test(path);
    if (!hasPage || !isPage) throw new Failure('not_found', path.startsWith('/api/') ? 'no_such_route' : 'no_such_page');
    return reply.sendFile('index.html');
  });
}

// Folders are never asked of the disk: a name with an ending is a file, all else is a page.
function isFile(path: string): boolean {
  return /\.[a-z0-9]+$/i.test(path) && !isWayOut(path);
}

/** Whether a path, as it is or percent-encoded, has what no address of ours has: dots for a step up, a backslash, an encoded slash, a zero. */
function isWayOut(path: string): boolean {
  return /\.\.|\\|\0|%(?:2e|2f|5c|00)/i.test(path);
}

// Vite puts a hash of the bytes into the names under /assets/, so those never change.
function setCaching(reply: FastifyReply, path: string): void {
  const isHashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/.test(path);
  reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
