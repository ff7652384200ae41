// Templates of the rules on cryptography and of the naming standard, in our own words.
import type { Template } from './rules.templates.ts';

export const cryptographyTemplate: Template = {
  title: { en: 'Cryptography in OT', de: 'Verschlüsselung in der OT' },
  sections: [
    {
      id: 'rule',
      en: {
        heading: 'The rule',
        body: `What leaves a zone is encrypted where both ends can do it. What cannot is kept inside its zone, or goes through a tunnel, and stands on the list of exceptions.

Encryption must never delay a safety function or a stop.`,
      },
      de: {
        heading: 'Die Regel',
        body: `Was eine Zone verlässt, ist verschlüsselt, wo beide Enden es können. Was es nicht kann, bleibt in seiner Zone oder geht durch einen Tunnel und steht auf der Liste der Ausnahmen.

Verschlüsselung darf nie eine Sicherheitsfunktion oder ein Anhalten verzögern.`,
      },
    },
    {
      id: 'use',
      en: {
        heading: 'What we use',
        body: `- Web pages, remote access, mail: TLS 1.2 or 1.3. Older versions are off.
- OPC UA: sign and encrypt, with certificates of our own, not "accept all".
- Remote access: VPN or bastion with a second factor.
- Laptops and backup media: encrypted disks.
- Passwords: in a password manager or an envelope in the safe, never in a program or on a cabinet door.`,
      },
      de: {
        heading: 'Was wir verwenden',
        body: `- Webseiten, Fernwartung, Mail: TLS 1.2 oder 1.3. Ältere Versionen sind aus.
- OPC UA: signieren und verschlüsseln, mit eigenen Zertifikaten, nicht „alle annehmen“.
- Fernwartung: VPN oder Bastion mit zweitem Faktor.
- Laptops und Sicherungsmedien: verschlüsselte Datenträger.
- Passwörter: im Passwortmanager oder im Umschlag im Tresor, nie in einem Programm oder an der Schranktür.`,
      },
    },
    {
      id: 'keys',
      en: {
        heading: 'Keys and certificates',
        body: `Each key and certificate has: what for, where, who answers, valid until, where the copy lies. {{people.ot_lead}} keeps the list. What ends within 60 days is renewed before it stops a line. Who leaves hands over keys on the last day.`,
      },
      de: {
        heading: 'Schlüssel und Zertifikate',
        body: `Jeder Schlüssel und jedes Zertifikat hat: wofür, wo, wer verantwortlich ist, gültig bis, wo die Kopie liegt. {{people.ot_lead}} führt die Liste. Was in 60 Tagen endet, wird erneuert, bevor es eine Linie anhält. Wer geht, übergibt Schlüssel am letzten Tag.`,
      },
    },
    {
      id: 'old',
      en: {
        heading: 'Old protocols',
        body: `Many controllers speak without encryption. That is allowed inside a zone. An exception names the protocol, the devices, what protects instead (zone, allow-list, one direction only) and when it is looked at again: at the latest in a year, and when the machine is rebuilt.`,
      },
      de: {
        heading: 'Alte Protokolle',
        body: `Viele Steuerungen sprechen unverschlüsselt. Innerhalb einer Zone ist das erlaubt. Eine Ausnahme nennt das Protokoll, die Geräte, was stattdessen schützt (Zone, Freigabeliste, nur eine Richtung) und wann sie neu angesehen wird: spätestens in einem Jahr und beim Umbau der Maschine.`,
      },
    },
    {
      id: 'lost',
      en: {
        heading: 'When a key is lost',
        body: `Lost or seen by a stranger: tell {{people.ot_lead}} at once. Withdraw it, replace it, look what it opened since. That is an incident until somebody decides otherwise.`,
      },
      de: {
        heading: 'Wenn ein Schlüssel verloren geht',
        body: `Verloren oder von Fremden gesehen: sofort {{people.ot_lead}} sagen. Sperren, ersetzen, nachsehen, was er seither geöffnet hat. Das ist ein Vorfall, bis jemand anders entscheidet.`,
      },
    },
  ],
};

export const namingTemplate: Template = {
  title: { en: 'Naming standard', de: 'Namensregel' },
  sections: [
    {
      id: 'why',
      en: {
        heading: 'Why names matter',
        body: `At night, on the phone, two people must mean the same machine. A name says where it stands, what it is and which one.`,
      },
      de: {
        heading: 'Warum Namen zählen',
        body: `Nachts am Telefon müssen zwei Leute dieselbe Maschine meinen. Ein Name sagt, wo etwas steht, was es ist und das wievielte.`,
      },
    },
    {
      id: 'pattern',
      en: {
        heading: 'How a name is built',
        body: `Area, kind, number, joined by a hyphen: **FIL-PLC-01** is the first controller of filling. Capital letters, digits and hyphens only, no spaces, no umlauts.

The pattern and the codes stand in Holdfast under Naming. It lists names that do not fit and renames nothing.`,
      },
      de: {
        heading: 'Wie ein Name gebaut ist',
        body: `Bereich, Art, Nummer, verbunden mit Bindestrich: **FUE-PLC-01** ist die erste Steuerung der Füllerei. Nur Großbuchstaben, Ziffern und Bindestriche, keine Leerzeichen, keine Umlaute.

Muster und Kürzel stehen in Holdfast unter Namensregel. Es listet, was nicht passt, und benennt nichts um.`,
      },
    },
    {
      id: 'new',
      en: {
        heading: 'New and old devices',
        body: `A new device gets its name from {{people.ot_lead}} before it is connected. Old names are changed at the next rebuild, not for beauty: programs, drawings and labels change with them. A retired name is not given again.`,
      },
      de: {
        heading: 'Neue und alte Geräte',
        body: `Ein neues Gerät bekommt seinen Namen von {{people.ot_lead}}, bevor es angeschlossen wird. Alte Namen werden beim nächsten Umbau geändert, nicht der Schönheit wegen: Programme, Pläne und Schilder ändern sich mit. Ein abgelegter Name wird nicht neu vergeben.`,
      },
    },
    {
      id: 'also',
      en: {
        heading: 'Also named by rule',
        body: `- Zones: what they do, not their address.
- Accounts: the person, never "admin2".
- Files of programs: device, date, version.`,
      },
      de: {
        heading: 'Auch nach Regel benannt',
        body: `- Zonen: was sie tun, nicht ihre Adresse.
- Konten: die Person, nie „admin2“.
- Programmdateien: Gerät, Datum, Version.`,
      },
    },
  ],
};
