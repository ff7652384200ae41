// Lets node load .tsx files in tests: Node strips types but does not know JSX.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

registerHooks({
  load(url, context, next) {
    if (!/^file:.*\.tsx$/.test(url)) return next(url, context);
    const path = fileURLToPath(url);
    const made = transformSync(path, readFileSync(path, 'utf8'), { lang: 'tsx', jsx: { runtime: 'automatic' } });
    const fault = made.errors[0];
    if (fault !== undefined) throw new SyntaxError(`${path}: ${fault.message}`);
    return { format: 'module', source: made.code, shortCircuit: true };
  },
});
