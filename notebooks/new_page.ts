import { Fatal } from "../ingest/base/errors.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { readSettings, type Settings } from "../ingest/base/settings.ts";
import { pageFile } from "./page/page_file.ts";
import { pageTemplate } from "./page/page_template.ts";
import { serverUrl } from "./serve/server_url.ts";

const folder = new URL("pages/", import.meta.url);

/** Writes a new page from the template. @returns its path in the project. @throws {Fatal} for a bad name and for one that is taken. */
export async function writeNewPage(folder: URL, name: string): Promise<string> {
  const file = `${name}.md`;
  if (!pageFile.test(file)) {
    throw new Fatal(
      `"${name}" cannot be a page's address: take small letters, digits and -, for example "${
        suggest(name)
      }"`,
    );
  }
  try {
    await Deno.writeTextFile(new URL(file, folder), pageTemplate(name), { createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    throw new Fatal(`notebooks/pages/${file} is there already: edit it, or take another name`);
  }
  return `notebooks/pages/${file}`;
}

function suggest(name: string): string {
  const plain = name.toLowerCase().replace(/\.md$/, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
    .slice(0, 63);
  return plain === "" ? "my-page" : plain;
}

/** Where a page will be. */
export function whereIs(name: string, { HOST, PORT }: Pick<Settings, "HOST" | "PORT">): string {
  return PORT === 0 ? `/${name} of the address that is printed then` : `${serverUrl(HOST, PORT)}${name}`;
}

async function main([verb, name, ...rest]: string[]): Promise<number> {
  if (verb === "--help" || verb === "-h") {
    console.log("deno task page new NAME\n\nWrites a new page, notebooks/pages/NAME.md, from a template.");
    return 0;
  }
  if (verb !== "new" || name === undefined || rest.length > 0) {
    throw new Fatal("Say which page to make: deno task page new NAME");
  }
  const path = await writeNewPage(folder, name);
  const where = whereIs(name, readSettings((setting) => Deno.env.get(setting)));
  console.log(`${path} is written. With "deno task dev" it is at ${where}`);
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
