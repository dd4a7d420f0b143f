import { Poison } from "./errors.ts";

/** What cannot be done, and which field of a form is to blame. */
export class Refusal extends Poison {
  constructor(message: string, readonly field: string | null = null) {
    super(message);
  }
}
