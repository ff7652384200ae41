// Modbus/TCP units written out after MODBUS Application Protocol V1.1b3 and the Messaging guide V1.0b, as hexadecimal text.

export const vectors = {
  /** Clause 6.3, request: registers 108 to 110. */
  readHoldingRegisters: '0001 0000 0006 11 03 006b 0003',
  /** Clause 6.3, its response. */
  readHoldingRegistersResponse: '0001 0000 0009 11 03 06 022b 0000 0064',
  /** Clause 6.5: output 173 on. */
  writeSingleCoil: '0002 0000 0006 11 05 00ac ff00',
  /** Clause 7: exception 02, illegal data address, to function 1. */
  exception: '0003 0000 0003 11 81 02',
  /** Clause 6.8.1, sub-function 01: restart communications. */
  restartCommunications: '0004 0000 0006 11 08 0001 0000',
  /** Clause 6.8.1, sub-function 00: return query data. */
  returnQueryData: '0005 0000 0006 11 08 0000 a537',
  /** Clause 6.21: vendor name, product code, revision; then product name, model name, user application name. */
  deviceIdentification:
    '0006 0000 003d 01 2b 0e 02 81 00 00 06' +
    ' 00 06 416d704d6178' + // AmpMax
    ' 01 08 4d38302d31302d35' + // M80-10-5
    ' 02 05 56312e3230' + // V1.20
    ' 04 06 4d6574657231' + // Meter1
    ' 05 04 4d383000' + // M80 and a NUL
    ' 06 0c 466565642050756d702041 20', // "Feed Pump A "
  /** Clause 6.17: server id and run indicator, vendor specific. */
  reportServerId: '0007 0000 000c 01 11 09 5041303758 ff 303031',
  /** The length field says 200, 4 bytes follow. */
  cut: '0008 0000 00c8 11 10',
} as const;
