import { parseArgs, type ParseArgsConfig } from "node:util";
import { Fatal, messageOf } from "./errors.ts";

/** Reads a command line by `node:util`'s `parseArgs`. @throws {Fatal} in one sentence, for what does not fit. */
export function readArgs<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Fatal(`${sayProblem(messageOf(error))} (--help lists the options)`);
  }
}

// The parser adds advice that does not hold here, in lines of its own.
function sayProblem(message: string): string {
  const option = /^Option '(--[\w-]+).*' argument is ambiguous/.exec(message)?.[1];
  if (option === undefined) return message.split(/\.\s/, 1)[0]!;
  return `${option} needs a value; one that begins with a dash is written ${option}=-...`;
}
