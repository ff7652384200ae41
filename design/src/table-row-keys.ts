// What a row in view is known by, so that a list that moves under a press opens nothing instead of the record beside. Pure.

/** A key for each index: its record's id, or its place where the record is not there yet or stands twice (a list that moved between two pages). */
export function rowKeys(indices: readonly number[], idAt: (index: number) => string | undefined): string[] {
  const taken = new Set<string>();
  return indices.map((index) => {
    const id = idAt(index);
    if (id === undefined || taken.has(id)) return `at ${index}`;
    taken.add(id);
    return id;
  });
}
