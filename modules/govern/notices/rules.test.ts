// A mail says what it says whatever the names in it are: no line of theirs, no header of theirs, and never as markup.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailOf } from './rules.ts';

const words = {
  'kind.capture_over': 'Capture {{name}}: {{state}}',
  'mail.subject_other': '{{count}} notices',
  'mail.foot': 'Choose in Notices.',
};
const notice = { kind: 'capture_over', opens: 'captures', site_id: 's' };

test('names with line ends and markup bring neither a line nor a header into a mail', () => {
  const name = 'x\r\nBcc: all@plant.example\r\n\r\n<img src=x onerror=alert(1)>\u2028http://elsewhere.example\u0085{{state}}';
  const said = { ...notice, params: { name, state: 'over' }, site_name: 'North\r\nSubject: other\u2029\u000b' };
  for (const notices of [[said], [said, said]]) {
    const { subject, text } = mailOf(words, 'en', 'https://holdfast.example', notices);
    assert.doesNotMatch(subject, /[\r\n\u0085\u2028\u2029]/);
    const lines = text.split(/[\r\n\v\f\u0085\u2028\u2029]/);
    assert.ok(
      lines.every((line) => !/^(Bcc|Subject|http:|<img)/.test(line)),
      text,
    );
    assert.equal(lines.filter((line) => line.startsWith('https://holdfast.example/sites/s/captures')).length, notices.length);
    assert.ok(text.includes('<img src=x onerror=alert(1)>') && text.includes('{{state}}'), 'as letters, filled in once');
  }
});
