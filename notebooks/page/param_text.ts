import { joinList } from "./list_text.ts";
import type { ParamSpec } from "./param_spec.ts";
import type { ParamValue } from "./param_values.ts";

/** A value as it stands in the address. */
export function asText(spec: ParamSpec, value: ParamValue): string {
  if (spec.type === "time") return typeof value === "number" ? new Date(value).toISOString() : String(value);
  return Array.isArray(value) ? joinList(value) : String(value);
}
