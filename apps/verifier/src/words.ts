// What the verifier says, in English and German: for each code of core/package one sentence. `{name}` is filled in.
export type Language = 'en' | 'de';
type Words = Readonly<Record<Language, string>>;

export const outcomes: Readonly<Record<0 | 1 | 2 | 3, Words>> = {
  0: { en: 'This package holds.', de: 'Dieses Paket hält stand.' },
  1: { en: 'This package was changed.', de: 'Dieses Paket wurde verändert.' },
  2: { en: 'This package is not complete.', de: 'Dieses Paket ist nicht vollständig.' },
  3: { en: 'No key you trust stands behind this package.', de: 'Hinter diesem Paket steht kein Schlüssel, dem Sie vertrauen.' },
};

export const headings = {
  faults: { en: 'What is wrong', de: 'Was nicht stimmt' },
  checked: { en: 'Checked', de: 'Geprüft' },
  not_checked: { en: 'Not checked', de: 'Nicht geprüft' },
  more: { en: 'and {count} more', de: 'und {count} weitere' },
  fingerprint: { en: 'SHA-256 of the package', de: 'SHA-256 des Pakets' },
} as const satisfies Record<string, Words>;

export const faultWords: Readonly<Record<string, Words>> = {
  zip_no_end: {
    en: 'The file does not end as a package does: it is not one, was cut off or changed.',
    de: 'Die Datei endet nicht wie ein Paket: Sie ist keines, wurde abgeschnitten oder verändert.',
  },
  zip_directory_too_large: { en: 'The list of files is larger than any package has.', de: 'Die Dateiliste ist größer als in jedem Paket.' },
  zip_gap_or_trailing_bytes: {
    en: 'There are bytes that belong to no file, or some are gone.',
    de: 'Es gibt Bytes, die zu keiner Datei gehören, oder es fehlen welche.',
  },
  zip_gap_or_overlap: { en: 'Files overlap or have a gap between them.', de: 'Dateien überlappen oder haben eine Lücke zwischen sich.' },
  zip_directory_damaged: { en: 'The list of files cannot be read.', de: 'Die Dateiliste ist nicht lesbar.' },
  zip_directory_changed: { en: 'The list of files was changed.', de: 'Die Dateiliste wurde verändert.' },
  zip_count_wrong: { en: 'The number of files is not the one it says.', de: 'Die Anzahl der Dateien stimmt nicht.' },
  zip_header_differs: {
    en: 'A file says one thing in the list and another beside its bytes.',
    de: 'Eine Datei heißt in der Liste anders als bei ihren Bytes.',
  },
  zip_name_leads_out: { en: 'A file’s name leads out of the package.', de: 'Ein Dateiname führt aus dem Paket hinaus.' },
  zip_name_twice: { en: 'A file is there twice.', de: 'Eine Datei ist doppelt vorhanden.' },
  zip_order: { en: 'Files do not stand in their order.', de: 'Dateien stehen nicht in ihrer Reihenfolge.' },
  zip_encrypted: { en: 'A file is encrypted.', de: 'Eine Datei ist verschlüsselt.' },
  zip_compressed: { en: 'A file is compressed; in a package none is.', de: 'Eine Datei ist komprimiert; in einem Paket ist das keine.' },
  zip_link_or_attributes: { en: 'A file is a link or carries attributes.', de: 'Eine Datei ist ein Verweis oder trägt Attribute.' },
  zip_size_lies: { en: 'A file’s sizes contradict each other.', de: 'Die Größen einer Datei widersprechen sich.' },
  statement_missing: { en: 'The statement is missing.', de: 'Die Erklärung fehlt.' },
  statement_unreadable: { en: 'The statement cannot be read.', de: 'Die Erklärung ist nicht lesbar.' },
  statement_signature_bad: { en: 'The statement’s signature is wrong.', de: 'Die Unterschrift der Erklärung ist falsch.' },
  file_added: { en: 'A file was added.', de: 'Eine Datei wurde hinzugefügt.' },
  file_changed: { en: 'A file was changed.', de: 'Eine Datei wurde verändert.' },
  file_missing: { en: 'A file is missing.', de: 'Eine Datei fehlt.' },
  file_of_no_entry: { en: 'A file belongs to no entry.', de: 'Eine Datei gehört zu keinem Eintrag.' },
  checksum_differs: { en: 'A file’s checksum is wrong.', de: 'Die Prüfsumme einer Datei ist falsch.' },
  checkpoint_bad: { en: 'The checkpoint is not the one the statement names.', de: 'Der Prüfpunkt ist nicht der, den die Erklärung nennt.' },
  checkpoint_not_by_your_keys: {
    en: 'The checkpoint is not signed by a key you brought.',
    de: 'Der Prüfpunkt ist mit keinem der Schlüssel unterschrieben, die Sie mitgebracht haben.',
  },
  policy_not_met: {
    en: 'Fewer witnesses signed than your policy asks for.',
    de: 'Es haben weniger Zeugen unterschrieben, als Ihre Regel verlangt.',
  },
  package_key_bad: { en: 'The key that signs packages cannot be read.', de: 'Der Schlüssel, der Pakete unterschreibt, ist nicht lesbar.' },
  package_key_not_certified: {
    en: 'No ledger you trust certifies the key that signed the statement.',
    de: 'Kein Protokoll, dem Sie vertrauen, bescheinigt den Schlüssel unter der Erklärung.',
  },
  entry_unreadable: { en: 'An entry cannot be read.', de: 'Ein Eintrag ist nicht lesbar.' },
  bundle_unreadable: { en: 'A file of entries cannot be read.', de: 'Eine Datei mit Einträgen ist nicht lesbar.' },
  proof_missing: { en: 'An entry has no proof.', de: 'Ein Eintrag hat keinen Beweis.' },
  proof_bad: { en: 'A proof does not hold.', de: 'Ein Beweis hält nicht.' },
  proof_of_other_tree: { en: 'A proof is about another checkpoint.', de: 'Ein Beweis gehört zu einem anderen Prüfpunkt.' },
  opened_unreadable: { en: 'Opened texts cannot be read.', de: 'Geöffnete Texte sind nicht lesbar.' },
  opened_differs: { en: 'An opened text is not the one that was committed to.', de: 'Ein geöffneter Text ist nicht der festgeschriebene.' },
  text_left_out_unsaid: { en: 'A text is left out without a word.', de: 'Ein Text fehlt ohne Angabe.' },
  blob_left_out_unsaid: { en: 'A file of an entry is left out without a word.', de: 'Eine Datei eines Eintrags fehlt ohne Angabe.' },
  blob_is_other_bytes: {
    en: 'A file’s bytes are not those its entry speaks of.',
    de: 'Die Bytes einer Datei sind nicht die des Eintrags.',
  },
  blob_missing: {
    en: 'The plant no longer had a file that an entry speaks of.',
    de: 'Das Werk hatte eine Datei nicht mehr, von der ein Eintrag spricht.',
  },
  blob_changed: { en: 'The plant’s copy of a file was damaged or changed.', de: 'Die Datei war im Werk beschädigt oder verändert.' },
  blob_key_missing: {
    en: 'The plant could not open a file: its key is gone.',
    de: 'Das Werk konnte eine Datei nicht öffnen: Ihr Schlüssel fehlt.',
  },
  entries_missing: {
    en: 'The number of entries is not the one the statement says.',
    de: 'Die Anzahl der Einträge ist nicht die der Erklärung.',
  },
  entry_left_out_unsaid: { en: 'An entry is left out without a word.', de: 'Ein Eintrag fehlt ohne Angabe.' },
  omissions_nonsense: { en: 'The list of what was left out contradicts itself.', de: 'Die Liste des Ausgelassenen widerspricht sich.' },
  leaves_wrong_count: {
    en: 'There are not as many hashes as entries in the ledger.',
    de: 'Es gibt nicht so viele Hashes wie Einträge im Protokoll.',
  },
  leaves_differ: {
    en: 'An entry is not the one at its place in the ledger.',
    de: 'Ein Eintrag ist nicht der an seiner Stelle im Protokoll.',
  },
  leaves_give_other_root: {
    en: 'The hashes of all entries give another root.',
    de: 'Die Hashes aller Einträge ergeben eine andere Wurzel.',
  },
  growth_bad: {
    en: 'The ledger did not only grow since the package before.',
    de: 'Das Protokoll ist seit dem vorigen Paket nicht nur gewachsen.',
  },
  since_not_by_your_keys: {
    en: 'The checkpoint you kept is not signed by a key you brought.',
    de: 'Der aufbewahrte Prüfpunkt ist mit keinem Ihrer Schlüssel unterschrieben.',
  },
  since_is_newer: { en: 'The checkpoint you kept is newer than the package.', de: 'Der aufbewahrte Prüfpunkt ist neuer als das Paket.' },
  since_not_provable: {
    en: 'The package does not show that the ledger only grew since the checkpoint you kept. Ask for a complete package.',
    de: 'Das Paket zeigt nicht, dass das Protokoll seit Ihrem Prüfpunkt nur gewachsen ist. Verlangen Sie ein vollständiges Paket.',
  },
  since_forked: {
    en: 'The ledger does not contain the checkpoint you kept: it was rewritten.',
    de: 'Das Protokoll enthält Ihren Prüfpunkt nicht: Es wurde umgeschrieben.',
  },
  stamp_unreadable: { en: 'A time stamp cannot be read.', de: 'Ein Zeitstempel ist nicht lesbar.' },
  stamp_other: {
    en: 'A time stamp is over something else than this checkpoint.',
    de: 'Ein Zeitstempel gilt etwas anderem als diesem Prüfpunkt.',
  },
  stamp_bad_signature: { en: 'A time stamp’s signature is wrong.', de: 'Die Unterschrift eines Zeitstempels ist falsch.' },
  stamp_not_by_your_authority: {
    en: 'A time stamp does not lead to an authority you brought; this is its certificate’s fingerprint.',
    de: 'Ein Zeitstempel führt zu keiner Stelle, die Sie mitgebracht haben; dies ist der Fingerabdruck seines Zertifikats.',
  },
};

