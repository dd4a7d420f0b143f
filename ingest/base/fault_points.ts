/** Points of the path from source to page at which tests make a process fail. */
export const faultPoints = [
  "lease: taken",
  "stream: read",
  "log: written",
  "kafka: sent",
  "stream: appended",
  "stream: cursor known",
  "stream: cursor stored",
  "analyst: fetched",
  "analyst: analysed",
  "feed: received",
  "group: fetched",
  "group: analysed",
  "group: produced",
  "group: committed",
  "land: trimmed",
  "land: staged",
  "land: rows written",
  "land: offset written",
  "land: committed",
  "land: published",
  "gap: written",
  "minutes: summed",
  "landings: summed",
  "retention: due",
  "retention: trimmed",
  "owner: locked",
  "store: migrated",
  "owner: offsets read",
  "owner: announced",
  "owner: drained",
  "store: closing",
  "store: checkpointed",
] as const;

/** The name of a point. */
export type FaultPoint = typeof faultPoints[number];

let handler: ((point: FaultPoint) => void) | undefined;

/** Says that the path has come to a point; that is all, unless a test has set a handler in this process. */
export function faultPoint(point: FaultPoint): void {
  handler?.(point);
}

/** For tests alone: what becomes of a process at its points. Programs never call it. */
export function onFaultPoint(handle: (point: FaultPoint) => void): void {
  handler = handle;
}
