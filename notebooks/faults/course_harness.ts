import type { FaultyProcess } from "./fault_harness.ts";
import { filesOf, lastHeapOf, memoryOf } from "./footprint_harness.ts";

/** Of so long the least memory counts, as garbage is collected once a second and allocators keep what is free for a while. */
const leastOfMinutes = 1;

/** What was seen of a process. */
export interface Course {
  name: string;
  /** By how much its resident memory grows after the warm-up, and by how much what is left of its heap; bytes a minute. */
  slope: number;
  heapSlope: number;
  /** Open files at its end and after the warm-up. */
  files: [number, number];
}

/** Watches a process. */
export interface Watch {
  sample(minute: number): Promise<void>;
  course(): Course;
}

/** Samples of a process from now on, and its course by them; `name` is for people. */
export function watch(name: string, started: FaultyProcess): Watch {
  const [resident, heap] = [leastBySpan(), leastBySpan()];
  const files: number[] = [];
  return {
    async sample(minute: number) {
      const bytes = await memoryOf(started);
      if (bytes === 0) return;
      resident.add({ minute, bytes });
      heap.add({ minute, bytes: (await lastHeapOf(started)).bytes });
      files.push(await filesOf(started));
    },
    course: () => ({
      name,
      slope: slopeOf(resident.points()),
      heapSlope: slopeOf(heap.points()),
      files: [files[0] ?? 0, files.at(-1) ?? 0] as [number, number],
    }),
  };
}

interface Point {
  minute: number;
  bytes: number;
}

function leastBySpan() {
  const least = new Map<number, Point>();
  return {
    add(point: Point) {
      const span = Math.floor(point.minute / leastOfMinutes);
      if (point.bytes < (least.get(span)?.bytes ?? Infinity)) least.set(span, point);
    },
    points: () => [...least.values()],
  };
}

/** By least squares. */
function slopeOf(points: Point[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(points.map((point) => point.minute));
  const bytes = mean(points.map((point) => point.bytes));
  const products = points.reduce((sum, point) => sum + (point.minute - minute) * (point.bytes - bytes), 0);
  return products / points.reduce((sum, point) => sum + (point.minute - minute) ** 2, 0);
}

/** Bytes in whole KiB. */
export function kiB(bytes: number): number {
  return Math.round(bytes / 1024);
}
