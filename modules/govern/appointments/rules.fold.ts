// The state of seats and duties as it was, from the facts alone: what the tables hold, at any moment.
import type { Fact } from '@holdfast/core-law';
import type { AreaAt, Held } from './rules.ts';
import type { Language } from './schema.ts';
import type { PresetId } from './schema.presets.data.ts';
import type { RoleId } from './schema.roles.data.ts';

/** Kinds of the ledger that `fold` reads, from the organisation's log and the site's. */
export const foldedKinds = [
  'appointment.made',
  'appointment.changed',
  'appointment.accepted',
  'appointment.declined',
  'appointment.withdrawn',
  'appointment.ended',
  'role_card.acknowledged',
  'role_model.chosen',
  'raci.changed',
  'area.added',
  'area.changed',
] as const;

export type RaciAt = {
  accountable: RoleId;
  responsible: readonly RoleId[];
  consulted: readonly RoleId[];
  informed: readonly RoleId[];
  /** When it was said, by whom. */
  changed_at?: string;
  changed_by?: string;
};
export type Folded = {
  preset: PresetId | null;
  /** Those chosen for cards. */
  languages: Language[];
  areas: AreaAt[];
  held: Held[];
  raci: ReadonlyMap<string, RaciAt>;
};

type Data = Readonly<Record<string, unknown>>;
const text = (data: Data, key: string): string | null => (typeof data[key] === 'string' ? data[key] : null);

/** Folds facts in the order they were told. Facts of other kinds are passed over. */
export function fold(facts: readonly Fact[]): Folded {
  const held = new Map<string, Held>();
  const areas = new Map<string, AreaAt>();
  const raci = new Map<string, RaciAt>();
  let preset: PresetId | null = null;
  let languages: Language[] = [];
  for (const fact of facts) {
    const { kind, subject_id, data, at, actor } = fact;
    if (kind === 'role_model.chosen') {
      preset = text(data, 'preset') as PresetId;
      languages = Array.isArray(data['languages']) ? (data['languages'] as Language[]) : [];
    }
    if (kind === 'raci.changed') raci.set(subject_id, { ...(data as RaciAt), changed_at: at.toISOString(), changed_by: actor });
    else if (kind.startsWith('area.'))
      areas.set(subject_id, { id: subject_id, name: text(data, 'name') ?? '', owner_id: text(data, 'owner_id') });
    else foldAppointment(held, fact);
  }
  return { preset, languages, areas: [...areas.values()].sort((a, b) => a.name.localeCompare(b.name)), held: [...held.values()], raci };
}

function foldAppointment(held: Map<string, Held>, { kind, subject_id, site_id, data }: Fact): void {
  if (kind === 'appointment.made') {
    held.set(subject_id, madeOf(subject_id, site_id, data));
    return;
  }
  const before = held.get(subject_id);
  if (before === undefined) return;
  const after = changed(before, kind, data);
  held.set(subject_id, after);
  const follows = text(data, 'follows');
  const former = follows === null ? undefined : held.get(follows);
  if (kind === 'appointment.accepted' && former !== undefined) held.set(former.id, { ...former, ended_at: text(data, 'former_ends_at') });
}

const termsOf = (data: Data): Pick<Held, 'deputy_id' | 'has' | 'starts_at' | 'until_at'> => ({
  deputy_id: text(data, 'deputy_id'),
  has: { mandate: data['has_mandate'] === true, competence: data['has_competence'] === true, resources: data['has_resources'] === true },
  starts_at: text(data, 'starts_at') ?? '',
  until_at: text(data, 'until_at'),
});

function madeOf(id: string, site_id: string | null, data: Data): Held {
  const person_id = text(data, 'person_id') ?? '';
  const seat = { role: text(data, 'role') as RoleId, site_id, area_id: text(data, 'area_id') };
  return { id, ...seat, person_id, ...termsOf(data), state: 'proposed', ended_at: null, follows: null, card_version: null };
}

function changed(it: Held, kind: string, data: Data): Held {
  switch (kind) {
    case 'appointment.changed':
      return { ...it, ...termsOf(data) };
    case 'appointment.accepted':
      return {
        ...it,
        state: 'accepted',
        starts_at: text(data, 'starts_at') ?? it.starts_at,
        follows: text(data, 'follows'),
        card_version: text(data, 'card_version'),
      };
    case 'role_card.acknowledged':
      return { ...it, card_version: text(data, 'card_version') };
    case 'appointment.declined':
      return { ...it, state: 'declined' };
    case 'appointment.withdrawn':
      return { ...it, state: 'withdrawn' };
    case 'appointment.ended':
      return { ...it, ended_at: text(data, 'ended_at') };
    default:
      return it;
  }
}
