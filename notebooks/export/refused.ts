import { Fatal } from "../../ingest/base/errors.ts";

/** What was asked for cannot be saved; the text says what to change. */
export class Refused extends Fatal {
  override name = "Refused";
}
