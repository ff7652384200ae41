// How many seconds of one core the longer test files take, so that they go first; a number that is no longer true only costs time.

export const longerTests: Readonly<Record<string, number>> = {
  'test/e2e/pages.test.ts': 150,
  'test/e2e/bundle.test.ts': 60,
  'test/e2e/upload-resume.test.ts': 35,
  'test/e2e/sign-in.test.ts': 35,
  'test/e2e/start.test.ts': 60,
  'test/e2e/demo.test.ts': 28,
  'test/e2e/newcomer.test.ts': 30,
  'test/access.db.test.ts': 40,
  'test/ingest-overlap.db.test.ts': 13,
  'test/ingest-resume.db.test.ts': 9,
  'test/attacks.db.test.ts': 23,
  'test/ingest.db.test.ts': 10,
  'test/practice.db.test.ts': 8,
  'test/sign-in-directories.db.test.ts': 7,
  'platform/src/postgres.db.test.ts': 17,
  'test/sign-in-account.db.test.ts': 14,
  'platform/src/postgres-external.db.test.ts': 14,
  'platform/src/backup.db.test.ts': 13,
  'platform/src/sign-in.db.test.ts': 13,
  'apps/cli/src/verify.db.test.ts': 13,
  'test/access-zones.db.test.ts': 12,
  'test/imports.db.test.ts': 16,
  'test/hostile-input.db.test.ts': 67,
  'plant/src/tshark.test.ts': 7,
  'core/wire/test/shares.test.ts': 7,
  'modules/identify/imports/read-hostile.test.ts': 6,
  'apps/cli/src/inspect.test.ts': 5,
  'core/ledger/src/merkle.test.ts': 3,
  'core/wire/test/properties.test.ts': 3,
};

/** What a file takes that is not in the list, by its kind. */
export const usualTests = { pure: 0.3, db: 5, ui: 2, e2e: 20 } as const;
