import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { fieldsOf, listOf } from "./fields.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { connectionOf, meetup } from "./meetup.ts";
import { createMeetup } from "./meetup_live.ts";
import { readRecorded } from "./recorded_harness.ts";

const exchanges = needsShared.ignore
  ? []
  : (await readRecorded("meetup/graphql_events.ndjson.gz")).map((line) => JSON.parse(line));
const recorded = exchanges.flatMap(({ body }) => listOf(connectionOf(body)?.edges));
const edges = [...new Map(recorded.map((edge) => [fieldsOf(fieldsOf(edge).node).id, edge])).values()];
const errors = exchanges.filter(({ body }) => body.errors).map(({ body }) => JSON.stringify(body));
const token = "s3cret-meetup-token";
const pageSize = 5;
const json = { "content-type": "application/json;charset=utf-8" };

function replyFrom(all: unknown[]) {
  return ({ method, headers, body }: Asked): Reply => {
    assert.equal(method, "POST");
    assert.equal(headers.get("authorization"), `Bearer ${token}`);
    const { variables } = JSON.parse(body);
    assert.equal(variables.urlname, "rladies-lagos");
    const from = Number(variables.cursor ?? 0);
    const pageInfo = { hasNextPage: from + pageSize < all.length, endCursor: String(from + pageSize) };
    const events = { pageInfo, edges: all.slice(from, from + pageSize) };
    return { headers: json, body: JSON.stringify({ data: { groupByUrlname: { events } } }) };
  };
}

const create = (url: string) => createMeetup({ groups: "rladies-lagos", token, url: `${url}/gql-ext` });

testContract({
  name: "meetup",
  ...needsShared,
  ids: edges.map((edge) => String(fieldsOf(fieldsOf(edge).node).id)),
  createServer: () => replyFrom(edges),
  createDisorder: () => replyFrom([...edges.toReversed(), ...edges]),
  create,
  errorsInside: [
    ...errors.slice(0, 2).map((body) => ({ body, kind: "failed" as const })),
    {
      body: '{"errors":[{"message":"Too many requests, please try again shortly."}]}',
      kind: "waiting for quota",
    },
    { body: '{"errors":[{"message":"Unauthorized: token is invalid"}]}', kind: "failed" },
    { body: '{"data":{"groupByUrlname":null}}', kind: "failed" },
  ],
  polls: true,
});

Deno.test("meetup takes an event for what was announced, without members, and a changed one for a later version", async () => {
  const node = {
    id: "1",
    title: "Meet",
    description: "Bring **laptops**",
    eventUrl: "https://www.meetup.com/a/events/1/",
    createdTime: "2019-08-20T07:54:50-04:00",
    dateTime: "2029-09-21T09:00:00+01:00",
    group: { name: "R" },
    venues: [{ city: "Lagos", country: "ng" }],
    eventHosts: [{ memberId: "host-77" }],
  };
  let title = "Meet";
  await using fake = startFake((asked) => replyFrom([{ node: { ...node, title } }])(asked));
  const first = await readUntil(watch(create(fake.url)).source, ({ lines }) => lines.length > 0);
  title = "Meet again";
  const second = await readUntil(
    watch(create(fake.url)).source,
    ({ lines }) => lines.length > 0,
    first.cursor,
  );
  const [one, other] = [first, second].map(({ lines }) => JSON.parse(lines[0]!));
  assert.deepEqual([one.t, one.createdAt, one.place, one.community], [
    "post",
    Date.UTC(2019, 7, 20, 11, 54, 50),
    "Lagos, ng",
    "R",
  ]);
  assert.ok(!first.lines[0]!.includes("host-77"));
  assert.deepEqual([other.t, other.title], ["edit", "Meet again"]);
});

Deno.test("meetup refuses events without id, keeps errors as dead letters, and wants a token and groups", () => {
  const data = { groupByUrlname: { events: { edges: [{ node: {} }] } } };
  const [one, other] = [...meetup.decode({ data, errors: [{ message: "no" }] })];
  assert.ok("reject" in one! && "reject" in other!);
  assert.equal(other.reject, "is an error of Meetup: no");
  assert.throws(() => [...meetup.decode({ data: {} })], { name: "Poison" });
  assert.throws(() => createMeetup({ groups: "rr", token: "" }), { name: "Fatal", message: /MEETUP_TOKEN/ });
  assert.throws(() => createMeetup({ groups: "https://meetup.com/rr", token }), { name: "Fatal" });
});
