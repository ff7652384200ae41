// What work on devices proves: each has an owner, and it is known how much each matters.
import {
  ends,
  type EvidenceBinding,
  type Fact,
  idsIn,
  joins,
  leaves,
  type Mark,
  type Population,
  proves,
  says,
  speaksOf,
  subjectsOf,
} from '@holdfast/core-law';

const back = ['asset.accepted', 'asset.brought_back', 'finding.accept'];

export const populations: readonly Population[] = [
  {
    id: 'assets',
    title: { en: 'devices', de: 'Geräte' },
    kinds: [
      'capture.counted',
      'switch_table.applied',
      'walk_down.read',
      'asset.added',
      'asset.accepted',
      'asset.rejected',
      'asset.retired',
      'asset.brought_back',
      'finding.accept',
      'finding.reject',
      'import.applied',
      'import.undone',
    ],
    reads: (fact) => {
      if (fact.kind === 'capture.counted' || fact.kind === 'switch_table.applied') return joins(idsIn(fact, 'assets_made'));
      if (fact.kind === 'walk_down.read') return fact.data['found'] === true ? joins([fact.subject_id]) : [];
      if (fact.kind.startsWith('import.')) {
        if (fact.data['of'] !== 'asset') return [];
        return fact.kind === 'import.applied' ? joins(idsIn(fact, 'made_ids')) : leaves(idsIn(fact, 'made_ids'));
      }
      if (fact.kind === 'asset.added') return joins([fact.subject_id]);
      const ids = fact.kind.startsWith('finding.') ? idsIn(fact, 'asset_ids') : subjectsOf(fact, 'ids', 'asset_ids');
      return back.includes(fact.kind) ? joins(ids) : leaves(ids);
    },
  },
];

/** A field of devices that says something: from a device's word, many at once, an import, or an act taken back. */
function readsField(field: string, imported: string): (fact: Fact) => readonly Mark[] {
  return (fact) => {
    if (fact.kind === 'import.applied') return fact.data['of'] === 'asset' ? proves(setIn(fact, 'filled', imported, 'set')) : [];
    if (fact.kind === 'import.undone') return fact.data['of'] === 'asset' ? ends(idsIn(fact, 'ids')) : [];
    if (fact.kind === 'act.undone') {
      if (fact.subject_type !== 'asset') return [];
      return [...proves(setIn(fact, 'restored_fields', field, 'set')), ...ends(setIn(fact, 'restored_fields', field, 'unset'))];
    }
    if (!speaksOf(fact, field)) return [];
    const ids = subjectsOf(fact, 'asset_ids');
    return says(fact, field) ? proves(ids) : ends(ids);
  };
}

/** Ids of the entry for a field in a list of `{field, set, unset}`. */
function setIn(fact: Fact, list: string, field: string, which: 'set' | 'unset'): string[] {
  const rows = Array.isArray(fact.data[list]) ? (fact.data[list] as Record<string, unknown>[]) : [];
  return rows.filter((it) => it['field'] === field).flatMap((it) => (Array.isArray(it[which]) ? (it[which] as string[]) : []));
}

const wordedBy = ['asset.worded', 'asset.added', 'import.applied', 'import.undone', 'act.undone'];

export const bindings: readonly EvidenceBinding[] = [
  {
    id: 'assets.owner_named',
    title: { en: 'Each device has an owner', de: 'Jedes Gerät hat eine verantwortliche Person' },
    artefact: 'asset_inventory',
    requirements: ['NIS2-21.2.i'],
    population: 'assets',
    kinds: wordedBy,
    fresh_days: null,
    reads: readsField('owner_id', 'owner'),
    limits: {
      en: 'Only devices Holdfast knows: seen on the wire, in a table of a switch, at a walk-down, imported or added.',
      de: 'Nur Geräte, die Holdfast kennt: im Netz, in der Tabelle eines Switches, bei einem Rundgang gesehen, importiert oder hinzugefügt.',
    },
  },
  {
    id: 'assets.criticality_said',
    title: { en: 'It is known how much each device matters', de: 'Von jedem Gerät ist bekannt, wie wichtig es ist' },
    artefact: 'asset_inventory',
    requirements: ['NIS2-21.2.i'],
    population: 'assets',
    kinds: wordedBy,
    fresh_days: null,
    reads: readsField('criticality', 'criticality'),
    limits: {
      en: 'It is a person’s word. It is not a study of what happens when the device fails.',
      de: 'Es ist das Wort einer Person. Eine Untersuchung, was bei einem Ausfall geschieht, ist es nicht.',
    },
  },
];
