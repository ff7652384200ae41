// PROFINET vendor identifiers (assigned by PROFIBUS & PROFINET International) of makers seen in plants.

const vendorNames: Readonly<Record<number, string>> = {
  0x002a: 'Siemens',
  0x00b0: 'Phoenix Contact',
  0x010a: 'SEW-Eurodrive',
  0x010c: 'HMS Industrial Networks',
  0x011d: 'WAGO',
  0x0120: 'Beckhoff',
  0x013d: 'Turck',
};

/** Maker's name of a PROFINET vendor identifier, null when it is not in the table. */
export function profinetVendorName(vendorId: number): string | null {
  return vendorNames[vendorId] ?? null;
}
