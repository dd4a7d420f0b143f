import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const sharedDir = Deno.env.get("SHARED_DIR") || "../shared";
const browsers = [
  Deno.env.get("CHROME_PATH") ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const foxes = [
  Deno.env.get("FIREFOX_PATH") ?? "",
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];
const firstOf = (paths: string[]) => paths.find((path) => path !== "" && existsSync(path)) ?? "";

/** Where the browser for tests is; empty where there is none. */
export const chromePath: string = firstOf(browsers);

/** Where the second browser is, which opens reports; empty where there is none. */
export const firefoxPath: string = firstOf(foxes);

/** Spread into a test that drives Firefox: skips it where there is none. */
export const needsFirefox = { ignore: firefoxPath === "" };

/** Spread into a test that drives a browser: skips it where there is none. */
export const needsBrowser = { ignore: chromePath === "" };

/** Spread into a test on recorded data: skips it where the data are missing. */
export const needsShared = { ignore: !existsSync(join(sharedDir, "data")) };

/** Spread into a test on labelled data: skips it where the data are missing. */
export const needsBench = { ignore: !existsSync(join(sharedDir, "bench")) };

/** Spread into a test that starts Apache Kafka: skips it where Java is missing, or Maven before the first time. */
export const needsKafka = {
  ignore: !onPath("java") || !(onPath("mvn") || existsSync(".kafka/resolved.xml")),
};

/** Spread into a test that fetches something by Maven. */
export const needsMaven = { ignore: !onPath("mvn") };

/** A path below SHARED_DIR (default `../shared`). */
export function sharedPath(relative: string): string {
  return join(sharedDir, relative);
}

/** One line for each thing this machine lacks, with what would bring it. */
function missingNeeds(): string[] {
  const missing: string[] = [];
  if (needsBrowser.ignore) {
    missing.push("Skipping browser tests: no Chromium found; apt-get install chromium, or set CHROME_PATH");
  }
  if (needsFirefox.ignore) {
    missing.push("Skipping Firefox: not found; apt-get install firefox-esr, or set FIREFOX_PATH");
  }
  if (needsShared.ignore) {
    missing.push(`Skipping tests on recorded data: no folder ${sharedDir}/data; set SHARED_DIR`);
  }
  if (needsBench.ignore) {
    missing.push(`Skipping tests on labelled data: no folder ${sharedDir}/bench; set SHARED_DIR`);
  }
  if (needsKafka.ignore) {
    missing.push(
      "Skipping tests on Kafka: they need Java 17 and Maven; apt-get install default-jre-headless maven",
    );
  }
  return missing;
}

function onPath(program: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

if (import.meta.main) { for (const line of missingNeeds()) console.error(line); }
