// Refusals in words: by code, else by kind, else plainly.
import { useTranslation } from 'react-i18next';

type Problem = { code: string; kind: string; params: Record<string, string | number>; request_id: string; errors?: { pointer: string }[] };

/** What the server said, when the error carries it. */
export function problemOf(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null || !('problem' in error)) return null;
  return error.problem as Problem;
}

/** The sentence for an error, and the request's id where there is one. Words: namespace `failure`, by code, then `kind_<kind>`. */
export function useProblemText(error: unknown): { text: string; request_id: string } {
  const word = useProblemWord();
  return { text: word(error), request_id: problemOf(error)?.request_id ?? '' };
}

/** The same as a function, for notifications. */
export function useProblemWord(): (error: unknown) => string {
  const { t } = useTranslation('failure');
  return (error) => {
    const problem = problemOf(error);
    if (problem === null) return t('page_fault');
    const { fields } = problem.params;
    if (problem.code === 'changed_meanwhile' && typeof fields === 'string')
      return t('changed_fields', {
        fields: fields
          .split(' ')
          .map((name) => t([`field.${name}`, 'field.other']))
          .join(', '),
      });
    return t([problem.code, `kind_${problem.kind}`, 'kind_bug'], problem.params);
  };
}
