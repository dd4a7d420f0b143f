/** Wait and try again: the network, a broker, a busy file. */
export class Retriable extends Error {
  override name = "Retriable";
}

/** This input is bad: it becomes a dead letter and the rest goes on. */
export class Poison extends Error {
  override name = "Poison";
}

/** Our own state is wrong, or the operator must act: stop loudly. */
export class Fatal extends Error {
  override name = "Fatal";
}

/** More inputs were refused than the operator allows; what could land has landed. */
export class OverBudget extends Fatal {
  override name = "OverBudget";
}

/** The text of anything thrown, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
