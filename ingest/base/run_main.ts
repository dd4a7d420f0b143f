import { Fatal, messageOf, OverBudget, Poison, Retriable } from "./errors.ts";
import { logLine } from "./json_report.ts";
import { oneLine } from "./one_line.ts";

/** Exit code of a program that its own state or its operator must set right: starting it again would not help. */
export const fatalCode = 2;

/** Exit code of a program that stopped because too much of what came was refused. */
const overBudgetCode = 3;

/** Runs a program: its result is the exit code; an error of ours ends it with one line, any other with its stack. */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main());
  } catch (error) {
    const ours = error instanceof Fatal || error instanceof Poison || error instanceof Retriable;
    if (wantsJson()) {
      console.error(logLine("error", "end", messageOf(error), ours ? {} : { stack: stackOf(error) }));
    } else console.error(ours ? oneLine(messageOf(error)) : error);
    Deno.exit(codeOf(error));
  }
}

function codeOf(error: unknown): number {
  if (error instanceof OverBudget) return overBudgetCode;
  return error instanceof Fatal ? fatalCode : 1;
}

// Settings may be what is wrong, and some programs may not read the environment.
function wantsJson(): boolean {
  try {
    return Deno.env.get("LOG_FORMAT") === "json";
  } catch {
    return false;
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
