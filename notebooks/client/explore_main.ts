export { createExplorer } from "./explore/explorer.ts";
export { mountSqlBox } from "./explore/sql_box.ts";
