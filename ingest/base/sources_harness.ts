const folders = ["ingest", "analysis", "notebooks"];

// Whoever writes pages puts helpers beside them.
const pages = "notebooks/pages/";

/** Paths of the project's own modules: its tests, or everything but tests. For tests. */
export function sourceFiles(kind: "tests" | "others"): string[] {
  return folders.flatMap(filesBelow).filter((path) =>
    path.endsWith(".ts") && !path.startsWith(pages) && path.endsWith("_test.ts") === (kind === "tests")
  );
}

function filesBelow(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(`${folder}/${name}`) : [`${folder}/${name}`]
  );
}
