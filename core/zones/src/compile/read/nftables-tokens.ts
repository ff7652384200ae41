// Cuts a line of nftables into words, and writes alike what nft prints in different ways from version to version.

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `"08:00"-"15:59:59"` and `"2027-03-28 01:00:00"` as the numbers of seconds we write. */
function timeNumber(word: string): string {
  const span = /^"(\d\d:\d\d(?::\d\d)?)"-"(\d\d:\d\d(?::\d\d)?)"$/.exec(word);
  if (span !== null) return `${secondsOf(span[1]!)}-${secondsOf(span[2]!)}`;
  const instant = /^"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)"$/.exec(word);
  if (instant !== null) return String(Date.parse(`${instant[1]}T${instant[2]}Z`) / 1000);
  const day = days.indexOf(word.replaceAll('"', ''));
  return day >= 0 && word.startsWith('"') ? String(day) : word;
}

function secondsOf(text: string): number {
  const [hour = 0, minute = 0, second = 0] = text.split(':').map(Number);
  return hour * 3600 + minute * 60 + second;
}

/** One form for each thing. */
function oneForm(line: string): string {
  return line
    .replace(/ # handle \d+/g, '')
    .replace(/tcp flags (?:& \( ?fin ?\| ?syn ?\| ?rst ?\| ?ack ?\) != syn|!= syn ?\/ ?fin,syn,rst,ack)/g, 'tcp-not-opening')
    .replace(/ether type (?:8021q|vlan) (?=vlan type )/g, '')
    .replace(/limit rate (\S+) burst (\d+) packets/g, 'limit rate $1 burst $2 packets');
}

/** Words of a line; braces, commas and semicolons are words of their own, quotes are kept out but around times. Comments end the line. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [word] of oneForm(text).matchAll(/"[^"]*"(?:-"[^"]*")?|"[^"]*$|[{},;]|[^\s{},;"]+/g)) {
    if (word.startsWith('#')) break;
    const time = timeNumber(word);
    tokens.push(time.startsWith('"') ? time.replaceAll('"', '') : time);
  }
  return tokens;
}
