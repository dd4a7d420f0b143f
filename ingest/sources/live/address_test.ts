import assert from "node:assert/strict";
import { isPublicAddress } from "./address.ts";

Deno.test("isPublicAddress() refuses this machine, private networks, metadata services and tunnels to them", () => {
  const inside = [
    "127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1",
    "198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 fd00::1 fe80::1",
    "fe80::1%eth0 ff02::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2001:0:1:: fec0::1 localhost 127.1 2130706433",
  ].join(" ").split(" ");
  for (const address of inside) assert.equal(isPublicAddress(address), false, address);
});

Deno.test("isPublicAddress() takes addresses of the internet", () => {
  for (const address of ["1.1.1.1", "172.32.0.1", "192.167.1.1", "2606:4700::1111", "::ffff:8.8.8.8"]) {
    assert.equal(isPublicAddress(address), true, address);
  }
});
