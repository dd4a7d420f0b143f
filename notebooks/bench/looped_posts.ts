import { gunzipSync } from "node:zlib";
import { Fatal } from "../../ingest/base/errors.ts";
import { needsShared, sharedPath } from "../../ingest/base/test_needs.ts";

const folder = "data/twitter-v1";
/** Looped posts are this far apart in event time. */
const stepMs = 20;
const startMs = Date.UTC(2026, 0, 1);
const firstId = 457_670_058_312_208_386n;

/** Recorded v1.1 statuses, each id once. @throws {Fatal} where the recorded data are missing. */
export function readStatuses(): string[] {
  if (needsShared.ignore) {
    throw new Fatal(`Cannot benchmark: no recorded posts in ${sharedPath(folder)}; set SHARED_DIR`);
  }
  const statuses = new Map<string, string>();
  for (const { name } of [...Deno.readDirSync(sharedPath(folder))].sort((a, b) => a.name < b.name ? -1 : 1)) {
    const text = gunzipSync(Deno.readFileSync(sharedPath(`${folder}/${name}`))).toString();
    for (const line of text.split("\n")) {
      const id = /"id_str":"(\d+)"/.exec(line)?.[1];
      if (id !== undefined && !statuses.has(id)) statuses.set(id, line);
    }
  }
  return [...statuses.values()];
}

/** Makes raw statuses without end: the n-th has an id and a time of its own, the rest is as recorded. */
export function loopStatuses(statuses: string[]): (n: number) => string {
  const templates = statuses.map((line) => {
    const { id: _, id_str: __, created_at: ___, timestamp_ms: ____, ...rest } = JSON.parse(line);
    return JSON.stringify(rest).slice(1);
  });
  return (n) => {
    const at = startMs + n * stepMs;
    const id = firstId + BigInt(n);
    const time = twitterTime(at);
    return `{"created_at":"${time}","id":${id},"id_str":"${id}",${templates[n % templates.length]}`;
  };
}

/** Makes analysed lines without end from some; each has an id and a time of its own. */
export function loopAnalysed(lines: string[]): (n: number) => string {
  const templates = lines.map((line) => {
    const [head, idAndRest] = cut(line, /"id":"[^"]*"/);
    const [middle, tail] = cut(idAndRest, /"createdAt":\d+/);
    return { head, middle, tail };
  });
  return (n) => {
    const { head, middle, tail } = templates[n % templates.length]!;
    return `${head}"id":"${firstId + BigInt(n)}"${middle}"createdAt":${startMs + n * stepMs}${tail}`;
  };
}

function cut(line: string, at: RegExp): [string, string] {
  const found = at.exec(line)!;
  return [line.slice(0, found.index), line.slice(found.index + found[0].length)];
}

function twitterTime(ms: number): string {
  const [day, date, month, year, time] = new Date(ms).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}
