import { figure } from "../charts/frame.ts";
import { sourceName } from "../charts/source_name.ts";
import { element, setChildren, setText } from "../dom.ts";
import { plural } from "../words.ts";
import { streamDesk } from "./ask_streams.ts";
import { joinStreams, type StreamFacts, type StreamRow } from "./stream_facts.ts";
import { createStreamLine, streamColumns, streamHead, type StreamLine } from "./stream_row.ts";
import { lookAgain, onStreams, streamsNow } from "./streams_now.ts";

/** The streams as the page's own query has them. */
export interface StreamTable {
  rows: StreamRow[];
  /** Whether they are those of an earlier moment, of which nothing is asked. */
  rerun: boolean;
}

/**
 * All streams, how each stands, and what can be done with it by who runs the server; all others are shown the states that were told
 * last. What happens now is asked from the server every second.
 */
export function streamTable(props: StreamTable): HTMLElement {
  return figure<StreamTable>({
    kind: "streams",
    title: (props) => titleOf(factsOf(props)),
    subtitle: () => "Posts a minute and last post by the time of arrival; stored is what is in the database",
    table: (props) => ({
      columns: ["Stream", "Source", "State", "Reason", "A minute", "Last post", "Stored"],
      rows: factsOf(props).map(({ stream, source, state, reason, answer, lastAt, posts }) => [
        stream,
        sourceName(source),
        state ?? "",
        reason ?? "",
        answer?.perMinute ?? "",
        lastAt === null ? "" : new Date(lastAt),
        posts,
      ]),
    }),
    mount,
  }, props);
}

function factsOf({ rows, rerun }: StreamTable): StreamFacts[] {
  return joinStreams(rows, rerun ? null : streamsNow());
}

function titleOf(streams: StreamFacts[]): string {
  const live = streams.filter(({ state }) => state === "live").length;
  const failed = streams.filter(({ state }) => state === "failed").length;
  if (streams.length === 0) return "No stream";
  const parts = [live > 0 ? `${live} live` : "", failed > 0 ? `${failed} failed` : ""].filter((part) =>
    part !== ""
  );
  return [plural(streams.length, "stream"), ...parts].join(", ");
}

function mount(body: HTMLElement) {
  const desk = streamDesk();
  const columns = desk === undefined ? streamColumns.slice(0, -1) : streamColumns;
  const list = element("tbody", {});
  const table = element(
    "table",
    { class: "gs-plain gs-lines gs-streams" },
    element("thead", {}, element("tr", {}, ...columns.map(streamHead))),
    list,
  );
  const note = element("p", { class: "gs-sub", role: "status" });
  body.append(element("div", { class: "gs-plain-box" }, table), note);
  const lines = new Map<string, StreamLine>();
  let props: StreamTable = { rows: [], rerun: false };
  let wanted = location.hash;
  const draw = () => {
    const facts = factsOf(props);
    for (const name of lines.keys()) if (!facts.some(({ stream }) => stream === name)) lines.delete(name);
    for (const each of facts) {
      if (!lines.has(each.stream)) lines.set(each.stream, createStreamLine(each.stream, desk));
      lines.get(each.stream)!.show(each);
    }
    setChildren(list, facts.flatMap(({ stream }) => lines.get(stream)!.nodes));
    table.hidden = facts.length === 0;
    setText(note, props.rerun ? "" : noteOf(facts));
    wanted = goTo(wanted);
  };
  if (desk !== undefined) {
    onStreams(body, draw);
    void lookAgain();
  }
  return (next: StreamTable) => {
    props = next;
    draw();
  };
}

function noteOf(facts: StreamFacts[]): string {
  const now = streamsNow();
  if (now !== null && "problem" in now) return `✕ ${now.problem}`;
  if (now !== null && !now.value.followed && now.value.streams.length > 0) {
    return "No ingest runs, so nothing is followed: start deno task dev or deno task ingest.";
  }
  return facts.length === 0 ? "Nothing is followed, and nothing is stored." : "";
}

// A link to a stream was followed before its line was there.
function goTo(hash: string): string {
  const line = hash === "" ? null : [...document.querySelectorAll<HTMLElement>(".gs-streams tr[id]")]
    .find(({ id }) => hash === `#${encodeURIComponent(id)}` || hash === `#${id}`);
  if (line === null || line === undefined) return hash;
  line.scrollIntoView({ block: "center" });
  line.focus({ preventScroll: true });
  return "";
}