export const checkedWords: Readonly<Record<string, Words>> = {
  layout: {
    en: 'The file is laid out as just one package can be: {files} files, no byte beside them.',
    de: 'Die Datei ist so angelegt, wie nur ein Paket sein kann: {files} Dateien, kein Byte daneben.',
  },
  files: {
    en: '{files} files are those of the statement, {bytes} bytes read.',
    de: '{files} Dateien sind die der Erklärung, {bytes} Bytes gelesen.',
  },
  statement: {
    en: 'The statement is signed by a key the ledger certifies.',
    de: 'Die Erklärung ist mit einem Schlüssel unterschrieben, den das Protokoll bescheinigt.',
  },
  checkpoint: {
    en: 'The checkpoint over {size} entries of {origin} is signed by a key you brought.',
    de: 'Der Prüfpunkt über {size} Einträge von {origin} ist mit einem Ihrer Schlüssel unterschrieben.',
  },
  policy: {
    en: '{cosigned} of {witnesses} witnesses of your policy signed.',
    de: '{cosigned} von {witnesses} Zeugen Ihrer Regel haben unterschrieben.',
  },
  entries: {
    en: '{entries} entries stand in the ledger at their places ({size} in all).',
    de: '{entries} Einträge stehen im Protokoll an ihrer Stelle ({size} insgesamt).',
  },
  texts: { en: '{texts} opened texts are those the entries committed to.', de: '{texts} geöffnete Texte sind die festgeschriebenen.' },
  complete: {
    en: 'The root was computed anew from all {size} entries: none is left out unseen.',
    de: 'Die Wurzel wurde aus allen {size} Einträgen neu berechnet: Keiner fehlt ungesehen.',
  },
  growth: {
    en: 'Since the package before (entry {from}) the ledger only grew, to {to}.',
    de: 'Seit dem vorigen Paket (Eintrag {from}) ist das Protokoll nur gewachsen, auf {to}.',
  },
  since: {
    en: 'Since the checkpoint you kept (entry {from}) the ledger only grew, to {to}.',
    de: 'Seit Ihrem Prüfpunkt (Eintrag {from}) ist das Protokoll nur gewachsen, auf {to}.',
  },
  stamp: {
    en: 'The checkpoint existed at {at}: stamped by {authority}, an authority you brought. Everything in it was written before.',
    de: 'Den Prüfpunkt gab es am {at}: gestempelt von {authority}, einer von Ihnen mitgebrachten Stelle. Alles darin wurde vorher geschrieben.',
  },
};

