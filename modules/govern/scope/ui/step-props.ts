// What every step of the questions gets.
import type { Answers, EntityDetail } from '../schema.ts';

export type StepProps = { answers: Answers; set: (patch: Partial<Answers>) => void; entity: EntityDetail };
