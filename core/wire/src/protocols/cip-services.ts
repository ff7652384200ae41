// What a CIP service means for the class it is asked of: our codes, operation class and ATT&CK lead.
import { attackIdOf, CONFIGURE, DIAGNOSE, IDENTIFY, OTHER, PROGRAM, READ, SESSION, START, STOP, WRITE } from '../words.ts';
import type { AttackTechnique } from '../words.ts';
import { classNames, commonServices, objectServices } from './cip-names.ts';
import { describePccc, isPcccCode, pcccAttack, pcccClass } from './cip-pccc.ts';

/** Class id of tags addressed by name, and of the tag table itself. */
export const SYMBOL_CLASS = 0x6b;

const CLASS_LIMIT = 0x400;
const classIndexes = new Uint16Array(CLASS_LIMIT);
classNames.forEach(([cipClass], index) => (classIndexes[cipClass] = index + 1));

/**
 * The code of a service asked of a class: the service in the low seven bits, above it the class's place in `classNames`
 * (0: not named, or not known as in an answer without its request). Codes from 0xc000 on are PCCC's.
 */
export function codeOfService(service: number, cipClass: number): number {
  return (service & 0x7f) | (cipClass >= 0 && cipClass < CLASS_LIMIT ? classIndexes[cipClass]! << 7 : 0);
}

/** The class id in a code, -1 when it holds none. */
export function classOfCode(code: number): number {
  const index = code >> 7;
  return index === 0 || isPcccCode(code) ? -1 : (classNames[index - 1]?.[0] ?? -1);
}

/** Key (the decimal service) and name of a code. */
export function describeCip(code: number): { key: string; name: string } {
  if (isPcccCode(code)) return { key: String(0x4b), name: describePccc(code) };
  const service = code & 0x7f;
  const cipClass = classOfCode(code);
  const own = cipClass < 0 ? undefined : objectServices[(cipClass << 8) | service];
  const name = own ?? commonServices[service] ?? `service 0x${service.toString(16).padStart(2, '0')}`;
  const className = cipClass < 0 ? undefined : classNames[(code >> 7) - 1]?.[1];
  return { key: String(service), name: className === undefined ? name : `${className}: ${name}` };
}

const UNSET = 255;
const operationClassOf = new Uint8Array(0x10000).fill(UNSET);
const attackOf = new Uint8Array(0x10000);

/** Operation class of a code. */
export function operationClassOfCode(code: number): number {
  if (operationClassOf[code] === UNSET) fill(code);
  return operationClassOf[code]!;
}

/** Index into `attackIdOf` of a code. */
export function attackOfCode(code: number): number {
  if (operationClassOf[code] === UNSET) fill(code);
  return attackOf[code]!;
}

function fill(code: number): void {
  const meaning = isPcccCode(code) ? { is: pcccClass(code), as: pcccAttack(code) } : classify(code & 0x7f, classOfCode(code));
  operationClassOf[code] = meaning.is;
  attackOf[code] = meaning.as ? attackIdOf(meaning.as) : 0;
}

type Meaning = { is: number; as?: AttackTechnique | null };

/** Classes whose attributes are process data: assemblies, registers, points and groups of points. */
const processDataClasses = new Set([0x04, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x22]);
/** Classes a Logix project consists of: creating, deleting or setting them changes the program. */
const projectClasses = new Set([0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x77, 0x7e, 0x7f, 0xac]);
/** Classes a reader makes instances of to read faster: no change to the program. */
const readingClasses = new Set([0x72, 0xb2]);

