/**
 * Runs steps of a test at once, because they mostly wait; at most `most` of them. Files and timers that one leaves open are
 * found when all are over.
 */
export async function sideBySide(
  test: Deno.TestContext,
  steps: readonly Deno.TestStepDefinition[],
  most: number = steps.length,
): Promise<void> {
  const alone = { sanitizeOps: false, sanitizeResources: false, sanitizeExit: false };
  const waiting = [...steps];
  const runNext = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      await test.step({ ...step, ...alone });
    }
  };
  await Promise.all(Array.from({ length: most }, runNext));
}
