// Hot path: protocol elements as two numbers, so that noting one allocates nothing. What they say as words stands in `elements.ts`.

/** Whose element it is; the upper two bits of the first number. */
export const MODBUS_ELEMENT = 1,
  CIP_ELEMENT = 2,
  S7_ELEMENT = 3;

const FAMILY_SHIFT = 30,
  CLASS_SHIFT = 24,
  AREA_SHIFT = 8;

/** The first number: family, class of the operation, table or area (0..255), unit (0..255). */
export function elementOf(family: number, operationClass: number, area: number, unit: number): number {
  return (family << FAMILY_SHIFT) | (operationClass << CLASS_SHIFT) | (area << AREA_SHIFT) | unit;
}

/** The second number of a Modbus element: addresses `from` to `to`, both 0..65535. */
export function rangeOf(from: number, to: number): number {
  return (from << 16) | to;
}

export const familyOf = (element: number): number => element >>> FAMILY_SHIFT;
export const classOfElement = (element: number): number => (element >>> CLASS_SHIFT) & 0xf;
export const areaOf = (element: number): number => (element >>> AREA_SHIFT) & 0xff;
export const unitOf = (element: number): number => element & 0xff;
export const fromOf = (value: number): number => value >>> 16;
export const toOf = (value: number): number => value & 0xffff;
