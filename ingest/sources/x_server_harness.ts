import assert from "node:assert/strict";
import type { TopicRule } from "../topics/asked_rules.ts";
import type { Asked, Reply } from "./live/fake_harness.ts";

/** For tests: the token that the server takes. */
export const token = "s3cret-bearer-token";
/** For tests: a topic with its rule. */
export const climate: TopicRule = { topic: "climate", rule: "(climate OR #climate) lang:en" };
/** For tests: another one. */
export const storm: TopicRule = { topic: "storm", rule: "#storm" };

const json = { "content-type": "application/json; charset=utf-8" };

/** A server that has rules and a stream as X has them. For tests. */
export interface Server {
  rules: { id: string; value: string; tag?: string }[];
  /** Text of a rule that X does not take. */
  refused?: string;
  answer(asked: Asked): Reply;
}

interface NewRule {
  value: string;
  tag: string;
}

/** A server with a rule of somebody else, and one of ours that is of no use any more. */
export function createServer(stream: string[], ends = false): Server {
  let lastId = 10;
  const server: Server = {
    rules: [{ id: "1", value: "cats", tag: "of somebody else" }, {
      id: "2",
      value: "old",
      tag: "groundswell:old",
    }],
    answer({ method, url, headers, body }) {
      assert.equal(headers.get("authorization"), `Bearer ${token}`);
      if (!url.pathname.endsWith("/rules")) {
        return {
          headers: json,
          stream: ["\r\n", ...stream.map((line) => `${line}\r\n`)],
          ends,
        };
      }
      if (method === "GET") return { headers: json, body: JSON.stringify({ data: server.rules, meta: {} }) };
      const { add = [], delete: gone } = JSON.parse(body) as { add?: NewRule[]; delete?: { ids: string[] } };
      const refused = add.find(({ value }) => value === server.refused);
      if (refused !== undefined) {
        const errors = [{ ...refused, title: "UnprocessableEntity", details: ["Rules must contain words"] }];
        const meta = { summary: { created: 0, invalid: 1 } };
        return { status: 201, headers: json, body: JSON.stringify({ errors, meta }) };
      }
      if (url.searchParams.has("dry_run")) {
        const valid = { meta: { summary: { valid: add.length } }, data: add };
        return { status: 201, headers: json, body: JSON.stringify(valid) };
      }
      server.rules = server.rules.filter(({ id }) => !gone?.ids.includes(id));
      for (const one of add) server.rules.push({ id: String(++lastId), ...one });
      return {
        status: 201,
        headers: json,
        body: JSON.stringify({ meta: { summary: { created: add.length } } }),
      };
    },
  };
  return server;
}
