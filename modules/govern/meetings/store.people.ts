// The language a person reads papers in.
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

export async function readLanguage(db: Database, person_id: string): Promise<'en' | 'de'> {
  return (
    (await sql<{ language: 'en' | 'de' }>`select language from holdfast.person where id = ${person_id}`.execute(db)).rows[0]?.language ??
    'en'
  );
}
