import type { StreamLimits } from "../../../ingest/registry/stream.ts";
import { createFormField, type FormField } from "../form_field.ts";

/** The fields for how much of a stream is wanted. */
export interface LimitFields {
  fields: { perHour: FormField; schedule: FormField };
  set(limits: StreamLimits): void;
  /** What stands in them; null where that is no number, which its field then says. */
  read(): StreamLimits | null;
}

/** A field for the hourly cap and one for the schedule. */
export function createLimitFields(): LimitFields {
  const perHour = createFormField({
    label: "Posts an hour, at most",
    help: "Keeps a sample that is spread over each hour. Empty: all of them.",
    type: "text",
    inputMode: "numeric",
  });
  const schedule = createFormField({
    label: "Runs when, in UTC",
    help: "Days, hours or both: mon-fri 08:00-18:00, sat,sun or 22:00-06:00. Empty: always.",
    type: "text",
  });
  return {
    fields: { perHour, schedule },
    set(limits) {
      perHour.input.value = limits.perHour === null ? "" : String(limits.perHour);
      schedule.input.value = limits.schedule ?? "";
    },
    read() {
      const written = perHour.input.value.replaceAll(/[\s,]/g, "");
      if (!/^\d{0,15}$/.test(written)) {
        perHour.showProblem("Write a number, like 5000");
        return null;
      }
      return {
        perHour: written === "" ? null : Number(written),
        schedule: schedule.input.value.trim() || null,
      };
    },
  };
}
