// SSH by its identification line: RFC 4253 clause 4.2. What follows is binary and soon encrypted.
import { REQUEST, RESPONSE, type Dissector } from '../dissector.ts';
import { SESSION, idOf } from '../words.ts';
import { sayDescription } from './description.ts';
import { startsWithText } from './peek.ts';

const MAX_LINE_BYTES = 255;
const SSH = idOf('ssh');

export const ssh: Dissector = {
  name: 'ssh',
  tcpPorts: [22, 2222],
  anyPort: true,
  recognises: (bytes, start, end) => startsWithText(bytes, start, end, 'SSH-'),

  read(reader, reading) {
    let length = 0;
    while (length < Math.min(reader.left, MAX_LINE_BYTES) && reader.bytes[reader.position + length] !== 0x0a) length++;
    reading.operation(SSH, 0, SESSION, reading.fromServer ? RESPONSE : REQUEST);
    sayDescription(reading, 'sender', reader.text(length, 'identification line'), 0.5, SSH);
  },

  describe: () => ({ key: 'identification', name: 'Identification line' }),
};
