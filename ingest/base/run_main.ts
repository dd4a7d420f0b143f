import { Fatal, messageOf, Poison, Retriable } from "./errors.ts";

/** Runs a program: its result is the exit code; an error of ours ends it with one line, any other with its stack. */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main());
  } catch (error) {
    const ours = error instanceof Fatal || error instanceof Poison || error instanceof Retriable;
    console.error(ours ? messageOf(error) : error);
    Deno.exit(1);
  }
}
