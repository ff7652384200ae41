// The German words of all rooms in one file, fetched when the language is chosen.
import type { WordFiles } from './words.ts';

export const files: WordFiles = {
  ...import.meta.glob('../../../modules/*/*/ui/words.de.json', { eager: true, import: 'default' }),
  ...import.meta.glob('../../../design/src/words.de.json', { eager: true, import: 'default' }),
  ...import.meta.glob('./words.de.json', { eager: true, import: 'default' }),
  ...import.meta.glob('./map/words.de.json', { eager: true, import: 'default' }),
};
