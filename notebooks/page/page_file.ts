/** Names that are pages: `topic.md`; the part before is the page's address. */
export const pageFile: RegExp = /^([a-z0-9][a-z0-9-]{0,62})\.md$/;
