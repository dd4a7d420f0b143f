import type { LandingCounts, LandingResult } from "../../analysis/land/write_landing.ts";
import type { PipeProgress } from "../../analysis/pipe.ts";
import type { Gauges } from "../../analysis/store/gauges.ts";
import { type DeadCount } from "./dead_kinds.ts";
import { type Family, writeExposition } from "./exposition.ts";
import { Histogram } from "./histogram.ts";

/** What is read when somebody asks for metrics; what is not known is left out, and never 0. */
export interface MetricsState {
  progress: PipeProgress | undefined;
  /** The log topic that lands, and the next offset of each of its partitions. */
  topic: string;
  offsets: ReadonlyMap<number, bigint>;
  totals: LandingCounts;
  viewers: number;
  dead: DeadCount[] | undefined;
  /** As they were last measured. */
  gauges: Gauges;
}

/** What an owner counts and times between two questions. */
export interface Metrics {
  landed(result: Pick<LandingResult, "late">, ms: number, now: number): void;
  readonly query: Histogram;
  readonly round: Histogram;
  readonly loopLag: Histogram;
  write(state: MetricsState): string;
}

/** The metrics of an owner, counted from its start; `build` names versions. */
export function createMetrics(build: Record<string, string>, startedAt: number): Metrics {
  const landing = new Histogram();
  const [query, round, loopLag] = [new Histogram(), new Histogram(), new Histogram()];
  let late = 0;
  let landedAt: number | undefined;
  return {
    query,
    round,
    loopLag,
    landed(result, ms, now) {
      landing.observe(ms / 1000);
      late += result.late;
      landedAt = now;
    },
    write: (state) =>
      writeExposition([
        gauge("build_info", "Versions, as labels.", 1, build),
        gauge("start_time_seconds", "When this process began, Unix time.", startedAt / 1000),
        ...flow(state, late),
        gauge(
          "newest_landing_time_seconds",
          "When the newest landing was, Unix time.",
          landedAt && landedAt / 1000,
        ),
        timed("landing_seconds", "How long landings took, their wait for the writer included.", landing),
        timed("query_seconds", "How long queries of pages took.", query),
        timed("round_seconds", "How long rounds of the open pages took.", round),
        timed("event_loop_lag_seconds", "How late the event loop was, four times a second.", loopLag),
        ...storage(state),
      ]),
  };
}

function flow({ progress, topic, offsets, totals, viewers, dead, gauges }: MetricsState, late: number) {
  const letters = (count: "open" | "all") =>
    dead?.map(({ stage, reason, [count]: value }) => ({ labels: { stage, reason }, value })) ?? [];
  const landed: Family = {
    name: "groundswell_landed_offset",
    help: "The next offset to land.",
    type: "gauge",
    samples: [...offsets].map(([partition, next]) => ({
      labels: { topic, partition: String(partition) },
      value: Number(next),
    })),
  };
  return [
    gauge("lag_lines", "Lines of the log that have not landed yet.", progress && lagOf(progress)),
    counter("appended_lines_total", "Lines on the log so far.", progress && Number(progress.appended)),
    landed,
    gauge("appended_lines_per_second", "Over the last 10 seconds.", gauges.appended),
    gauge("landed_lines_per_second", "Over the last 10 seconds.", gauges.landed),
    counter("landed_posts_total", "Posts landed since the start of this process.", totals.landed),
    counter("duplicate_lines_total", "Lines that had landed before, since the start.", totals.duplicates),
    counter("dead_lines_total", "Lines that became dead letters, since the start.", totals.dead),
    counter(
      "late_posts_total",
      "Posts over an hour behind the live edge of their source, since the start.",
      late,
    ),
    labelled("dead_letters", "Dead letters kept, by stage and kind of reason.", letters("all")),
    labelled("dead_letters_open", "Dead letters neither replayed nor discarded.", letters("open")),
    gauge("viewers", "Open pages.", viewers),
  ];
}

function storage({ gauges }: MetricsState): Family[] {
  return [
    gauge("resident_memory_bytes", "Memory of this process.", Deno.memoryUsage().rss),
    gauge("database_bytes", "The database on disk.", gauges.database),
    gauge("log_bytes", "The embedded log on disk.", gauges.log),
  ];
}

function lagOf({ appended, landed }: PipeProgress): number {
  return Number(appended - landed);
}

function gauge(name: string, help: string, value: number | undefined, labels = {}): Family {
  return labelled(name, help, value === undefined ? [] : [{ labels, value }]);
}

function labelled(
  name: string,
  help: string,
  samples: { labels: Record<string, string>; value: number }[],
): Family {
  return { name: `groundswell_${name}`, help, type: "gauge", samples };
}

function counter(name: string, help: string, value: number | undefined): Family {
  return {
    name: `groundswell_${name}`,
    help,
    type: "counter",
    samples: value === undefined ? [] : [{ value }],
  };
}

function timed(name: string, help: string, histogram: Histogram): Family {
  return { name: `groundswell_${name}`, help, type: "histogram", histogram };
}
