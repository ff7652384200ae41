// Approved lists as text for firewalls, with what becomes of each rule there: for an enforcer, or for one conduit and a firewall of others.
import { hashText } from '@holdfast/core-policy';
import {
  compareConfiguration,
  compileCiscoAsa,
  compileCiscoIos,
  type Compiled,
  compileFortigate,
  compileNftables,
  type CompileOptions,
  compileOrderSheet,
  compilePaloAlto,
  compileSuricata,
  type CompileTarget,
  type CompileView,
  type OrderLanguage,
  type OrderSheet,
} from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Context, Database } from '@holdfast/platform/route';
import { ruleOfTag } from './rules.ts';
import type { CompiledRules, EnforcerComparison } from './schema.ts';
import { type EnforcerRow, keepComparison } from './store.ts';
import { type Contacts, readContacts } from './store.contacts.ts';
import { readConduitView, readView, type ViewNow } from './store.view.ts';

export type Of = { enforcer_id: string } | { conduit_id: string };

/** `language`: of what people read; comments in texts for firewalls are English. */
export type Wanted = { target: CompileTarget; language: OrderLanguage };

export async function compiledFor(db: Database, site_id: string, of: Of, { target, language }: Wanted, now: Date): Promise<CompiledRules> {
  const it = 'enforcer_id' in of ? await readView(db, site_id, of.enforcer_id) : await readConduitView(db, site_id, of.conduit_id);
  const contacts = target === 'order_sheet' ? await readContacts(db, site_id, conduitsOf(it), now) : null;
  const sheet = contacts === null ? null : orderOf(it, contacts, language, now);
  const { text, standings, notes } = sheet ?? compileAs(it, target as Exclude<CompileTarget, 'order_sheet'>, now);
  const names = new Map(it.view.conduits.map(({ id, name }) => [id, name]));
  return {
    target,
    text,
    csv: sheet?.csv ?? null,
    standings: standings.map((standing) => ({
      ...standing,
      conduit_name: names.get(standing.conduit_id) ?? '',
      purpose: it.purposes.get(standing.rule_id) ?? '',
      rule_id: ruleOfTag(standing.rule_id),
    })),
    notes: [...notes.map(({ code, params }) => ({ code, params })), ...(contacts === null ? [] : unnamed(it, contacts))],
  };
}

const conduitsOf = ({ view }: ViewNow): string[] => view.conduits.map(({ id }) => id);

/** Of which conduits nobody can be asked: said beside the sheet, with where to name somebody. */
function unnamed({ view }: ViewNow, { of }: Contacts): CompiledRules['notes'] {
  const names = view.conduits.filter(({ id }) => (of.get(id) ?? '') === '').map(({ name }) => name);
  return names.length === 0 ? [] : [{ code: 'nobody_to_ask', params: { conduits: names.join(', ') } }];
}

type Compile = (view: CompileView, options: CompileOptions) => Compiled;
const compilers: Readonly<Record<Exclude<CompileTarget, 'order_sheet'>, Compile>> = {
  nftables: compileNftables,
  fortigate: compileFortigate,
  cisco_asa: compileCiscoAsa,
  cisco_ios: compileCiscoIos,
  palo_alto: compilePaloAlto,
  suricata: compileSuricata,
};

const optionsOf = ({ options: { layout, outside, time_zone }, heard }: ViewNow, now: Date): CompileOptions => ({
  layout,
  outside,
  time_zone,
  at: now.toISOString(),
  seen_by: { holdfast: heard },
});

function compileAs(it: ViewNow, target: keyof typeof compilers, now: Date): Compiled {
  return compilers[target](it.view, optionsOf(it, now));
}

/** What a provider is asked to set: with what each rule is for, and since when two people want it so, and whom to ask. */
function orderOf(it: ViewNow, contacts: Contacts, language: OrderLanguage, now: Date): OrderSheet {
  const conduits = it.view.conduits.map((conduit) => ({
    ...conduit,
    rules: conduit.rules?.map((rule) => ({ ...rule, purpose: it.purposes.get(rule.id) ?? '' })) ?? null,
  }));
  // As the plant writes days: 02.11.2026, and 2026-11-02.
  const day = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-CA', {
    timeZone: it.options.time_zone,
    dateStyle: language === 'de' ? 'medium' : 'short',
  });
  const dayOf = (id: string): string => {
    const since = it.versions.find(({ conduit_id }) => conduit_id === id)?.since ?? null;
    return since === null ? '' : day.format(new Date(since));
  };
  const since = new Map(conduits.flatMap(({ id, rules }) => (rules ?? []).map((rule) => [rule.id, dayOf(id)] as const)));
  return compileOrderSheet(
    { ...it.view, conduits },
    { ...optionsOf(it, now), language, contact: contacts.others, contact_of: contacts.of, since },
  );
}

/** Holds a configuration that was brought against what is approved now, with the modes of now, and keeps the verdict. */
export async function compareFirewall(
  tx: Tx,
  row: EnforcerRow,
  text: string,
  { permit, now }: Pick<Context, 'permit' | 'now'>,
): Promise<EnforcerComparison> {
  if (row.kind === 'enforcer') throw new Failure('conflict', 'enforcer_compares_itself');
  const view = await readView(tx, row.site_id, row.id);
  const { layout, outside, time_zone } = view.options;
  const { differences, ...found } = compareConfiguration(text, row.kind, view.view, { layout, outside, time_zone, at: now.toISOString() });
  const named = differences.map((it) => ({ ...it, rule_id: it.rule_id === null ? null : ruleOfTag(it.rule_id) }));
  const it: EnforcerComparison = { ...found, differences: named.slice(0, 500), config_sha256: hashText(text) };
  await keepComparison(tx, row, it, view, permit.actor_id);
  return it;
}

const endings: Readonly<Record<CompileTarget, string>> = {
  nftables: 'nft',
  fortigate: 'conf',
  cisco_asa: 'txt',
  cisco_ios: 'txt',
  palo_alto: 'txt',
  suricata: 'rules',
  order_sheet: 'txt',
};

/** How the file is called. */
export function textOf({ target }: Pick<Wanted, 'target'>): { name: string; type: string } {
  return { name: `holdfast-${target.replace('_', '-')}.${endings[target]}`, type: 'text/plain; charset=utf-8' };
}
