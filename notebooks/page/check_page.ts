import { messageOf, Retriable } from "../../ingest/base/errors.ts";
import type { Reads } from "../../analysis/store/reads.ts";
import { type BindScope, UnknownPlaceholder, type WriteTopic } from "./bind_cell.ts";
import { checkedSpan, findReach } from "./find_reach.ts";
import type { Page } from "./page.ts";
import { type CheckTopic, readParams } from "./param_values.ts";
import { sqlError } from "./sql_error.ts";

/** What of the store a page is checked with. */
export type PageChecks = Pick<Reads, "checkCell" | "checkRows">;

/** How pages read and write topics. */
export interface Topics {
  check: CheckTopic;
  write: WriteTopic;
}

const maxAttempts = 6;
const firstWaitMs = 50;

/**
 * Checks the SQL of each cell with the page's defaults; what is not allowed becomes the cell's error.
 * @throws {Retriable} when the store stays too busy to check it.
 */
export async function checkPage(page: Page, reads: PageChecks, topics: Topics): Promise<void> {
  const { values } = readParams(page.params, {}, topics.check);
  const scope: BindScope = {
    specs: page.params,
    values,
    span: checkedSpan,
    writeTopic: topics.write,
    rules: [],
    moods: "corrected",
  };
  for (const cell of page.cells) {
    if (cell.kind !== "sql" || cell.error !== undefined) continue;
    try {
      cell.reach = await patiently(() => findReach(cell, scope, reads));
    } catch (error) {
      if (error instanceof Retriable) throw error;
      cell.error = error instanceof UnknownPlaceholder ? error.cellError : sqlError(messageOf(error), cell);
    }
  }
}

// A busy store is no fault of the page.
async function patiently<T>(check: () => Promise<T>): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof Retriable) || attempt === maxAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, firstWaitMs * 2 ** (attempt - 1)));
    }
  }
}
