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
} from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Context, Database } from '@holdfast/platform/route';
import { ruleOfTag } from './rules.ts';
import type { CompiledRules, EnforcerComparison } from './schema.ts';
import { type EnforcerRow, keepComparison } from './store.ts';
import { readConduitView, readView, type ViewNow } from './store.view.ts';

export type Of = { enforcer_id: string } | { conduit_id: string };

export async function compiledFor(db: Database, site_id: string, of: Of, target: CompileTarget, now: Date): Promise<CompiledRules> {
  const it = 'enforcer_id' in of ? await readView(db, site_id, of.enforcer_id) : await readConduitView(db, site_id, of.conduit_id);
  const { text, standings, notes } = compileAs(it, target, now);
  const names = new Map(it.view.conduits.map(({ id, name }) => [id, name]));
  return {
    target,
    text,
    standings: standings.map((standing) => ({
      ...standing,
      conduit_name: names.get(standing.conduit_id) ?? '',
      purpose: it.purposes.get(standing.rule_id) ?? '',
      rule_id: ruleOfTag(standing.rule_id),
    })),
    notes: notes.map(({ code, params }) => ({ code, params })),
  };
}

type Compile = (view: CompileView, options: CompileOptions) => Compiled;
const compilers: Readonly<Record<CompileTarget, Compile>> = {
  nftables: compileNftables,
  fortigate: compileFortigate,
  cisco_asa: compileCiscoAsa,
  cisco_ios: compileCiscoIos,
  palo_alto: compilePaloAlto,
  suricata: compileSuricata,
  // A provider reads English or has it read; whom to ask stands on the sheet's own line.
  order_sheet: (view, options) => compileOrderSheet(view, { ...options, language: 'en', contact: '' }),
};

function compileAs({ view, options, heard }: ViewNow, target: CompileTarget, now: Date): Compiled {
  const { layout, outside, time_zone } = options;
  return compilers[target](view, { layout, outside, time_zone, at: now.toISOString(), seen_by: { holdfast: heard } });
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
  order_sheet: 'md',
};

/** How the file is called. */
export function textOf({ target }: Pick<CompiledRules, 'target'>): { name: string; type: string } {
  return { name: `holdfast-${target.replace('_', '-')}.${endings[target]}`, type: 'text/plain; charset=utf-8' };
}
