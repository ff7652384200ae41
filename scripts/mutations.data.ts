// Features taken out one by one: where, what goes, what stands there instead, and the test that must turn red.

export type Mutation = { says: string; file: string; from: string; to: string; tests: string[] };

export const mutations: readonly Mutation[] = [
  {
    says: 'the one who asked for an approval may decide it',
    file: 'modules/govern/approvals/rules.ts',
    from: `|| it.asked_by === principal.person_id`,
    to: '',
    tests: ['modules/govern/approvals/rules.test.ts'],
  },
  {
    says: 'a zone grant reaches the whole site',
    file: 'platform/src/permit.ts',
    from: `return sentence.at === 'zone' && zones.length > 0 ? { zones } : null;`,
    to: `return sentence.at === 'zone' && zones.length > 0 ? { zones: null } : null;`,
    tests: ['test/access-zones.db.test.ts'],
  },
  {
    says: 'act takes a permit nobody minted',
    file: 'platform/src/act.ts',
    from: 'if (!isGenuine(permit)) throw',
    to: 'if (false) throw',
    tests: ['platform/src/act.db.test.ts'],
  },
  {
    says: 'a newer reading wins over a person’s word',
    file: 'modules/identify/assets/rules.ts',
    from: `(it.source === 'person' ? 2 : it.confidence)`,
    to: 'it.confidence',
    tests: ['modules/identify/assets/rules.test.ts'],
  },
  {
    says: 'a new MAC at a known address is taken for the old device',
    file: 'modules/identify/assets/rules.ts',
    from: '(sighting.macs.length === 0 || !known.has_mac.has(asset))',
    to: 'true',
    tests: ['modules/identify/assets/rules.test.ts'],
  },
  {
    says: 'a conduit without a list can be talked away',
    file: 'modules/detect/findings/rules.ts',
    from: `conduit_without_list: ['investigate'],`,
    to: `conduit_without_list: ['investigate', 'expected'],`,
    tests: ['modules/detect/findings/rules.test.ts'],
  },
  {
    says: 'a confirmed zone is dropped when nothing proposes it',
    file: 'modules/identify/zones/rules.ts',
    from: `it.state === 'proposed' && !used.has(it.id)`,
    to: '!used.has(it.id)',
    tests: ['modules/identify/zones/rules.test.ts'],
  },
  {
    says: 'a rule lets any class of operation through',
    file: 'core/zones/src/fit-rule.ts',
    from: 'if (rule.classes === null) return',
    to: 'if (flow.transport) return',
    tests: ['core/zones/src/allow-list.test.ts'],
  },
  {
    says: 'a leaf and a node hash alike',
    file: 'core/ledger/src/merkle.ts',
    from: 'bytes[0] = 1;',
    to: '',
    tests: ['core/ledger/src/merkle.test.ts'],
  },
  {
    says: 'a capture that was received is forgotten by a restart',
    file: 'modules/detect/captures/rules.ts',
    from: `return it.state === 'reading' && it.sha256 !== null ? 'reading' : 'interrupted';`,
    to: `return 'interrupted';`,
    tests: ['modules/detect/captures/rules.test.ts'],
  },
];