/** Services that mean one thing on one class only, by `class << 8 | service`; ATT&CK leads as in CISA's ACID. */
const ownMeanings: Readonly<Record<number, Meaning>> = {
  0x0105: { is: START, as: 'T0816' },
  0x374b: { is: PROGRAM, as: 'T0845' },
  0x374c: { is: PROGRAM, as: 'T0843' },
  0x374d: { is: READ },
  0x374e: { is: PROGRAM, as: 'T0843' },
  0x374f: { is: PROGRAM, as: 'T0845' },
  0x3750: { is: PROGRAM, as: 'T0843' },
  0x3751: { is: PROGRAM, as: 'T0809' },
  0x684d: { is: WRITE, as: 'T0835' },
  0x684e: { is: WRITE, as: 'T0835' },
  0x694d: { is: WRITE, as: 'T0835' },
  0x694e: { is: WRITE, as: 'T0835' },
  0x6a4f: { is: PROGRAM, as: 'T0843' },
  0x6a50: { is: PROGRAM, as: 'T0843' },
  0x6a51: { is: WRITE, as: 'T0836' },
  0x6c4c: { is: READ, as: 'T0861' },
  0x724c: { is: READ },
  0x744b: { is: CONFIGURE },
  0x744c: { is: CONFIGURE },
  0x8b04: { is: CONFIGURE, as: 'T0836' },
  0x8e06: { is: START, as: 'T0858' },
  0x8e07: { is: STOP, as: 'T0858' },
  0x8e5c: { is: SESSION },
  0xa14b: { is: PROGRAM, as: 'T0857' },
  0xa14c: { is: PROGRAM, as: 'T0857' },
  0xa14d: { is: PROGRAM, as: 'T0857' },
  0xac08: { is: PROGRAM, as: 'T0843' },
};

/** Tag services of Logix controllers (1756-PM020 chapter 1), on a tag named by symbol or by instance. */
const tagMeanings: Readonly<Record<number, Meaning>> = {
  0x4c: { is: READ },
  0x4d: { is: WRITE, as: 'T0855' },
  0x4e: { is: WRITE, as: 'T0855' },
  0x52: { is: READ },
  0x53: { is: WRITE, as: 'T0855' },
  0x55: { is: READ, as: 'T0861' },
};

function classify(service: number, cipClass: number): Meaning {
  const own = cipClass < 0 ? undefined : ownMeanings[(cipClass << 8) | service];
  if (own) return own;
  if (cipClass === 0x05 || cipClass === 0x06) return { is: SESSION };
  if (cipClass === SYMBOL_CLASS && tagMeanings[service]) return tagMeanings[service];
  if (readingClasses.has(cipClass)) return { is: service === 0x01 || service === 0x03 || service === 0x0e ? DIAGNOSE : SESSION };
  if (cipClass < 0 && service >= 0x32) return classifyWithoutClass(service);
  return classifyCommon(service, cipClass);
}

/** An answer whose request was not seen: 0x4e may be a tag's or a connection's end, so it stays unclassed. */
function classifyWithoutClass(service: number): Meaning {
  if (service === 0x54 || service === 0x5b) return { is: SESSION };
  return service === 0x4e ? { is: OTHER } : (tagMeanings[service] ?? { is: OTHER });
}

function classifyCommon(service: number, cipClass: number): Meaning {
  switch (service) {
    case 0x01:
    case 0x03:
    case 0x0e:
    case 0x11:
    case 0x18:
    case 0x1d:
      if (cipClass === 0x01 || cipClass === 0x64) return { is: IDENTIFY, as: 'T0888' };
      return { is: processDataClasses.has(cipClass) ? READ : DIAGNOSE };
    case 0x02:
    case 0x04:
    case 0x10:
    case 0x19:
    case 0x1a:
    case 0x1b:
      if (processDataClasses.has(cipClass)) return { is: WRITE, as: 'T0855' };
      return projectClasses.has(cipClass) ? { is: PROGRAM, as: 'T0889' } : { is: CONFIGURE, as: 'T0836' };
    case 0x08:
    case 0x09:
      return projectClasses.has(cipClass) ? { is: PROGRAM, as: service === 0x08 ? 'T0843' : 'T0889' } : { is: CONFIGURE };
    case 0x05:
    case 0x06:
    case 0x07:
    case 0x0d:
    case 0x15:
    case 0x16:
      return { is: CONFIGURE };
    case 0x17:
      return { is: SESSION };
    default:
      return { is: OTHER };
  }
}
