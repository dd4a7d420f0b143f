import { Fatal } from "../../ingest/base/errors.ts";

/** A deliberate bug: a patch, and the test that must go red by it. */
export interface Mutation {
  name: string;
  /** The whole file; what is before the patch itself is passed over by those who apply it. */
  patch: string;
  test: string;
  /** The file that the test stands in. */
  file: string;
}

/** Reads the file of a mutation, which begins with `Caught by: TEST` and `In: FILE`. @throws {Fatal} where it does not. */
export function readMutation(name: string, patch: string): Mutation {
  const [, test, file] = /^Caught by: (.+)\nIn: (.+)\n/.exec(patch) ?? [];
  if (test === undefined || file === undefined) {
    throw new Fatal(`Mutation "${name}" must begin with "Caught by: TEST" and "In: FILE"`);
  }
  return { name, patch, test, file };
}

/** Names of the tests that failed, by themselves or by a step, out of what `deno test` prints. */
export function failedTests(output: string): string[] {
  return [...output.matchAll(/^(.*?)(?: \.\.\. .*?)? => \.\/\S+:\d+:\d+$/gm)].map(([, name]) => name!);
}
