// What the list on the page is filtered by, in words: for its export and its print.
type Said = readonly (readonly [string, string])[];

let said: Said = [];

/** The page's filter bar says what it filters by. */
export function sayFilters(words: Said): void {
  said = words;
}

export function filterWords(): Said {
  return said;
}
