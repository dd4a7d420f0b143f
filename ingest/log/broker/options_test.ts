import assert from "node:assert/strict";
import { parseBrokerOptions } from "./options.ts";

Deno.test("parseBrokerOptions() is one broker on 9092 unless told otherwise", () => {
  assert.deepEqual(parseBrokerOptions([]), { help: false, brokers: 1, port: 9092 });
  assert.deepEqual(parseBrokerOptions(["--brokers", "3", "--port=19092", "--keep", "data"]), {
    help: false,
    brokers: 3,
    port: 19_092,
    keep: "data",
  });
});

Deno.test("parseBrokerOptions() says what is wrong with the command line", () => {
  for (
    const [args, message] of [
      [["--brokers", "0"], /--brokers "0": give a whole number from 1 to 3/],
      [["--brokers", "many"], /--brokers "many"/],
      [["--port", "70000"], /--port "70000"/],
      [["--prot", "9092"], /Unknown option '--prot' \(--help/],
    ] as const
  ) assert.throws(() => parseBrokerOptions([...args]), { name: "Fatal", message });
});
