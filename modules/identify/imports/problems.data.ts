// Why a row is refused, in words: for the screen and for the sheet of refused rows alike.
export const problemWords: Readonly<Record<string, { en: string; de: string }>> = {
  bad_ip: { en: '“{{value}}” is not an IP address of a device.', de: '„{{value}}“ ist keine IP-Adresse eines Geräts.' },
  bad_mac: { en: '“{{value}}” is not a MAC address of a device.', de: '„{{value}}“ ist keine MAC-Adresse eines Geräts.' },
  bad_email: { en: '“{{value}}” is not an e-mail address.', de: '„{{value}}“ ist keine E-Mail-Adresse.' },
  bad_country: {
    en: '“{{value}}” is not a country. Write its name or two letters, as DE.',
    de: '„{{value}}“ ist kein Land. Name oder zwei Buchstaben wie DE.',
  },
  bad_date: {
    en: '“{{value}}” is not a date. Write it as 2026-11-21 or 21.11.2026.',
    de: '„{{value}}“ ist kein Datum. Schreiben Sie 21.11.2026 oder 2026-11-21.',
  },
  bad_number: { en: '“{{value}}” is not a whole number.', de: '„{{value}}“ ist keine ganze Zahl.' },
  number_too_large: { en: '“{{value}}” is too large.', de: '„{{value}}“ ist zu groß.' },
  not_in_list: {
    en: '“{{value}}” is not one of the choices. The template lists them.',
    de: '„{{value}}“ gehört nicht zur Auswahl. Die Vorlage nennt sie.',
  },
  too_long: { en: 'The text is too long.', de: 'Der Text ist zu lang.' },
  too_many: { en: 'Too many in one cell.', de: 'Zu viele in einer Zelle.' },
  missing: { en: 'This cell must not be empty.', de: 'Diese Zelle darf nicht leer sein.' },
  no_key: {
    en: 'Nothing says which one it is: give its own number, MAC, serial number with vendor, or IP address.',
    de: 'Nichts sagt, welches Gerät es ist: Geben Sie Anlagennummer, MAC, Seriennummer mit Hersteller oder IP-Adresse an.',
  },
  key_twice: { en: '“{{value}}” also stands in row {{row}}.', de: '„{{value}}“ steht auch in Zeile {{row}}.' },
  same_asset_twice: { en: 'Row {{row}} is the same device, {{asset}}.', de: 'Zeile {{row}} ist dasselbe Gerät, {{asset}}.' },
  key_names_two: { en: 'Fits two: {{one}} and {{two}}.', de: 'Passt auf zwei: {{one}} und {{two}}.' },
  zone_not_known: { en: 'There is no zone called “{{value}}”.', de: 'Es gibt keine Zone „{{value}}“.' },
  zone_names_several: { en: 'Several zones are called “{{value}}”.', de: 'Mehrere Zonen heißen „{{value}}“.' },
  area_not_known: { en: 'There is no area called “{{value}}”.', de: 'Es gibt keinen Bereich „{{value}}“.' },
  area_names_several: { en: 'Several areas are called “{{value}}”.', de: 'Mehrere Bereiche heißen „{{value}}“.' },
  owner_not_known: {
    en: 'Nobody here is called “{{value}}”. Import or add the person first.',
    de: '„{{value}}“ ist hier nicht bekannt. Legen Sie die Person zuerst an.',
  },
  owner_names_several: {
    en: 'Several people are called “{{value}}”. Write the e-mail address.',
    de: 'Mehrere Personen heißen „{{value}}“. Schreiben Sie die E-Mail-Adresse.',
  },
  asset_not_known: { en: 'There is no device “{{value}}”.', de: 'Es gibt kein Gerät „{{value}}“.' },
  asset_names_several: {
    en: 'Several devices are called “{{value}}”. Write the own number or IP address.',
    de: 'Mehrere Geräte heißen „{{value}}“. Schreiben Sie Anlagennummer oder IP-Adresse.',
  },
  zone_needed: {
    en: 'You may only add devices in your zones: name one of them.',
    de: 'Sie dürfen nur Geräte in Ihren Zonen anlegen: Nennen Sie eine davon.',
  },
  zone_not_allowed: { en: 'This zone is not among yours.', de: 'Diese Zone gehört nicht zu Ihren.' },
  asset_retired: { en: 'The device is retired. Bring it back first.', de: 'Das Gerät ist ausgemustert. Holen Sie es zuerst zurück.' },
  asset_rejected: { en: 'The device was rejected. Decide on it first.', de: 'Das Gerät wurde abgelehnt. Entscheiden Sie zuerst darüber.' },
  person_inactive: { en: 'The account of this person is closed.', de: 'Das Konto dieser Person ist geschlossen.' },
  supplier_retired: { en: 'The work with this supplier has ended.', de: 'Die Zusammenarbeit mit diesem Lieferanten ist beendet.' },
  shift_not_known: {
    en: 'There is no shift called “{{value}}”. Set it on the page of the roster first.',
    de: 'Es gibt keine Schicht „{{value}}“. Legen Sie sie zuerst im Schichtplan an.',
  },
  shift_names_several: { en: 'Several shifts are called “{{value}}”.', de: 'Mehrere Schichten heißen „{{value}}“.' },
  account_retired: { en: 'This account was noted as gone.', de: 'Dieses Konto ist als entfernt vermerkt.' },
};

/** A refusal as a sentence. */
export function wordProblem(it: { code: string; params: Readonly<Record<string, string | number>> }, language: 'en' | 'de'): string {
  const sentence = problemWords[it.code]?.[language] ?? it.code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(it.params[name] ?? ''));
}
