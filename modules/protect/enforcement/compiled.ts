// Approved lists as text for firewalls, with what becomes of each rule there: for an enforcer, or for one conduit and a firewall of others.
import {
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
import type { Database } from '@holdfast/platform/route';
import { ruleOfTag } from './rules.ts';
import type { CompiledRules } from './schema.ts';
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

function compileAs({ view, options }: ViewNow, target: CompileTarget, now: Date): Compiled {
  const { layout, outside, time_zone } = options;
  return compilers[target](view, { layout, outside, time_zone, at: now.toISOString() });
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
