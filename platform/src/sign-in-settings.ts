// Settings of OIDC providers and LDAP directories as shapes: what the owner may enter. Pure.
import { z } from 'zod';
import { everyRole } from './permit.ts';

/** A group of the directory and the role its members get. The owner's role is given by hand only: no directory makes somebody owner. */
export const groupRole = z
  .object({
    group: z.string().trim().min(1).max(500),
    role: z.enum(everyRole).exclude(['owner']),
    scope: z.enum(['organisation', 'site', 'zone']),
    site_id: z.uuid().nullable(),
    zone_id: z.uuid().nullable(),
  })
  .refine((it) => (it.scope === 'organisation') === (it.site_id === null), { path: ['site_id'], message: 'site_id_for_site_scope' })
  .refine((it) => (it.scope === 'zone') === (it.zone_id !== null), { path: ['zone_id'], message: 'zone_id_for_zone_scope' });
export type GroupRole = z.infer<typeof groupRole>;

const isLoopback = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
/** https; in clear only on this machine. */
const issuer = z
  .string()
  .trim()
  .max(500)
  .refine(
    (text) =>
      URL.canParse(text) && (new URL(text).protocol === 'https:' || (new URL(text).protocol === 'http:' && isLoopback(new URL(text)))),
    {
      message: 'https_needed',
    },
  );
const certificate = z
  .string()
  .trim()
  .max(20_000)
  .refine((text) => text === '' || /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/.test(text), {
    message: 'certificate_wrong',
  });

const shared = {
  /** Make an account at the first sign-in of somebody new; else they are refused until the owner made one. */
  creates_people: z.boolean(),
  /** Take over an account that has the same, verified address. */
  links_by_email: z.boolean(),
  group_roles: z.array(groupRole).max(200),
  /** Certificates (PEM) of the plant's own authority, or empty for the public ones. */
  ca: certificate,
};
export const oidcSettings = z.object({
  issuer,
  client_id: z.string().trim().min(1).max(500),
  scopes: z.string().trim().max(500),
  group_claim: z.string().trim().min(1).max(200),
  /** The provider asks for a second factor itself, so Holdfast does not ask again. */
  has_second_factor: z.boolean(),
  ...shared,
});
const ldapFields = z.object({
  /** ldaps://host or ldap://host with StartTLS; in clear only on this machine. */
  url: z
    .string()
    .trim()
    .max(500)
    .refine((text) => URL.canParse(text) && /^ldaps?:$/.test(new URL(text).protocol), { message: 'ldap_url_wrong' }),
  start_tls: z.boolean(),
  bind_dn: z.string().trim().max(500),
  base_dn: z.string().trim().min(1).max(500),
  /** Attributes a person may type as their name: `uid`, `mail`, `sAMAccountName`, `userPrincipalName`. */
  name_attributes: z
    .array(z.string().regex(/^[A-Za-z][\w;-]{0,99}$/))
    .min(1)
    .max(5),
  /** Further condition, as `(objectClass=person)`. */
  filter: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || /^\(.*\)$/s.test(text), { message: 'ldap_filter_wrong' }),
  kind: z.enum(['active_directory', 'open_ldap']),
  ...shared,
});
export const ldapSettings = ldapFields.refine(isProtected, { path: ['start_tls'], message: 'tls_needed' });

/** INVARIANT: no password of a person goes over a network in clear. */
function isProtected({ url, start_tls }: { url: string; start_tls: boolean }): boolean {
  return !URL.canParse(url) || new URL(url).protocol === 'ldaps:' || start_tls || isLoopback(new URL(url));
}

export type OidcSettings = z.infer<typeof oidcSettings>;
export type LdapSettings = z.infer<typeof ldapSettings>;
