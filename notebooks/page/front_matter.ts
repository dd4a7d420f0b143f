import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { checkHead } from "./check_head.ts";
import type { CellError } from "./page.ts";
import { ParamSpec } from "./param_spec.ts";

const FrontMatter = z.strictObject({
  title: z.string().max(200).optional(),
  description: z.string().max(1000).default(""),
  params: z.record(z.string().regex(/^[A-Za-z_$][\w$]{0,62}$/, "is not a name"), ParamSpec).default({}),
  refresh: z.number().int().min(50).max(3_600_000).default(500),
  time: z.enum(["posts", "arrival"]).default("posts"),
  order: z.number().int().default(100),
  layout: z.enum(["page", "dashboard"]).default("page"),
  /** Values that a report is saved with. */
  export: z.record(
    z.string(),
    z.array(z.union([z.string(), z.number(), z.array(z.string())])).min(1).max(200),
  )
    .default({}),
});

/** The head of a page, complete. */
export type FrontMatter = z.infer<typeof FrontMatter>;

/** The head, the text below it with its first line's number, and what is wrong; a broken head counts as empty. */
export interface SplitPage {
  head: FrontMatter;
  body: string;
  /** Line of the file on which the body begins, from 1. */
  line: number;
  problems: CellError[];
  /** Line of the file on which a parameter is declared. */
  lineOfParam(name: string): number;
}

/** Splits a page's file into its front matter, checked, and its body. Never throws. */
export function splitPage(text: string): SplitPage {
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const match = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(source);
  const empty = FrontMatter.parse({});
  if (match === null) {
    const problems = source.startsWith("---\n")
      ? [{ message: "The front matter has no closing ---", line: 1 }]
      : [];
    return { head: empty, body: source, line: 1, problems, lineOfParam: () => 1 };
  }
  const { head, problems, lineOfParam = () => 1 } = readHead(match[1] ?? "");
  return {
    head: head ?? empty,
    body: source.slice(match[0].length),
    line: match[0].split("\n").length,
    problems,
    lineOfParam,
  };
}

interface ReadHead {
  head?: FrontMatter;
  problems: CellError[];
  lineOfParam?: SplitPage["lineOfParam"];
}

function readHead(yaml: string): ReadHead {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line + 1;
    return { problems: [{ message: `Front matter: ${broken.message}`, line }] };
  }
  let values: unknown;
  try {
    // Aliases can make a small file endless.
    values = document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (error) {
    return { problems: [{ message: `Front matter: ${(error as Error).message}`, line: 1 }] };
  }
  const parsed = FrontMatter.safeParse(values);
  const lineOf = (path: PropertyKey[]) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line + 1;
    }
    return 1;
  };
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => ({
        message: `Front matter, ${issue.path.join(".") || "as a whole"}: ${issue.message}`,
        line: lineOf(issue.path),
      })),
    };
  }
  const problems = checkHead(parsed.data, lineOf);
  return { head: parsed.data, problems, lineOfParam: (name) => lineOf(["params", name]) };
}
