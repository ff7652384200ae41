// What a list of routes must be before a server is built of it. Each fault names the route.
import { z } from 'zod';
import type { Routes } from './route.ts';

/** Throws an Error naming the first route that cannot be right. */
export function checkRoutes(routes: Routes): void {
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const key = `${route.method} ${route.path.replace(/:\w+/g, ':')}`;
    const fault = seen.has(key) ? 'is there twice' : faultOf(route);
    if (fault !== null) throw new Error(`route ${name} ${fault}`);
    seen.add(key);
  }
}

function faultOf(route: Routes[number]): string | null {
  const { access } = route;
  if (!route.path.startsWith('/api/v1/')) return 'does not begin with /api/v1/';
  if (access === undefined || access === null) return 'has no access sentence';
  if (typeof access !== 'string' && access.who.length === 0) return 'has a sentence that allows nobody';
  if (typeof access === 'string' && access !== 'public' && access !== 'signed_in') return 'has an access nobody knows';
  const names = namesIn(route.path);
  if (names.join() !== keysOf(route.params).toSorted().join()) return 'names parameters in its path that its params do not, or the reverse';
  if (typeof access !== 'string' && (access.at === 'site' || access.at === 'zone') && !names.includes('site_id')) {
    return `is for a site (sentence ${access.id}) but has no :site_id`;
  }
  if (typeof access !== 'string' && access.changes && route.method === 'GET') return 'changes something by GET';
  if (route.method === 'GET' && route.body !== undefined) return 'has a body by GET';
  if (route.unlogged === true && access !== 'public') return 'leaves no line in the log but asks who somebody is';
  if (route.streams === true && route.body !== undefined) return 'both streams and has a body';
  return null;
}

/** Names of the `:name` parameters in a path, sorted. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').toSorted();
}

function keysOf(shape: unknown): string[] {
  return shape instanceof z.ZodObject ? Object.keys(shape.shape as object) : [];
}
