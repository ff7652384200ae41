// Links and going to a page; the query is plain text, so that an address can be read and sent.
import { Button, type ButtonProps } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export type Query = Record<string, string | undefined>;
type GoProps = { to: string; search?: Query | undefined; plain?: boolean; label?: string; children: ReactNode };

const clean = (search: Query = {}): Query => Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));

/** An address that may hold a query (`requirement?id=1`), as the router takes it: path and query apart. */
function placeOf(to: string, search?: Query): { to: string; search: Query } {
  const [path = '', text = ''] = to.split('?');
  return { to: path, search: { ...Object.fromEntries(new URLSearchParams(text)), ...clean(search) } };
}

/** A link to a page of the app. `plain`: in the colour of its surroundings. `label`: spoken instead of the text. */
export function Go({ to, search, plain, label, children }: GoProps) {
  return (
    <Link {...placeOf(to, search)} className={plain ? 'hf-link hf-plain' : 'hf-link'} aria-label={label}>
      {children}
    </Link>
  );
}

type GoButtonProps = ButtonProps & { to: string; search?: Query; children: ReactNode };

/** A link that looks like a button. */
export function GoButton({ to, search, children, ...rest }: GoButtonProps) {
  return (
    <Button {...rest} renderRoot={(props) => <Link {...props} {...placeOf(to, search)} />}>
      {children}
    </Button>
  );
}

/** Goes to a page from code: `go(path('assets'), { zone_id })`. */
export function useGo(): (to: string, search?: Query) => void {
  const navigate = useNavigate();
  return (to, search) => void navigate(placeOf(to, search));
}