export const notCheckedWords: Readonly<Record<string, Words>> = {
  truth: {
    en: 'Whether entries were true when they were written. No proof can show that.',
    de: 'Ob Einträge wahr waren, als sie geschrieben wurden. Das zeigt kein Beweis.',
  },
  time: {
    en: 'When it happened: times are those of the plant’s clock, no time stamp is inside.',
    de: 'Wann es geschah: Die Zeiten sind die der Uhr des Werks, ein Zeitstempel liegt nicht bei.',
  },
  stamp_authority: {
    en: 'Whose the time stamp of {at} is: it is whole and over this checkpoint, but you brought no authority. It says {authority}; compare the SHA-256 of its certificate: {fingerprint}.',
    de: 'Von wem der Zeitstempel vom {at} ist: Er ist heil und gilt diesem Prüfpunkt, aber Sie haben keine Stelle mitgebracht. Er nennt {authority}; vergleichen Sie den SHA-256 des Zertifikats: {fingerprint}.',
  },
  stamp_algorithm: {
    en: 'The time stamp {file}: it is signed in a way this program does not know. Check it with “openssl ts -verify”.',
    de: 'Den Zeitstempel {file}: Er ist auf eine Weise unterschrieben, die dieses Programm nicht kennt. Prüfen Sie ihn mit „openssl ts -verify“.',
  },
  witnesses: {
    en: 'Witnesses: you brought no policy. Who owns the ledger’s key could have written a second history.',
    de: 'Zeugen: Sie haben keine Regel mitgebracht. Wer den Schlüssel besitzt, könnte eine zweite Geschichte geschrieben haben.',
  },
  completeness: {
    en: 'Completeness: {entries} entries of the ledger are not in this package, and it is not a complete one.',
    de: 'Vollständigkeit: {entries} Einträge des Protokolls sind nicht in diesem Paket, und es ist kein vollständiges.',
  },
  since: {
    en: 'Growth since a checkpoint of yours: you brought none.',
    de: 'Wachstum seit einem Prüfpunkt von Ihnen: Sie haben keinen mitgebracht.',
  },
  entries_omitted: {
    en: 'Entries {from} to {to} are not inside: {reason}.',
    de: 'Die Einträge {from} bis {to} liegen nicht bei: {reason}.',
  },
  entries_omitted_more: {
    en: '{entries} more entries are not inside: {reason}.',
    de: '{entries} weitere Einträge liegen nicht bei: {reason}.',
  },
  files_omitted: { en: '{files} files are not inside: {reason}.', de: '{files} Dateien liegen nicht bei: {reason}.' },
  texts_omitted: { en: '{texts} texts are not inside: {reason}.', de: '{texts} Texte liegen nicht bei: {reason}.' },
};

export const reasonWords: Readonly<Record<string, Words>> = {
  other_scope: { en: 'outside of what was asked for', de: 'außerhalb des Verlangten' },
  outside_period: { en: 'outside of the period', de: 'außerhalb des Zeitraums' },
  erased: { en: 'erased by right', de: 'zu Recht gelöscht' },
  sensitive: { en: 'sensitive, opens with two keys only', de: 'schutzbedürftig, öffnet nur mit zwei Schlüsseln' },
  no_right: { en: 'whoever made the package may not see it', de: 'wer das Paket erstellt hat, darf es nicht sehen' },
  not_asked: { en: 'not asked for', de: 'nicht verlangt' },
  too_large: { en: 'larger than was asked for', de: 'größer als verlangt' },
  missing: { en: 'missing in the plant', de: 'im Werk nicht mehr vorhanden' },
  changed: { en: 'damaged or changed in the plant', de: 'im Werk beschädigt oder verändert' },
  key_missing: { en: 'its key is gone', de: 'der Schlüssel fehlt' },
};
