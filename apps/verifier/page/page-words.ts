// Words of the verifier's page.
import type { Language } from '../src/words.ts';

const en = {
  title: 'Verify an evidence package',
  lead: 'This page works without a network. Nothing you choose leaves this computer.',
  other_language: 'Deutsch',
  package: 'Package',
  package_hint: 'Choose the ZIP file, or drop it anywhere on this page.',
  keys: 'Keys you trust',
  keys_hint: 'As you received them from the plant, on paper or earlier. Not those inside the package.',
  since: 'A checkpoint you kept (optional)',
  since_hint: 'Shows that nothing before it was rewritten.',
  policy: 'Witness policy (optional)',
  policy_hint: 'How many witnesses must have signed.',
  verify: 'Verify',
  reading: 'Reading …',
  no_package: 'Choose a package first.',
  keys_wrong: 'The keys cannot be read',
  policy_wrong: 'The policy cannot be read',
  unreadable: 'The file could not be read.',
  line: 'line',
};

export const pageWords: Readonly<Record<Language, typeof en>> = {
  en,
  de: {
    title: 'Ein Nachweispaket prüfen',
    lead: 'Diese Seite arbeitet ohne Netz. Nichts, was Sie wählen, verlässt diesen Rechner.',
    other_language: 'English',
    package: 'Paket',
    package_hint: 'Wählen Sie die ZIP-Datei, oder ziehen Sie sie auf diese Seite.',
    keys: 'Schlüssel, denen Sie vertrauen',
    keys_hint: 'Wie Sie sie vom Werk erhalten haben, auf Papier oder früher. Nicht die im Paket.',
    since: 'Ein Prüfpunkt, den Sie aufbewahrt haben (freiwillig)',
    since_hint: 'Zeigt, dass nichts davor umgeschrieben wurde.',
    policy: 'Zeugenregel (freiwillig)',
    policy_hint: 'Wie viele Zeugen unterschrieben haben müssen.',
    verify: 'Prüfen',
    reading: 'Wird gelesen …',
    no_package: 'Wählen Sie zuerst ein Paket.',
    keys_wrong: 'Die Schlüssel sind nicht lesbar',
    policy_wrong: 'Die Regel ist nicht lesbar',
    unreadable: 'Die Datei konnte nicht gelesen werden.',
    line: 'Zeile',
  },
};
