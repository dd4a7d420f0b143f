/** Runs steps of a test at once, because they mostly wait. Files and timers that one leaves open are found when all are over. */
export async function sideBySide(
  test: Deno.TestContext,
  steps: readonly Deno.TestStepDefinition[],
): Promise<void> {
  const alone = { sanitizeOps: false, sanitizeResources: false, sanitizeExit: false };
  await Promise.all(steps.map((step) => test.step({ ...step, ...alone })));
}
