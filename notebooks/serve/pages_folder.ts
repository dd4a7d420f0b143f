/** Where the pages are that everyone gets. */
export const pagesFolder: URL = new URL("../pages/", import.meta.url);
