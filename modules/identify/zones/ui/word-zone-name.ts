// Words the names Holdfast proposes for zones; every other name stays as a person wrote it. Pure.

/** How core/zones begins the names it proposes, by role. */
const proposed = {
  control: 'Control network',
  cell: 'Cell of',
  safety: 'Safety controllers',
  supervision: 'Supervision',
  operations: 'Site operations',
  dmz: 'Industrial DMZ',
  enterprise: 'Office network',
  external: 'External networks',
  network: 'Network equipment',
  layer2: 'Devices without address',
  unclassified: 'Not yet classified',
  unplaced: 'Nowhere seen',
} as const;

/** Words a proposed name with `word`; any other name comes back as it is. */
export function wordZoneName(name: string, word: (key: string) => string): string {
  for (const [role, begin] of Object.entries(proposed)) {
    const rest = name.slice(begin.length);
    if (!name.startsWith(begin) || !/^($|, | \S)/.test(rest)) continue;
    return `${word(`proposed_name.${role}`)}${rest.replace(/^, level /, `, ${word('proposed_name.level')} `)}`;
  }
  return name;
}
