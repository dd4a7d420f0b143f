import { type PackedRows, packRows, unpackRows } from "./packed_rows.ts";
import { groupName, readGroupName, type SavedGroup } from "./saved.ts";

/** The groups whose keys have the same names, by columns; `key` in their rows are the values of these. */
export interface PackedGroups {
  key: string[];
  rows: PackedRows;
}

/** Packs groups by `groupName`. */
export function packGroups(groups: Record<string, SavedGroup>): PackedGroups[] {
  const named = Object.entries(groups).map(([name, group]) => ({ key: readGroupName(name), group }));
  const alike = Map.groupBy(named, ({ key }) => JSON.stringify(Object.keys(key)));
  return [...alike.values()].map((some) => ({
    key: Object.keys(some[0]!.key),
    rows: packRows(some.map(({ key, group }) => ({ key: Object.values(key), ...group }))),
  }));
}

/** The groups that were packed, by `groupName`. */
export function unpackGroups(packed: PackedGroups[]): Record<string, SavedGroup> {
  const named = packed.flatMap(({ key: names, rows }) =>
    unpackRows(rows).map(({ key, ...group }) => {
      const values = key as unknown[];
      const name = groupName(Object.fromEntries(names.map((name, at) => [name, values[at]])));
      return [name, { authors: null, ...group } as SavedGroup] as const;
    })
  );
  return Object.fromEntries(named);
}
