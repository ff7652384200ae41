// Builds a dissector that recognises a protocol by port and shape and counts its units, without depth.
import type { ByteReader } from '../byte-reader.ts';
import { REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { CLEARTEXT_CREDENTIALS, OTHER, idOf, type ProtocolName } from '../words.ts';

export type RecognisedProtocol = {
  name: ProtocolName;
  tcpPorts?: readonly number[];
  udpPorts?: readonly number[];
  etherTypes?: readonly number[];
  anyPort?: boolean;
  recognises: Dissector['recognises'];
  unitLength?: NonNullable<Dissector['unitLength']>;
  /** Reads far enough to know the code of the unit; -1 for one that cannot be read (encrypted, not a first part). */
  codeOf: (reader: ByteReader) => number;
  /** Plain names by code; a code not listed is named by its number. */
  names?: Readonly<Record<number, string>>;
  /** Key of a code where it is not the number itself. */
  keyOf?: (code: number) => string;
  /** Class of every unit; OTHER unless told. */
  operationClass?: number;
  /** Whether the unit shows that a password goes over the wire in the clear; the password itself is not read. */
  tellsPassword?: (bytes: Uint8Array, start: number, end: number, fromServer: boolean) => boolean;
  /** The way, as the sign says it. */
  passwordWay?: string;
  /** Whether the unit answers, where the bytes tell; otherwise the server's side answers. */
  isResponse?: (code: number, fromServer: boolean) => boolean;
};

/** A dissector that counts one operation a unit by the given table row. */
export function recogniseOnly(row: RecognisedProtocol): Dissector {
  const protocol = idOf(row.name);
  return {
    ...pickPorts(row),
    name: row.name,
    recognises: row.recognises,
    read(reader, reading) {
      const { bytes, position, end } = reader;
      const code = row.codeOf(reader);
      if (reader.fault !== null) return;
      if (code < 0) return reading.undecoded(protocol);
      const answers = row.isResponse?.(code, reading.fromServer) ?? reading.fromServer;
      reading.operation(protocol, code, row.operationClass ?? OTHER, answers ? RESPONSE : REQUEST);
      if (row.tellsPassword?.(bytes, position, end, reading.fromServer) === true)
        reading.sign(CLEARTEXT_CREDENTIALS, row.passwordWay ?? '', protocol);
    },
    describe(code) {
      return { key: row.keyOf?.(code) ?? String(code), name: row.names?.[code] ?? `unit ${row.keyOf?.(code) ?? code}` };
    },
  };
}

type Ports = Pick<Dissector, 'tcpPorts' | 'udpPorts' | 'etherTypes' | 'anyPort' | 'unitLength'>;

function pickPorts(row: RecognisedProtocol): Ports {
  return {
    ...(row.tcpPorts && { tcpPorts: row.tcpPorts }),
    ...(row.udpPorts && { udpPorts: row.udpPorts }),
    ...(row.etherTypes && { etherTypes: row.etherTypes }),
    ...(row.anyPort && { anyPort: true }),
    ...(row.unitLength && { unitLength: row.unitLength }),
  };
}
