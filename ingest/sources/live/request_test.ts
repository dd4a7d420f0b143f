import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { isPublicAddress } from "./address.ts";
import { createConnect } from "./connect.ts";
import { readText } from "./document.ts";
import { type Asked, type Fake, type Reply, startFake } from "./fake_harness.ts";
import type { GuardEffects } from "./guard.ts";
import { createRequest, type Question } from "./request.ts";
import { shortLimits, thisMachine } from "./tools_harness.ts";

const never = new AbortController().signal;
const here: LookupAddress[] = [{ address: "127.0.0.1", family: 4 }];

function read(effects: GuardEffects, question: Question, limits = shortLimits) {
  const tools = {
    now: Date.now,
    random: Math.random,
    wait: () => Promise.resolve(),
    request: createRequest(effects),
    connect: createConnect(effects, Date.now),
    limits,
    reached() {},
    count() {},
    gap() {},
  };
  return readText(question, tools, never);
}

async function withFake(answer: (asked: Asked) => Reply, run: (fake: Fake) => Promise<void>): Promise<void> {
  await using fake = startFake(answer);
  await run(fake);
}

const refused = (message: RegExp) => (error: Error & { kind?: string }) => {
  assert.equal(error.kind, "refused");
  assert.match(error.message, message);
  return true;
};

Deno.test("a request goes to no address but those that are allowed, by number or by name", async () => {
  const inside = { isAllowedAddress: isPublicAddress, resolve: () => Promise.resolve(here) };
  const urls = [
    "http://127.0.0.1:9",
    "http://[::1]:9",
    "http://2130706433:9",
    "http://0x7f.1:9",
    "http://inside.test:9",
  ];
  for (const url of urls) {
    await assert.rejects(
      read(inside, { url: new URL(url), guard: { plain: true } }),
      refused(/public internet/),
      url,
    );
  }
});

Deno.test("a host that is not known is said in words, with what to check", async () => {
  for (const code of ["ENOTFOUND", "EAI_AGAIN"]) {
    const unknown = Object.assign(new Error(`getaddrinfo ${code} nowhere.test`), { code });
    const nowhere = { ...thisMachine, resolve: () => Promise.reject(unknown) };
    await assert.rejects(read(nowhere, { url: new URL("https://nowhere.test/feed"), guard: {} }), {
      message: '"https://nowhere.test/feed" cannot be reached: host "nowhere.test" is not known: ' +
        "check the address or the network",
    });
  }
});

Deno.test("a name that resolves to an inside address the second time (DNS rebinding) gains nothing", async () => {
  await withFake(() => ({ body: "inside" }), async (fake) => {
    let asked = 0;
    const allowed = new Set(["127.0.0.1"]);
    const effects: GuardEffects = {
      isAllowedAddress: (address) => allowed.has(address),
      resolve: () => Promise.resolve(asked++ === 0 ? here : [{ address: "127.0.0.2", family: 4 }]),
    };
    const url = new URL(fake.url.replace("127.0.0.1", "rebinding.test"));
    assert.equal((await read(effects, { url, guard: { plain: true } })).text, "inside");
    await assert.rejects(read(effects, { url, guard: { plain: true } }), refused(/public internet/));
    assert.equal(asked, 2);
  });
});

Deno.test("one inside address among several of a name is enough to refuse it", async () => {
  const effects = {
    isAllowedAddress: isPublicAddress,
    resolve: () => Promise.resolve([{ address: "1.1.1.1", family: 4 }, ...here]),
  };
  await assert.rejects(
    read(effects, { url: new URL("https://both.test"), guard: {} }),
    refused(/public internet/),
  );
});

Deno.test("a redirect is checked like the first address, and takes no credentials elsewhere", async () => {
  const elsewhere: Asked[] = [];
  await withFake((asked) => {
    elsewhere.push(asked);
    return { body: "there" };
  }, (other) =>
    withFake(({ url }) => ({
      status: 302,
      headers: { location: url.pathname === "/out" ? `${other.url}/x` : "http://169.254.169.254/" },
      body: "",
    }), async (fake) => {
      const headers = { authorization: "Bearer secret", "x-api-key": "secret", accept: "text/plain" };
      const ask = (path: string, effects: GuardEffects, hosts?: string[]) =>
        read(effects, {
          url: new URL(path, fake.url),
          headers,
          guard: { plain: true, ...hosts === undefined ? {} : { hosts } },
        });
      assert.equal((await ask("/out", thisMachine)).text, "there");
      assert.equal(elsewhere[0]!.headers.get("authorization"), null);
      assert.equal(elsewhere[0]!.headers.get("x-api-key"), null);
      assert.equal(elsewhere[0]!.headers.get("accept"), "text/plain");
      const loopback = { ...thisMachine, isAllowedAddress: (address: string) => address === "127.0.0.1" };
      await assert.rejects(ask("/in", loopback), refused(/public internet/));
      await assert.rejects(
        ask("/out", thisMachine, [new URL(fake.url).host]),
        refused(/not a host of this source/),
      );
    }));
});

Deno.test("what is sent follows no redirect", async () => {
  const asked: string[] = [];
  await withFake(({ url }) => {
    asked.push(url.pathname);
    return { status: 307, headers: { location: "/other" }, body: "" };
  }, async (fake) => {
    const question: Question = {
      url: new URL("/token", fake.url),
      guard: { plain: true },
      method: "POST",
      body: "secret",
    };
    await assert.rejects(read(thisMachine, question), refused(/redirects what is sent to it/));
  });
  assert.deepEqual(asked, ["/token"]);
});

Deno.test("a redirect that goes in a circle ends, and so does an answer that is too large", async () => {
  await withFake(
    ({ url }) => ({ status: 301, headers: { location: url.pathname }, body: "" }),
    async (fake) => {
      await assert.rejects(
        read(thisMachine, { url: new URL(fake.url), guard: { plain: true } }),
        refused(/redirects too often/),
      );
    },
  );
  await withFake(() => ({ body: "x".repeat(5000) }), async (fake) => {
    const limits = { ...shortLimits, documentBytes: 1000 };
    const question = { url: new URL(fake.url), guard: { plain: true } };
    await assert.rejects(read(thisMachine, question, limits), refused(/larger than 1000 bytes/));
  });
});

Deno.test("a request refuses other protocols and names in addresses, and shows no query in its errors", async () => {
  for (
    const url of [
      "ftp://a.test/",
      "file:///etc/passwd",
      "http://a.test/",
      "https://me:secret@a.test/?key=secret",
    ]
  ) {
    await assert.rejects(read(thisMachine, { url: new URL(url), guard: {} }), (error: Error) => {
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  }
});
