// The English words of all rooms in one file, fetched when the language is chosen.
import type { WordFiles } from './words.ts';

export const files: WordFiles = {
  ...import.meta.glob('../../../modules/*/*/ui/words.en.json', { eager: true, import: 'default' }),
  ...import.meta.glob('../../../design/src/words.en.json', { eager: true, import: 'default' }),
  ...import.meta.glob('./words.en.json', { eager: true, import: 'default' }),
  ...import.meta.glob('./map/words.en.json', { eager: true, import: 'default' }),
};
