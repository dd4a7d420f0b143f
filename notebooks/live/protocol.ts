import { z } from "zod";
import type { Columns, Moment } from "../../analysis/store/reads.ts";
import type { CellError } from "../page/page.ts";
import type { ParamProblem } from "../page/param_values.ts";
import type { Span } from "../page/span.ts";

/** Longest message a tab may send, bytes. */
export const maxMessageBytes = 65_536;

/** What a tab says: which page and values it shows, and whether anyone can see it. */
export const ClientMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("watch"),
    /** Counts up; results name the one they answer. */
    id: z.number().int().nonnegative(),
    page: z.string().max(64),
    params: z.record(z.string().max(64), z.union([z.string(), z.number(), z.array(z.string()).max(200)])),
    /** The page's hash as the tab has it. */
    hash: z.string().max(64).optional(),
    /** End of the window, UTC milliseconds on a full minute; absent or null while live. */
    asOf: z.number().int().nullish(),
    /** The landing that the view was stored with. */
    since: z.number().int().nonnegative().nullish(),
  }),
  z.strictObject({ type: z.literal("visible"), visible: z.boolean() }),
]);

/** See the schema of the same name. */
export type ClientMessage = z.infer<typeof ClientMessage>;

/** A result as it travels: columns, or the cell's error. */
export type CellBody = Columns | { error: CellError };

/** What changed since a stored landing, in posts of the page's filter. */
export interface Changed {
  /** Landed later. */
  late: number;
  edited: number;
  /** Their mood was said anew. */
  corrected: number;
  deleted: number;
  /** True where `deleted` counts those of any topic, as what they were about is gone with their text. */
  ofAnyTopic: boolean;
}

/** The moment that a result is of: its landing, the end of its window and when it was worked out, UTC milliseconds. */
export interface ResultStamp {
  landing: number;
  asOf: number;
  time: number;
}

/** A page as the bar lists it. */
export interface ListedPage {
  name: string;
  title: string;
}

/**
 * What the server says: one `results` a tick with the cells that changed, why a watch is refused, that the page's file is
 * another now (`hash` null: gone), or that the bar lists other pages.
 */
export type ServerMessage =
  | {
    type: "results";
    id: number;
    moment: Moment;
    span: Span;
    /** What has landed in the window since the landing that the view was stored with; null without one. */
    changed: Changed | null;
    /** Results of an older moment than the message's, which take too long for each tick; null where that is over. */
    at?: Record<string, ResultStamp | null>;
    cells: Record<string, CellBody>;
  }
  | { type: "refused"; id: number; problems: ParamProblem[] }
  | { type: "page"; hash: string | null }
  | { type: "bar"; pages: ListedPage[] };

/** Reads a message of a tab; null for anything that is not one. */
export function readClientMessage(text: string): ClientMessage | null {
  try {
    return ClientMessage.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
