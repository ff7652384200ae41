// What it means for a plant when something is missing, in plain words: for each of the required ten, and for other duties by function.
import type { Bucket, Words } from '@holdfast/core-law';

/** By id of the minimum item. */
export const consequenceOfItem: Readonly<Record<string, Words>> = {
  governance_roles: {
    en: 'At night nobody is sure who may decide. Time is lost and the management body answers for it in person.',
    de: 'Nachts weiß niemand sicher, wer entscheiden darf. Zeit geht verloren, und die Leitung steht persönlich dafür ein.',
  },
  risk_assessment: {
    en: 'Money goes where somebody shouts, not where the plant can be hurt. Nothing shows that a risk was accepted on purpose.',
    de: 'Geld fließt dorthin, wo jemand laut ist, nicht wo es das Werk trifft. Nichts zeigt, dass ein Risiko bewusst angenommen wurde.',
  },
  inventory: {
    en: 'What is not known is not patched, not backed up and not missed when it fails.',
    de: 'Was niemand kennt, wird nicht aktualisiert, nicht gesichert und nicht vermisst, wenn es ausfällt.',
  },
  boundary_controls: {
    en: 'Trouble in the office reaches the line. In an incident only the main switch is left.',
    de: 'Ein Schaden im Büro erreicht die Linie. Im Vorfall bleibt nur der Hauptschalter.',
  },
  access_framework: {
    en: 'Who left still gets in, and a stolen password is enough.',
    de: 'Wer gegangen ist, kommt noch hinein, und ein gestohlenes Passwort genügt.',
  },
  vendor_model: {
    en: 'A vendor’s laptop or line is the shortest way to a controller, and nobody can say what was done there.',
    de: 'Laptop oder Leitung eines Dienstleisters sind der kürzeste Weg zur Steuerung, und niemand kann sagen, was dort geschah.',
  },
  monitoring: {
    en: 'An intruder stays for weeks, and the clock of the report begins with a standstill.',
    de: 'Ein Eindringling bleibt wochenlang, und die Meldefrist beginnt erst mit dem Stillstand.',
  },
  incident_response: {
    en: 'The first hours go into finding people. Early warning after 24 hours is late.',
    de: 'Die ersten Stunden gehen für die Suche nach Leuten drauf. Die Frühwarnung nach 24 Stunden kommt zu spät.',
  },
  recovery: {
    en: 'A backup that was never put back may be none. The line stands until somebody rebuilds the program.',
    de: 'Eine Sicherung, die nie zurückgespielt wurde, ist vielleicht keine. Die Linie steht, bis jemand das Programm neu schreibt.',
  },
  tabletop: {
    en: 'The plan meets people for the first time on the day it must work.',
    de: 'Der Plan trifft die Menschen zum ersten Mal an dem Tag, an dem er funktionieren muss.',
  },
};

/** For duties that are not among the ten. */
export const consequenceOfBucket: Readonly<Record<Bucket, Words>> = {
  govern: {
    en: 'Nobody can show that this was decided; the authority takes it as not done.',
    de: 'Niemand kann zeigen, dass darüber entschieden wurde; für die Behörde gilt es als nicht getan.',
  },
  identify: {
    en: 'Decisions rest on a picture of the plant that may be wrong.',
    de: 'Entscheidungen beruhen auf einem Bild des Werks, das falsch sein kann.',
  },
  protect: { en: 'A way in stays open that could be closed.', de: 'Ein Weg hinein bleibt offen, der sich schließen ließe.' },
  detect: { en: 'It is noticed late, or only by what stands still.', de: 'Es fällt spät auf, oder erst durch den Stillstand.' },
  respond: { en: 'In the first hours people look for what to do.', de: 'In den ersten Stunden suchen alle, was zu tun ist.' },
  recover: {
    en: 'Nobody knows how long it takes until the line runs again.',
    de: 'Niemand weiß, wie lange es dauert, bis die Linie wieder läuft.',
  },
};
